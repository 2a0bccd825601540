import { Component, markup } from "@odoo/owl";

import type { MessageId } from "../../../../model/ids";
import type { Message } from "../../../../model/records";
import { type ChatEnv, useChat } from "../../../use_chat";
import "./thread_answer.scss";
import "./thread_answer.xml";

interface ThreadAnswerProps {
    parentId: MessageId;
}

/** Above the replies to a question: the one that answers it. */
export class ThreadAnswer extends Component<ThreadAnswerProps, ChatEnv> {
    static override template = "seitech_elearning.ThreadAnswer";
    static override props = { parentId: Number };

    private readonly chat = useChat(this.env);

    get answer(): Message | null {
        const { messages } = this.chat.state;
        const answerId = messages.get(this.props.parentId)?.answerId ?? null;
        const answer = answerId === null ? null : messages.get(answerId);
        return answer && !answer.deleted ? answer : null;
    }

    /** Rendered and cleaned by the server. */
    bodyOf({ html }: Message): ReturnType<typeof markup> {
        return markup(html);
    }

    /** What has no words has files. */
    filesOf({ attachments }: Message): string {
        return attachments.map(({ name }) => name).join(", ");
    }
}

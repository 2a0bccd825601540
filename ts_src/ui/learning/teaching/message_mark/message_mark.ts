import { Component } from "@odoo/owl";

import type { MessageId } from "../../../../model/ids";
import type { Message } from "../../../../model/records";
import { type ChatEnv, useChat } from "../../../use_chat";
import { isAnswer } from "../use_teaching";
import "./message_mark.scss";
import "./message_mark.xml";

interface MessageMarkProps {
    messageId: MessageId;
}

/** Below a message: that it is an announcement, an answer, or answered. */
export class MessageMark extends Component<MessageMarkProps, ChatEnv> {
    static override template = "seitech_elearning.MessageMark";
    static override props = { messageId: Number };

    private readonly chat = useChat(this.env);

    private get message(): Message | undefined {
        return this.chat.state.messages.get(this.props.messageId);
    }

    get isAnnouncement(): boolean {
        return this.message?.isAnnouncement ?? false;
    }

    get isAnswered(): boolean {
        return (this.message?.answerId ?? null) !== null;
    }

    get isAnswer(): boolean {
        return this.message !== undefined && isAnswer(this.chat.state, this.message);
    }
}

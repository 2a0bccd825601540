import { Component } from "@odoo/owl";

import type { MessageId } from "../../../model/ids";
import type { LessonKind } from "../../../model/lesson/lesson";
import type { Lesson } from "../../../model/records";
import { placeText } from "../../lesson/place_text";
import { useChat } from "../../use_chat";
import "./lesson_chip.scss";
import "./lesson_link.scss";
import "./lesson_link.xml";
import { type LessonEnv, useLessons } from "./use_lessons";

interface LessonLinkProps {
    messageId: MessageId;
}

/** Below a message: the lesson it was asked in. Pressed, it goes there. */
export class LessonLink extends Component<LessonLinkProps, LessonEnv> {
    static override template = "seitech_elearning.LessonLink";
    static override props = { messageId: Number };

    private readonly chat = useChat(this.env);
    private readonly lessons = useLessons(this.env);

    get lesson(): Lesson | null {
        return this.chat.state.messages.get(this.props.messageId)?.lesson ?? null;
    }

    get place(): string {
        const { lesson } = this;
        return lesson ? placeText(kindOf(lesson), lesson.position) : "";
    }

    /** Beside a lesson the page may change: the conversation comes along. Elsewhere it stays. */
    get target(): string {
        return this.lessons.state.shown ? "_self" : "_blank";
    }

    onClick(event: MouseEvent): void {
        const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey);
        if (isPlain && this.lesson && this.lessons.actions.goTo(this.lesson)) {
            event.preventDefault();
        }
    }
}

function kindOf({ kind }: Lesson): LessonKind {
    return kind === "video" || kind === "document" ? kind : "other";
}

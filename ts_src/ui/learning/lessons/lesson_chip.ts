import { Component } from "@odoo/owl";

import { fittingLesson } from "../../../engine/learning/lessons/lesson_view";
import { draftOf } from "../../../model/drafts";
import type { ChannelId } from "../../../model/ids";
import type { ShownLesson } from "../../../model/lesson/lesson";
import { _t } from "../../translation";
import { useChat } from "../../use_chat";
import "./lesson_chip.scss";
import "./lesson_chip.xml";
import { type LessonEnv, useLessons } from "./use_lessons";

interface LessonChipProps {
    channelId: ChannelId;
    isCovering: boolean;
    onCover: (isCovered: boolean) => void;
}

/** Above the text field: which lesson the message will be about, and a way to say it is not. */
export class LessonChip extends Component<LessonChipProps, LessonEnv> {
    static override template = "seitech_elearning.LessonChip";
    static override props = { channelId: Number, isCovering: Boolean, onCover: Function };

    private readonly chat = useChat(this.env);
    private readonly lessons = useLessons(this.env);

    get lesson(): ShownLesson | null {
        const { channelId } = this.props;
        const { replyToId } = draftOf(this.chat.state, channelId);
        return fittingLesson(this.chat.state, this.lessons.state, channelId, replyToId);
    }

    get isOn(): boolean {
        return this.lessons.state.isOn;
    }

    get offer(): string {
        return _t("About “%s”", this.lesson?.name ?? "");
    }

    setOn(isOn: boolean): void {
        this.lessons.actions.setOn(isOn);
    }
}

import { Component, useEffect, useRef } from "@odoo/owl";

import type { LearnerCard } from "../../../../engine/learning/teaching/teaching";
import type {
    QuizResult,
    VisitedLesson,
} from "../../../../engine/learning/teaching/teaching_ports";
import type { ChannelId, Timestamp } from "../../../../model/ids";
import { failureText } from "../../../format/failure_text";
import { formatBrief } from "../../../format/times";
import { useNow } from "../../../hooks/use_now";
import { useReturningFocus } from "../../../hooks/use_returning_focus";
import { Avatar } from "../../../kit/avatar/avatar";
import "../../../side_panel/side_panel.scss";
import { _t } from "../../../translation";
import { useChat } from "../../../use_chat";
import { hasCard, type TeachingEnv, useTeaching } from "../use_teaching";
import "./learner_panel.scss";
import "./learner_panel.xml";

interface LearnerPanelProps {
    channelId: ChannelId;
    /** Whether it lies over the conversation. */
    isNarrow: boolean;
    onClose: () => void;
}

/** Beside the conversation with a student: how far they have come, for those who teach them. */
export class LearnerPanel extends Component<LearnerPanelProps, TeachingEnv> {
    static override template = "seitech_elearning.LearnerPanel";
    static components = { Avatar };
    static override props = ["*"];

    readonly failureText = failureText;
    private readonly chat = useChat(this.env);
    private readonly teaching = useTeaching(this.env);
    private readonly root = useRef<HTMLElement>("root");
    private readonly clock = useNow();
    readonly titleId = `o-seitech-LearnerPanel-${this.props.channelId}`;

    override setup(): void {
        useEffect(
            (channelId: ChannelId) => {
                if (this.isShown) {
                    void this.teaching.actions.loadLearner(channelId);
                }
            },
            () => [this.props.channelId],
        );
        if (this.isShown) {
            useReturningFocus(this.root, ".btn-close");
        }
    }

    /** Who asks for support has a card of another kind. */
    get isShown(): boolean {
        return hasCard(this.chat.state, this.props.channelId);
    }

    get card(): LearnerCard {
        return this.teaching.state.learners.get(this.props.channelId) ?? { status: "loading" };
    }

    lessonText({ name, isCompleted, at }: VisitedLesson): string {
        const state = isCompleted ? [_t("completed")] : [];
        return [name, ...state, this.dateOf(at)].join(" · ");
    }

    quizText({ name, isPassed, attempts }: QuizResult): string {
        const result = isPassed ? _t("passed") : _t("not passed yet");
        const tries = attempts === 1 ? _t("1 attempt") : _t("%s attempts", attempts);
        return [name, result, tries].join(" · ");
    }

    private dateOf(at: Timestamp): string {
        return formatBrief(at, Math.max(this.clock.now, at));
    }
}

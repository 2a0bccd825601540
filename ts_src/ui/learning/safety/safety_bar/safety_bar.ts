import { Component } from "@odoo/owl";

import type { SafetyQuestion } from "../../../../engine/learning/safety/safety";
import type { SafetyNotice } from "../../../../engine/learning/safety/safety_ports";
import type { ChannelId } from "../../../../model/ids";
import { failureText } from "../../../format/failure_text";
import { formatFull } from "../../../format/times";
import { _t } from "../../../translation";
import { BlockDialog } from "../block_dialog/block_dialog";
import { foldingStyle } from "../folding_style";
import { ReportDialog } from "../report_dialog/report_dialog";
import { type SafetyEnv, useSafety } from "../use_safety";
import "./safety_bar.scss";
import "./safety_bar.xml";

interface SafetyBarProps {
    channelId: ChannelId;
}

/** Above a conversation: what this person is told, what they are asked, and whom it folds away. */
export class SafetyBar extends Component<SafetyBarProps, SafetyEnv> {
    static override template = "seitech_elearning.SafetyBar";
    static components = { BlockDialog, ReportDialog };
    static override props = ["*"];

    private readonly safety = useSafety(this.env);

    /** That somebody is muted stands where they would write; here, what they were told with it. */
    get notices(): readonly SafetyNotice[] {
        return this.safety.state.notices.filter(
            ({ kind, channelId, text }) =>
                kind === "warning" ||
                (text !== "" && (channelId === null || channelId === this.props.channelId)),
        );
    }

    get exclusion(): string | null {
        const { exclusion } = this.safety.state;
        return exclusion && failureText(exclusion);
    }

    get question(): SafetyQuestion | null {
        const { question } = this.safety.state;
        return question?.channelId === this.props.channelId ? question : null;
    }

    get folding(): string {
        return foldingStyle(this.safety.state, _t("Message of somebody you have blocked"));
    }

    heading({ kind, channelId, until }: SafetyNotice): string {
        if (kind === "warning") {
            return _t("A warning for you");
        }
        const moment = formatFull(until ?? 0);
        return channelId === null
            ? _t("You can read, but not write in your conversations, until %s.", moment)
            : _t("You can read, but not write here, until %s.", moment);
    }

    acknowledge(noticeId: number): void {
        void this.safety.actions.acknowledge(noticeId);
    }
}

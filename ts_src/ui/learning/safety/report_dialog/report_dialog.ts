import { Component, useState } from "@odoo/owl";

import { type ReportReason, reportReasons } from "../../../../engine/learning/safety/safety_ports";
import type { MessageId } from "../../../../model/ids";
import { failureText } from "../../../format/failure_text";
import { Dialog } from "../../../kit/dialog/dialog";
import { _t } from "../../../translation";
import { type SafetyEnv, useSafety } from "../use_safety";
import "./report_dialog.scss";
import "./report_dialog.xml";

interface ReportDialogProps {
    messageId: MessageId;
}

/** As many characters as the server takes. */
const maxComment = 2000;

const labels: Readonly<Record<ReportReason, () => string>> = {
    bullying: () => _t("Bullying"),
    harassment: () => _t("Harassment"),
    sexual: () => _t("Sexual content"),
    violence: () => _t("Violence or threats"),
    worry: () => _t("I am worried about somebody"),
    spam: () => _t("Spam"),
    other: () => _t("Something else"),
};

/** Asks why a message is reported, and says what happens next. */
export class ReportDialog extends Component<ReportDialogProps, SafetyEnv> {
    static override template = "seitech_elearning.ReportDialog";
    static components = { Dialog };
    static override props = { messageId: Number };

    readonly maxComment = maxComment;
    private readonly safety = useSafety(this.env);
    readonly local = useState<{ reason: ReportReason | null; comment: string }>({
        reason: null,
        comment: "",
    });

    get title(): string {
        return this.isDone ? _t("Thank you") : _t("Report a message");
    }

    get reasons(): readonly { readonly value: ReportReason; readonly label: string }[] {
        return reportReasons.map((value) => ({ value, label: labels[value]() }));
    }

    get isDone(): boolean {
        return this.safety.state.isReported;
    }

    get isReady(): boolean {
        return this.local.reason !== null && !this.safety.state.isBusy;
    }

    get failure(): string | null {
        const { failure } = this.safety.state;
        return failure && failureText(failure);
    }

    send(): void {
        const { reason, comment } = this.local;
        if (reason !== null) {
            void this.safety.actions.report(this.props.messageId, reason, comment);
        }
    }

    readonly close = (): void => this.safety.actions.ask(null);
}

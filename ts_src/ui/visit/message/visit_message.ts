import { Component, markup } from "@odoo/owl";

import type { Attachment } from "../../../model/records";
import { failureText } from "../../format/failure_text";
import { Avatar } from "../../kit/avatar/avatar";
import { _t } from "../../translation";
import { VisitFiles } from "../files/visit_files";
import { Icon, type IconName } from "../icon/icon";
import type { VisitRow } from "../log/visit_rows";
import { clockOf, fullTimeOf } from "../moments";
import { useVisit, type VisitEnv } from "../visit_env";
import { withShownHosts } from "./shown_hosts";
import { UploadLine } from "./upload_line";
import "./visit_message.scss";
import "./visit_message.xml";

interface VisitMessageProps {
    row: VisitRow;
}

const ICONS: Readonly<Record<string, IconName>> = {
    sending: "clock",
    failed: "warning",
    sent: "check",
    seen: "checks",
};

/** One message of the conversation, or a line about what has happened in it. */
export class VisitMessage extends Component<VisitMessageProps, VisitEnv> {
    static override template = "seitech_elearning.VisitMessage";
    static components = { Avatar, Icon, UploadLine, VisitFiles };
    static override props = { row: Object };

    readonly failureText = failureText;
    private readonly visit = useVisit(this.env);

    /** Rendered and sanitised by the server; what it never saw is shown as plain text. */
    get body(): ReturnType<typeof markup> | string {
        const { message, outgoing } = this.props.row;
        return message ? markup(withShownHosts(message.html)) : (outgoing?.text ?? "");
    }

    get hasBody(): boolean {
        const { message, outgoing } = this.props.row;
        return (message?.html ?? outgoing?.text ?? "") !== "";
    }

    get isDeleted(): boolean {
        return this.props.row.message?.isDeleted ?? false;
    }

    get attachments(): readonly Attachment[] {
        return this.isDeleted ? [] : (this.props.row.message?.attachments ?? []);
    }

    get author(): string {
        return this.props.row.isOwn ? _t("You") : (this.props.row.message?.authorName ?? "");
    }

    /** By the visitor's own clock. */
    private get at(): number {
        const { message, outgoing } = this.props.row;
        const { clockOffset } = this.visit.state;
        return message ? message.createdAt - clockOffset : (outgoing?.createdAt ?? 0);
    }

    get clock(): string {
        return clockOf(this.at);
    }

    get fullTime(): string {
        return fullTimeOf(this.at);
    }

    get isoTime(): string {
        return new Date(this.at).toISOString();
    }

    /** One line for what was written together, and one for each that is not sent. */
    get hasFoot(): boolean {
        const { isEnd, delivery } = this.props.row;
        return isEnd || delivery === "sending" || delivery === "failed";
    }

    get deliveryLabel(): string {
        switch (this.props.row.delivery) {
            case "sending":
                return _t("Sending");
            case "failed":
                return _t("Not sent");
            case "seen":
                return _t("Seen");
            default:
                return _t("Sent");
        }
    }

    get deliveryIcon(): IconName {
        return ICONS[this.props.row.delivery ?? ""] ?? "check";
    }

    get classes(): Record<string, boolean> {
        const { isOwn, isStart, isEnd, delivery } = this.props.row;
        return {
            "o-seitech-VisitMessage--own": isOwn,
            "o-seitech-VisitMessage--start": isStart,
            "o-seitech-VisitMessage--end": isEnd,
            [`o-seitech-VisitMessage--${delivery ?? "received"}`]: true,
        };
    }

    retry(): void {
        const { outgoing } = this.props.row;
        if (outgoing) {
            this.visit.actions.retry(outgoing.clientKey);
        }
    }

    takeBack(): void {
        const { outgoing } = this.props.row;
        if (outgoing) {
            this.visit.actions.discard(outgoing.clientKey);
        }
    }
}

import { Component, markup } from "@odoo/owl";

import type { ClientKey, Timestamp } from "../../model/ids";
import type { Failure, Message as MessageRecord } from "../../model/records";
import type { OutboxItem } from "../../model/state";
import { formatClock, formatFull, formatIso } from "../format/times";
import { Avatar } from "../kit/avatar/avatar";
import type { Delivery } from "../timeline/timeline_rows";
import { _t } from "../translation";
import "./message.scss";
import "./message.xml";

interface MessageProps {
    message: MessageRecord | null;
    item: OutboxItem | null;
    isOwn: boolean;
    isGroupStart: boolean;
    isGroupEnd: boolean;
    delivery: Delivery;
    /** Whether somebody else's name and picture stand beside the message. */
    isAuthorShown: boolean;
    onRetry: (clientKey: ClientKey) => void;
    onDiscard: (clientKey: ClientKey) => void;
}

/** One message, committed or still in the outbox. */
export class Message extends Component<MessageProps> {
    static override template = "seitech_elearning.Message";
    static components = { Avatar };
    static override props = {
        message: { type: [Object, { value: null }] },
        item: { type: [Object, { value: null }] },
        isOwn: Boolean,
        isGroupStart: Boolean,
        isGroupEnd: Boolean,
        delivery: { type: [String, { value: null }] },
        isAuthorShown: Boolean,
        onRetry: Function,
        onDiscard: Function,
    };

    get isSystem(): boolean {
        return this.props.message?.type === "system";
    }

    get isDeleted(): boolean {
        return this.props.message?.deleted ?? false;
    }

    get failure(): Failure | null {
        return this.props.item?.failure ?? null;
    }

    /** Rendered and sanitised by the server; what it never saw is shown as plain text. */
    get body(): ReturnType<typeof markup> | string {
        const { message, item } = this.props;
        return message ? markup(message.html) : (item?.content ?? "");
    }

    get at(): Timestamp {
        return this.props.message?.createdAt ?? this.props.item?.queuedAt ?? 0;
    }

    get clock(): string {
        return formatClock(this.at);
    }

    get fullTime(): string {
        return formatFull(this.at);
    }

    get isoTime(): string {
        return formatIso(this.at);
    }

    get deliveryLabel(): string {
        switch (this.props.delivery) {
            case "pending":
                return _t("Sending");
            case "failed":
                return _t("Not sent");
            case "seen":
                return _t("Seen");
            default:
                return _t("Sent");
        }
    }

    get classes(): Record<string, boolean> {
        const { isOwn, isGroupStart, isGroupEnd, delivery } = this.props;
        return {
            "o-seitech-Message--own": isOwn,
            "o-seitech-Message--start": isGroupStart,
            "o-seitech-Message--end": isGroupEnd,
            [`o-seitech-Message--${delivery ?? "received"}`]: true,
        };
    }

    retry(): void {
        if (this.props.item) {
            this.props.onRetry(this.props.item.clientKey);
        }
    }

    discard(): void {
        if (this.props.item) {
            this.props.onDiscard(this.props.item.clientKey);
        }
    }
}

import { Component } from "@odoo/owl";

import type { Timestamp } from "../../model/ids";
import type { Message } from "../../model/records";
import { plainText } from "../format/plain_text";
import { formatBrief, formatFull, formatIso } from "../format/times";
import { Avatar } from "../kit/avatar/avatar";
import { _t } from "../translation";
import "./message_excerpt.scss";
import "./message_excerpt.xml";

interface MessageExcerptProps {
    message: Message;
    /** Where it was found, if that is worth saying. */
    place?: string;
    now: Timestamp;
    onOpen: () => void;
}

/** A message in a list of messages from here and there; a press leads to it. */
export class MessageExcerpt extends Component<MessageExcerptProps> {
    static override template = "seitech_elearning.MessageExcerpt";
    static components = { Avatar };
    static override props = {
        message: Object,
        place: { type: String, optional: true },
        now: Number,
        onOpen: Function,
    };

    get text(): string {
        const { html, attachments } = this.props.message;
        return plainText(html) || attachments.map(({ name }) => name).join(", ") || _t("No text");
    }

    get time(): string {
        return formatBrief(this.props.message.createdAt, this.props.now);
    }

    get fullTime(): string {
        return formatFull(this.props.message.createdAt);
    }

    get isoTime(): string {
        return formatIso(this.props.message.createdAt);
    }
}

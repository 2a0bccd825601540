import { Component } from "@odoo/owl";

import { draftLength, maxMessageLength } from "../../../model/drafts";
import "./length_left.scss";
import "./length_left.xml";

interface LengthLeftProps {
    text: string;
}

/** From this share of the limit on, the visitor sees how much is left. */
const SHOWN_FROM = 0.95;

/** @returns Whether it begins to matter how much is left. */
export function isNearLimit(text: string): boolean {
    return text.length >= maxMessageLength * SHOWN_FROM;
}

/** How many characters of a message are left, when that begins to matter. */
export class LengthLeft extends Component<LengthLeftProps> {
    static override template = "seitech_elearning.VisitLengthLeft";
    static override props = { text: String };

    get isShown(): boolean {
        return isNearLimit(this.props.text);
    }

    get left(): number {
        return maxMessageLength - draftLength(this.props.text);
    }
}

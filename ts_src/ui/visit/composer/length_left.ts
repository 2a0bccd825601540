import { Component } from "@odoo/owl";

import { draftLength, maxMessageLength } from "../../../model/drafts";
import "./length_left.scss";
import "./length_left.xml";

interface LengthLeftProps {
    text: string;
}

/** From this share of the limit on, the visitor sees how much is left. */
const SHOWN_FROM = 0.95;

/** How many characters of a message are left, when that begins to matter. */
export class LengthLeft extends Component<LengthLeftProps> {
    static override template = "seitech_elearning.VisitLengthLeft";
    static override props = { text: String };

    get isShown(): boolean {
        return this.props.text.length >= maxMessageLength * SHOWN_FROM;
    }

    get left(): number {
        return maxMessageLength - draftLength(this.props.text);
    }
}

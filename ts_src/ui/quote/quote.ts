import { Component } from "@odoo/owl";

import type { Quote as QuoteRecord } from "../../model/records";
import { _t } from "../translation";
import "./quote.scss";
import "./quote.xml";

interface QuoteProps {
    quote: QuoteRecord;
    /** Left out where there is nowhere to jump to. */
    onJump?: () => void;
}

/** The beginning of the message that a reply answers; leads to it. */
export class Quote extends Component<QuoteProps> {
    static override template = "seitech_elearning.Quote";
    static override props = { quote: Object, onJump: { type: Function, optional: true } };

    get author(): string {
        return this.props.quote.authorName ?? _t("Former member");
    }
}

import { Component } from "@odoo/owl";

import { Icon } from "../icon/icon";
import "./away_note.xml";

interface AwayNoteProps {
    /** When somebody will be there, in words; "" if nobody knows. */
    opening: string;
}

/** Nobody is there. By itself: where somebody is, no browser compiles it. */
export class AwayNote extends Component<AwayNoteProps> {
    static override template = "seitech_elearning.VisitAwayNote";
    static components = { Icon };
    static override props = { opening: String };
}

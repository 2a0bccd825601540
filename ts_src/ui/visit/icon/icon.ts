import { Component } from "@odoo/owl";

import "./icon.scss";
import "./icon.xml";

/** Outlines on a field of 24 by 24: the widget also stands on pages that have no icon font. */
const OUTLINES = {
    attach: "M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.8-7.8",
    check: "M5 12.5l4.5 4.5L19 7.5",
    checks: "M2 12.5l4.5 4.5L16 7.5M11.5 16.5l.5.5L21.5 7.5",
    clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2",
    close: "M6 6l12 12M18 6L6 18",
    down: "M6 9.5l6 6 6-6",
    end: "M15 16.5v2.2a1.8 1.8 0 0 1-1.8 1.8H6.3a1.8 1.8 0 0 1-1.8-1.8V5.3a1.8 1.8 0 0 1 1.8-1.8h6.9A1.8 1.8 0 0 1 15 5.3v2.2M10 12h10.5M17.5 9l3 3-3 3",
    file: "M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5",
    mail: "M4.5 5.5h15a1.5 1.5 0 0 1 1.5 1.5v10a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17V7a1.5 1.5 0 0 1 1.5-1.5zM3.5 7l8.5 6 8.5-6",
    more: "M12 5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1zM12 11.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1zM12 18a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1z",
    people: "M4 19.5c.4-3.3 2.6-5 5.5-5s5.1 1.7 5.5 5M9.5 11.3a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8zM15.5 5a3.4 3.4 0 0 1 0 6M17.2 14.8c1.8.6 2.9 2.2 3.3 4.7",
    plug: "M4 4l16 16M9.5 4.5V8M14.5 4.5V8M6.5 8h11v3.5a5.5 5.5 0 0 1-2 4.2M12 17v3.5M6.5 11.5A5.5 5.5 0 0 0 12 17",
    refresh: "M20 12a8 8 0 1 1-2.3-5.7M20 4v4.5h-4.5",
    send: "M4 4.5l17 7.5-17 7.5 2.6-7.5zM6.6 12H13",
    smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.5 14a4.2 4.2 0 0 0 7 0M9 9.5v.01M15 9.5v.01",
    sound: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11",
    star: "M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9L12 16.9l-5.2 2.8 1-5.9L3.5 9.7l5.9-.8z",
    warning: "M12 8v5M12 16.3v.01M12 3.5L2.5 20h19z",
} as const;

export type IconName = keyof typeof OUTLINES;

interface IconProps {
    name: IconName;
    /** Turned round where the language runs from right to left: it points to where that goes. */
    isDirected?: boolean;
}

/** A small drawing in the colour of the text; what it means is said elsewhere. */
export class Icon extends Component<IconProps> {
    static override template = "seitech_elearning.VisitIcon";
    static override props = { name: String, isDirected: { type: Boolean, optional: true } };

    get outline(): string {
        return OUTLINES[this.props.name];
    }
}

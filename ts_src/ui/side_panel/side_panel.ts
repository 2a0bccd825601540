import { Component, useRef } from "@odoo/owl";

import { useReturningFocus } from "../hooks/use_returning_focus";
import "./side_panel.scss";
import "./side_panel.xml";

interface SidePanelProps {
    title: string;
    onClose: () => void;
    slots?: object;
}

let made = 0;

/** What stands beside a conversation, or over it where there is no room. Slot: `default`. */
export class SidePanel extends Component<SidePanelProps> {
    static override template = "seitech_elearning.SidePanel";
    static override props = {
        title: String,
        onClose: Function,
        slots: { type: Object, optional: true },
    };

    private readonly root = useRef<HTMLElement>("root");
    readonly titleId = `o-seitech-SidePanel-title-${(made += 1)}`;

    override setup(): void {
        useReturningFocus(this.root, "input[type=search]", ".o-seitech-SidePanel-close");
    }
}

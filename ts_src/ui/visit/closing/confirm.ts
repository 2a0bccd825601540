import { Component, useRef } from "@odoo/owl";

import { useReturningFocus } from "../../hooks/use_returning_focus";
import "./confirm.scss";
import "./confirm.xml";

interface ConfirmProps {
    onYes: () => void;
    onNo: () => void;
}

/** Asks whether the conversation is to end, over what is there of it. */
export class Confirm extends Component<ConfirmProps> {
    static override template = "seitech_elearning.VisitConfirm";
    static override props = { onYes: Function, onNo: Function };

    private readonly root = useRef<HTMLElement>("root");

    override setup(): void {
        useReturningFocus(this.root, "[data-no]");
    }

    /** The question must be answered first: Tab stays with its two buttons. */
    onKeydown(event: KeyboardEvent): void {
        if (event.key === "Tab") {
            event.preventDefault();
            const buttons = [...(this.root.el?.querySelectorAll<HTMLElement>("button") ?? [])];
            buttons.find((button) => button !== document.activeElement)?.focus();
        }
    }
}

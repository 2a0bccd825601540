import { Component, onMounted, onWillUnmount, useRef } from "@odoo/owl";

import "./dialog.scss";
import "./dialog.xml";

interface DialogProps {
    title: string;
    size?: "small" | "large";
    onClose: () => void;
    slots?: object;
}

/**
 * A window above everything else that has to be answered first. The browser's own `<dialog>`
 * keeps the focus in it, makes the rest of the page inert and closes on Escape.
 *
 * Slots: `default`, and `footer` for the buttons.
 */
export class Dialog extends Component<DialogProps> {
    static override template = "seitech_elearning.Dialog";
    static override props = {
        title: String,
        size: { type: String, optional: true },
        onClose: Function,
        slots: { type: Object, optional: true },
    };

    private readonly root = useRef<HTMLDialogElement>("root");
    /** Several bundles on a page have this class: a number would not be unique. */
    readonly titleId = `o-seitech-Dialog-title-${Math.random()}`;

    override setup(): void {
        const before = document.activeElement;
        onMounted(() => this.root.el?.showModal());
        onWillUnmount(() => {
            this.root.el?.close();
            // The browser gives the focus back only when the element was still on the page.
            if (before instanceof HTMLElement && before.isConnected) {
                before.focus();
            }
        });
    }

    onCancel(event: Event): void {
        event.preventDefault();
        this.props.onClose();
    }

    /** Keys pressed in here mean nothing to what lies below. */
    onKeydown(event: KeyboardEvent): void {
        event.stopPropagation();
    }

    /** Only a press that began on the backdrop closes, not the end of selecting some text. */
    onPointerdown(event: PointerEvent): void {
        if (event.target === this.root.el) {
            this.props.onClose();
        }
    }
}

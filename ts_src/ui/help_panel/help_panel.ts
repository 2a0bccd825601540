import { Component, onMounted, onWillUnmount, useExternalListener, useRef } from "@odoo/owl";

import "../kit/theme.scss";
import "./help_panel.scss";
import "./help_panel.xml";

interface HelpPanelProps {
    onClose: () => void;
}

/** Small dialog for people who are not signed in: who they can talk to, and how. */
export class HelpPanel extends Component<HelpPanelProps> {
    static override template = "seitech_elearning.HelpPanel";
    static override props = { onClose: Function };

    private readonly panel = useRef<HTMLElement>("panel");

    override setup(): void {
        const openedFrom = document.activeElement;
        onMounted(() => {
            this.panel.el?.querySelector<HTMLElement>(".o-seitech-HelpPanel-choice")?.focus();
        });
        useExternalListener(window, "keydown", (event) => {
            if (event instanceof KeyboardEvent && event.key === "Escape") {
                this.props.onClose();
            }
        });
        onWillUnmount(() => {
            if (openedFrom instanceof HTMLElement && !this.isFocusElsewhere) {
                openedFrom.focus();
            }
        });
    }

    /** Whether the person has gone on to another part of the page. */
    private get isFocusElsewhere(): boolean {
        const focused = document.activeElement;
        // Safari does not focus a button that is clicked; the body has the focus then.
        return focused !== document.body && !this.panel.el?.contains(focused);
    }
}

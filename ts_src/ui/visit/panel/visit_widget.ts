import { Component, useEffect, useRef, useState, useSubEnv } from "@odoo/owl";

// Before all components: what one of them says counts more.
import "../../kit/theme.scss";
import "../visit_theme.scss";
import type { VisitView } from "../../../engine/visit/visit_actions";
import { useVisibleHeight } from "../../floating_chat/use_visible_height";
import { ChallengeBox } from "../challenge/challenge_box";
import { Closing } from "../closing/closing";
import { Confirm } from "../closing/confirm";
import { VisitComposer } from "../composer/visit_composer";
import { VisitHeader } from "../header/visit_header";
import { VisitLog } from "../log/visit_log";
import type { VisitLook } from "../look";
import { StartForm } from "../start_form/start_form";
import { VisitNotice } from "./visit_notice";
import "./visit_widget.scss";
import "./visit_widget.xml";

interface VisitWidgetProps {
    visit: VisitView;
    look: VisitLook;
    /** Called instead of showing the form, where a new conversation begins in another way. */
    onAnew?: () => void;
    /** Called when the visitor puts the widget away: whoever has opened it has the focus again. */
    onMinimise?: () => void;
}

/** What the panel shows: the wait, the form, a conversation, or one that has ended. */
type Stage = "restoring" | "form" | "talk" | "ended";

/** The visitor's side of a support conversation: a panel above the button that opened it. */
export class VisitWidget extends Component<VisitWidgetProps> {
    static override template = "seitech_elearning.VisitWidget";
    static components = {
        ChallengeBox,
        Closing,
        Confirm,
        StartForm,
        VisitComposer,
        VisitHeader,
        VisitLog,
        VisitNotice,
    };
    static override props = {
        visit: Object,
        look: Object,
        onAnew: { type: Function, optional: true },
        onMinimise: { type: Function, optional: true },
    };

    private readonly panel = useRef<HTMLElement>("panel");
    readonly state = useState(this.props.visit.state);
    readonly actions = this.props.visit.actions;
    readonly local = useState({ isEnding: false });
    readonly isRtl = getComputedStyle(document.body).direction === "rtl";

    override setup(): void {
        useSubEnv({ seitechVisit: this.props.visit });
        useVisibleHeight(this.panel);
        useEffect(
            (isOpen: boolean) => {
                if (isOpen && this.isAskedFor) {
                    this.focusInside();
                }
            },
            () => [this.state.isOpen],
        );
        useEffect(
            () => this.keepFocus(),
            () => [this.stage],
        );
    }

    get stage(): Stage {
        const { visit, isRestoring, outgoing, availability, notice, connection } = this.state;
        if (visit) {
            return visit.state === "active" ? "talk" : "ended";
        }
        if (outgoing.length > 0) {
            // The first message is on its way: it is a conversation already to whoever wrote it.
            return "talk";
        }
        // Whoever cannot be told whether somebody is there can write all the same.
        const isTold = availability !== null || notice !== null || connection === "offline";
        return isRestoring || !isTold ? "restoring" : "form";
    }

    get classes(): Record<string, boolean> {
        const { side, isFramed } = this.props.look;
        return {
            "o-seitech-Visit--start": side === "start",
            "o-seitech-Visit--framed": isFramed ?? false,
            "o-seitech-Visit--rtl": this.isRtl,
        };
    }

    readonly minimise = (): void => {
        this.local.isEnding = false;
        this.actions.minimise();
        this.props.onMinimise?.();
    };

    readonly askToEnd = (): void => {
        this.local.isEnding = true;
    };

    readonly stay = (): void => {
        this.local.isEnding = false;
        this.focusInside();
    };

    readonly end = (): void => {
        this.local.isEnding = false;
        void this.actions.end();
    };

    readonly startAnew = (): void => {
        this.actions.startAnew();
        this.props.onAnew?.();
    };

    onKeydown(event: KeyboardEvent): void {
        if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
        if (this.local.isEnding) {
            this.stay();
        } else {
            this.minimise();
        }
    }

    /** A panel that comes back with the page must not take the focus from it. */
    private get isAskedFor(): boolean {
        return navigator.userActivation.isActive || this.props.look.isFramed === true;
    }

    /** To where something is to be typed; on a touch screen that would bring up the keyboard. */
    private focusInside(): void {
        const panel = this.panel.el;
        const isTouch = window.matchMedia("(pointer: coarse)").matches;
        const field = isTouch ? null : panel?.querySelector<HTMLElement>("[data-start-here]");
        (field ?? panel)?.focus({ preventScroll: true });
    }

    /** What had the focus may have gone with the stage before: it must not fall out of the panel. */
    private keepFocus(): void {
        const isLost = document.activeElement === document.body || document.activeElement === null;
        if (this.state.isOpen && isLost && this.isAskedFor) {
            this.focusInside();
        } else if (document.activeElement === this.panel.el) {
            this.focusInside();
        }
    }
}

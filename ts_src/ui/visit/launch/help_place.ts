import { reactive } from "@odoo/owl";

import type { VisitView } from "../../../engine/visit/visit_actions";
import type { VisitLook } from "../look";
import { greetLater } from "./greeting";
import { HelpButton } from "./help_button";

/** What the button brings in when somebody wants it. */
export interface HelpParts {
    /** Whether there is a conversation to go on with, from an earlier page or an e-mail. */
    hasVisit(): boolean;
    /** Begins to load what `loadVisit` needs, and asks for nothing else. */
    prepare(): void;
    /** Rejects when it cannot be loaded. */
    loadVisit(): Promise<VisitView>;
    showWidget(visit: VisitView, props: WidgetProps): void;
    /** The chat of somebody who is signed in; null for visitors. */
    readonly openChat: (() => Promise<void>) | null;
    /** Leads to where help is to be had without any of this. */
    leave(): void;
}

export interface WidgetProps {
    readonly look: VisitLook;
    readonly onMinimise: () => void;
    /** Left out where the widget's own form is the way to a new conversation. */
    readonly onAnew?: () => void;
}

/**
 * Help on a page of the website: a button, the greeting beside it, and behind it the visitor's
 * widget, or the chat of who is signed in. Until somebody presses it, it asks for nothing.
 */
export class HelpPlace {
    private readonly button: HelpButton;
    private readonly takeGreetingAway: () => void;
    private readonly listening = new AbortController();
    private visit: VisitView | null = null;
    /** A press while it is loading for another reason still counts. */
    private isWanted = false;

    /** @param link What stands on the page for those without script; it becomes the button. */
    constructor(
        private readonly link: HTMLElement,
        private readonly parts: HelpParts,
    ) {
        const { signal } = this.listening;
        this.button = new HelpButton(link);
        // A moment before the click.
        link.addEventListener("pointerdown", () => this.prepare(), { signal });
        link.addEventListener("click", (event) => this.onClick(event), { signal });
        link.addEventListener("keydown", (event) => this.onKeydown(event), { signal });
        if (parts.hasVisit()) {
            this.takeGreetingAway = () => undefined;
            // What is seen first comes first.
            (window.requestIdleCallback ?? setTimeout)(() => void this.bringIn());
        } else {
            this.takeGreetingAway = greetLater(this.button, () => void this.press());
        }
    }

    stop(): void {
        this.takeGreetingAway();
        this.listening.abort();
    }

    private onClick(event: MouseEvent): void {
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
            event.preventDefault();
            void this.press();
        }
    }

    /** A link does not know the key that a button does. */
    private onKeydown(event: KeyboardEvent): void {
        if (event.key === " ") {
            event.preventDefault();
            void this.press();
        }
    }

    /** Whether the chat of who is signed in opens, instead of the widget. */
    private get isForChat(): boolean {
        const { parts, visit } = this;
        return parts.openChat !== null && !visit?.state.visit && !parts.hasVisit();
    }

    private prepare(): void {
        if (!this.visit && !this.isForChat) {
            this.parts.prepare();
        }
    }

    private async press(): Promise<void> {
        const { openChat } = this.parts;
        this.takeGreetingAway();
        if (this.visit?.state.isOpen) {
            this.visit.actions.minimise();
        } else if (openChat && this.isForChat) {
            await this.whileBusy(openChat);
        } else {
            this.isWanted = true;
            await this.bringIn();
        }
    }

    /** Opens the widget if somebody wants that by then. */
    private async bringIn(): Promise<void> {
        if (!this.visit && !this.button.isBusy) {
            try {
                await this.whileBusy(async () => {
                    const visit = await this.parts.loadVisit();
                    if (!this.listening.signal.aborted) {
                        this.show(visit);
                    }
                });
            } catch {
                if (this.isWanted) {
                    this.parts.leave();
                }
            }
        }
        if (this.isWanted && this.visit) {
            this.isWanted = false;
            this.visit.actions.open();
        }
    }

    private show(visit: VisitView): void {
        const { openChat } = this.parts;
        const follow = (): void => this.button.show(state.isOpen, state.unread);
        const state = reactive(visit.state, follow);
        follow();
        this.visit = visit;
        this.parts.showWidget(visit, {
            look: this.button.look,
            onMinimise: () => this.link.focus(),
            ...(openChat && {
                onAnew: () => {
                    visit.actions.minimise();
                    void this.whileBusy(openChat);
                },
            }),
        });
    }

    private async whileBusy(task: () => Promise<void>): Promise<void> {
        this.button.isBusy = true;
        try {
            await task();
        } finally {
            this.button.isBusy = false;
        }
    }
}

import { onMounted, onPatched, onWillPatch, onWillUnmount, useState } from "@odoo/owl";

interface Ref {
    readonly el: HTMLElement | null;
}

export interface ScrollKeeper {
    /** Whether the newest row is in sight. */
    readonly isAtBottom: boolean;
    toBottom(behavior?: ScrollBehavior): void;
    /** Puts a row at the top of the view if it is above it. */
    revealAbove(row: Element | null): void;
    onScroll(): void;
}

/** A row, and where it was. */
interface Anchor {
    readonly row: Element;
    readonly bottom: number;
}

/** Distance in pixels that still counts as the bottom. */
const BOTTOM_SLACK = 40;

/**
 * Keeps a conversation still while it changes: at the bottom it stays at the bottom, further up
 * the row that is being read stays where it is, whatever comes above or below.
 *
 * @param viewport The element that scrolls; its `overflow-anchor` must be `none`.
 * @param content Its one child, with the rows; those marked `data-row` keep the place.
 */
export function useScrollKeeper(viewport: Ref, content: Ref): ScrollKeeper {
    const state = useState({ isAtBottom: true });
    let anchor: Anchor | null = null;

    const toBottom = (behavior: ScrollBehavior = "instant"): void => {
        viewport.el?.scrollTo({ top: viewport.el.scrollHeight, behavior });
    };
    const stick = (): void => {
        if (state.isAtBottom) {
            toBottom();
        }
    };

    // Rows change their height by themselves (a picture arrives, the composer grows).
    const observer = new ResizeObserver(stick);
    onMounted(() => {
        [viewport.el, content.el].forEach((element) => element && observer.observe(element));
        toBottom();
    });
    onWillUnmount(() => observer.disconnect());

    onWillPatch(() => {
        anchor = state.isAtBottom ? null : firstVisibleRow(viewport.el, content.el);
    });
    onPatched(() => {
        stick();
        if (anchor?.row.isConnected && viewport.el) {
            const moved = anchor.row.getBoundingClientRect().bottom - anchor.bottom;
            // Writing the position, even the same one, would end a smooth scroll.
            if (moved !== 0) {
                viewport.el.scrollTop += moved;
            }
        }
    });

    const onScroll = (): void => {
        const element = viewport.el;
        if (element) {
            const below = element.scrollHeight - element.scrollTop - element.clientHeight;
            state.isAtBottom = below <= BOTTOM_SLACK;
        }
    };

    return {
        get isAtBottom(): boolean {
            return state.isAtBottom;
        },
        toBottom,
        revealAbove(row: Element | null): void {
            const above = row && viewport.el ? distanceAbove(row, viewport.el) : 0;
            if (viewport.el && above > 0) {
                // Not `scrollIntoView`: that would move everything around the conversation too.
                viewport.el.scrollTop -= above;
                // The event of it comes later; whoever asks before must get the truth.
                onScroll();
            }
        },
        onScroll,
    };
}

function distanceAbove(row: Element, viewport: Element): number {
    return viewport.getBoundingClientRect().top - row.getBoundingClientRect().top;
}

/**
 * The lower edge, because a row may change its upper one when it gets a neighbour above; and only
 * rows that stay, which headings do not.
 */
function firstVisibleRow(viewport: Element | null, content: Element | null): Anchor | null {
    if (!viewport || !content) {
        return null;
    }
    const edge = viewport.getBoundingClientRect().top;
    for (const row of content.querySelectorAll("[data-row]")) {
        const { bottom } = row.getBoundingClientRect();
        if (bottom > edge) {
            return { row, bottom };
        }
    }
    return null;
}

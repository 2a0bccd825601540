import { onMounted, onPatched, onWillPatch, onWillUnmount, useState } from "@odoo/owl";

import { useDescent } from "./use_descent";

interface Ref {
    readonly el: HTMLElement | null;
}

export interface ScrollKeeper {
    /** Whether the newest row is in sight. */
    readonly isAtBottom: boolean;
    /** A smooth scroll arrives as well, whatever changes on the way. */
    toBottom(behavior?: ScrollBehavior): void;
    /** Puts a row at the top of the view if it is above it. */
    revealAbove(row: Element | null): void;
    /** Puts a row in the middle of the view. */
    center(row: Element): void;
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
 * the row that is being read stays where it is, whatever comes, goes or grows above or below.
 *
 * @param viewport The element that scrolls; its `overflow-anchor` must be `none`.
 * @param content Its one child, with the rows; those marked `data-row` keep the place.
 * @param isEnd Whether the last row on the page is the last one there is.
 */
export function useScrollKeeper(
    viewport: Ref,
    content: Ref,
    isEnd: () => boolean = () => true,
): ScrollKeeper {
    const state = useState({ isAtBottom: true });
    let anchor: Anchor | null = null;
    /** How far the row is off because the view is at its upper edge already; made good later. */
    let owed = 0;

    const arrive = (): void => {
        descent.end();
        owed = 0;
        viewport.el?.scrollTo({ top: viewport.el.scrollHeight, behavior: "instant" });
        // What is rendered next may be longer.
        state.isAtBottom = isEnd();
    };
    const descent = useDescent(viewport, arrive);
    const takeAnchor = (): void => {
        const found = state.isAtBottom ? null : firstVisibleRow(viewport.el, content.el);
        anchor = found && { row: found.row, bottom: found.bottom - owed };
    };
    const keepPlace = (): void => {
        if (state.isAtBottom) {
            arrive();
        } else if (anchor?.row.isConnected && viewport.el) {
            const moved = anchor.row.getBoundingClientRect().bottom - anchor.bottom;
            // Writing the position, even the same one, ends a smooth scroll.
            if (moved !== 0) {
                viewport.el.scrollTop += moved;
            }
            descent.goOn(moved !== 0);
            const missing = anchor.row.getBoundingClientRect().bottom - anchor.bottom;
            owed = viewport.el.scrollTop > 0 ? 0 : missing;
        }
    };

    // Rows change their height by themselves (a reaction, an answer that is being edited), and
    // the view its own (the composer grows).
    const observer = new ResizeObserver(keepPlace);
    onMounted(() => {
        [viewport.el, content.el].forEach((element) => element && observer.observe(element));
        arrive();
    });
    onWillUnmount(() => observer.disconnect());
    onWillPatch(takeAnchor);
    onPatched(keepPlace);

    const onScroll = (): void => {
        const element = viewport.el;
        if (element) {
            const below = element.scrollHeight - element.scrollTop - element.clientHeight;
            state.isAtBottom = isEnd() && below <= BOTTOM_SLACK;
            if (state.isAtBottom) {
                descent.end();
            }
            owed = element.scrollTop > 0 ? 0 : owed;
            takeAnchor();
        }
    };
    /** Not `scrollIntoView`: that would move everything around the conversation too. */
    const scrollBy = (distance: number): void => {
        if (viewport.el && distance !== 0) {
            owed = 0;
            viewport.el.scrollTop += distance;
            // The event of it comes later; whoever asks before must get the truth.
            onScroll();
        }
    };

    return {
        get isAtBottom(): boolean {
            return state.isAtBottom;
        },
        toBottom: (behavior) => (behavior === "smooth" ? descent.begin() : arrive()),
        revealAbove: (row) =>
            scrollBy(row && viewport.el ? Math.min(0, offsetOf(row, viewport.el)) : 0),
        center: (row) => scrollBy(viewport.el ? offCenter(row, viewport.el) : 0),
        onScroll,
    };
}

/** @returns How far below the middle of the view a row stands; its beginning has to be in sight. */
function offCenter(row: Element, viewport: Element): number {
    const room = viewport.clientHeight - row.getBoundingClientRect().height;
    return offsetOf(row, viewport) - Math.max(0, room / 2);
}

/** @returns How far below the upper edge of the view a row begins. */
function offsetOf(row: Element, viewport: Element): number {
    return row.getBoundingClientRect().top - viewport.getBoundingClientRect().top;
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

import { onMounted, onWillUnmount, useState } from "@odoo/owl";

interface Ref {
    readonly el: HTMLElement | null;
}

/** Where a row of a long list stands in it; in `rem`, so that it grows with the text. */
export interface PlacedRow {
    readonly top: number;
    readonly height: number;
}

/** The part of a scrolled element that is worth to be on the page, in `rem`. */
export interface ScrollWindow {
    readonly top: number;
    readonly bottom: number;
}

/** More than what is in sight, so that nothing is missing before the next frame. */
const MARGIN = 20;
/** The window moves in steps: not every pixel of scrolling is worth rendering. */
const STEP = 10;

/**
 * Follows how an element is scrolled, for lists of rows whose heights are known beforehand.
 *
 * @returns The part of it that rows are needed for; components that read it follow it.
 */
export function useScrollWindow(root: Ref): ScrollWindow {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const state = useState({ top: 0, bottom: 2 * MARGIN });
    const update = (): void => {
        const { el } = root;
        // What is hidden has no height, and none to remember.
        if (el && el.clientHeight > 0) {
            const top = Math.floor(el.scrollTop / rem / STEP) * STEP;
            state.top = top - MARGIN;
            state.bottom = top + Math.ceil(el.clientHeight / rem) + STEP + MARGIN;
        }
    };
    const observer = new ResizeObserver(update);
    onMounted(() => {
        if (root.el) {
            observer.observe(root.el);
            root.el.addEventListener("scroll", update, { passive: true });
        }
        update();
    });
    onWillUnmount(() => {
        observer.disconnect();
        root.el?.removeEventListener("scroll", update);
    });
    return state;
}

/**
 * @param rows From top to bottom.
 * @returns Those that are at least partly in the window.
 */
export function rowsInWindow<Row extends PlacedRow>(
    rows: readonly Row[],
    { top, bottom }: ScrollWindow,
): readonly Row[] {
    const first = firstWhere(rows, (row) => row.top + row.height > top);
    return rows.slice(
        first,
        firstWhere(rows, (row) => row.top >= bottom),
    );
}

/** @returns Index of the first row for which something holds, which then holds for all others. */
function firstWhere<Row>(rows: readonly Row[], holds: (row: Row) => boolean): number {
    let [low, high] = [0, rows.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        const row = rows[middle];
        if (row === undefined || holds(row)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

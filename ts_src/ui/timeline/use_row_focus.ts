import { onPatched, onWillPatch, useState } from "@odoo/owl";

interface Ref {
    readonly el: HTMLElement | null;
}

export interface RowFocus {
    /** Key of the row that had the focus last. */
    readonly key: string | null;
    onFocusin(event: FocusEvent): void;
    /** @returns Whether the key was one that walks through the rows. */
    onKeydown(event: KeyboardEvent): boolean;
}

/** What has the focus, the row it is in, and the place of that row. */
interface Focused {
    readonly element: HTMLElement;
    readonly row: HTMLElement;
    readonly index: number;
}

/**
 * Arrow keys, Home and End walk through the rows marked `data-row`; Tab leads to the one that had
 * the focus last. When that row goes away, its neighbour gets the focus, so that nobody is lost.
 *
 * @param viewport Where the rows are.
 */
export function useRowFocus(viewport: Ref): RowFocus {
    const state = useState<{ key: string | null }>({ key: null });
    let focused: Focused | null = null;

    const rows = (): HTMLElement[] => [
        ...(viewport.el?.querySelectorAll<HTMLElement>("[data-row]") ?? []),
    ];
    onWillPatch(() => {
        const element = document.activeElement;
        const row = rowOf(element, viewport.el);
        const isInRow = row !== null && element instanceof HTMLElement;
        focused = isInRow ? { element, row, index: rows().indexOf(row) } : null;
    });
    onPatched(() => {
        if (focused && document.activeElement === document.body) {
            const left = rows();
            const neighbour = left[Math.min(focused.index, left.length - 1)] ?? viewport.el;
            const { element, row } = focused;
            // Its own element may have been moved, or have gone with the tools of the message.
            const target = [element, row].find((one) => one.isConnected) ?? neighbour;
            target?.focus({ preventScroll: true });
        }
    });

    return {
        get key() {
            return state.key;
        },
        onFocusin({ target }) {
            const key = rowOf(target, viewport.el)?.dataset["row"];
            if (key !== undefined) {
                state.key = key;
            }
        },
        onKeydown(event) {
            const row = rowOf(event.target, viewport.el);
            // Inside of a message the keys belong to what has the focus there.
            const isOnRow = event.target === row || event.target === viewport.el;
            if (!isOnRow || event.altKey || event.ctrlKey || event.metaKey) {
                return false;
            }
            const target = targetOf(event.key, rows(), row);
            if (target === null) {
                return false;
            }
            event.preventDefault();
            target?.focus();
            return true;
        },
    };
}

/** @returns The row a key leads to, undefined if there is none; null when it leads nowhere. */
function targetOf(
    key: string,
    rows: readonly HTMLElement[],
    row: HTMLElement | null,
): HTMLElement | undefined | null {
    const index = row ? rows.indexOf(row) : rows.length;
    switch (key) {
        case "ArrowUp":
            return rows[index - 1];
        case "ArrowDown":
            return rows[index + 1];
        case "Home":
            return rows[0];
        case "End":
            return rows.at(-1);
        default:
            return null;
    }
}

function rowOf(target: EventTarget | null, viewport: HTMLElement | null): HTMLElement | null {
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
    return row && viewport?.contains(row) ? row : null;
}

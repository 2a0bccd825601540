import { onMounted, onWillUnmount, useState } from "@odoo/owl";

interface Ref {
    readonly el: HTMLElement | null;
}

/**
 * @param limit Width in pixels.
 * @param atFirst What is assumed until the element can be measured.
 * @returns An object that tells whether the element is less wide than the limit.
 */
export function useIsNarrow(
    root: Ref,
    limit: number,
    atFirst = window.innerWidth < limit,
): { readonly isNarrow: boolean } {
    const state = useState({ isNarrow: atFirst });
    const observer = new ResizeObserver(([entry]) => {
        // What is hidden has no width, and none to remember.
        if (entry && entry.contentRect.width > 0) {
            state.isNarrow = entry.contentRect.width < limit;
        }
    });
    onMounted(() => root.el && observer.observe(root.el));
    onWillUnmount(() => observer.disconnect());
    return state;
}

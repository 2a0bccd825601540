import { onMounted, onWillUnmount } from "@odoo/owl";

interface Ref {
    readonly el: HTMLElement | null;
}

/**
 * Takes the focus into something that has just appeared, and gives it back when that goes away,
 * unless the person has meanwhile gone on to another part of the page.
 *
 * @param selectors Of what gets the focus: the first of them that is there.
 */
export function useReturningFocus(root: Ref, ...selectors: readonly string[]): void {
    const before = document.activeElement;
    onMounted(() => {
        const found = selectors.map((one) => root.el?.querySelector<HTMLElement>(one));
        found.find((element) => element)?.focus();
    });
    onWillUnmount(() => {
        // Safari does not focus a button that is clicked; the body has the focus then.
        const focused = document.activeElement;
        const isElsewhere = focused !== document.body && !root.el?.contains(focused);
        if (before instanceof HTMLElement && before.isConnected && !isElsewhere) {
            before.focus();
        }
    });
}

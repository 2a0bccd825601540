import { onMounted, onWillUnmount } from "@odoo/owl";

interface Ref {
    readonly el: HTMLElement | null;
}

/**
 * Makes an element reach from where it stands down to the lower edge of what is visible, also
 * while a phone's keyboard covers a part of the window (which CSS units do not know about).
 */
export function useViewportHeight(root: Ref): void {
    const viewport = window.visualViewport;
    const fit = (): void => {
        if (root.el) {
            const top = root.el.getBoundingClientRect().top;
            const height = (viewport?.height ?? window.innerHeight) - Math.max(top, 0);
            root.el.style.blockSize = `${height}px`;
        }
    };
    const observer = new ResizeObserver(fit);
    onMounted(() => {
        fit();
        viewport?.addEventListener("resize", fit);
        // What stands above (a menu, a cookie bar) may change its height.
        observer.observe(document.body);
    });
    onWillUnmount(() => {
        viewport?.removeEventListener("resize", fit);
        observer.disconnect();
    });
}

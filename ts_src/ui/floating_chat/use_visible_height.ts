import { onMounted, onWillUnmount } from "@odoo/owl";

interface Ref {
    readonly el: HTMLElement | null;
}

/**
 * Tells the style of an element how much of the window can be seen, as `--seitech-visible`, and
 * how far its lower edge is off, as `--seitech-covered`: a phone's keyboard covers a part of it,
 * which CSS units do not know about.
 */
export function useVisibleHeight(root: Ref): void {
    const viewport = window.visualViewport;
    const tell = (): void => {
        const height = viewport?.height ?? window.innerHeight;
        const below = window.innerHeight - height - (viewport?.offsetTop ?? 0);
        root.el?.style.setProperty("--seitech-visible", `${height}px`);
        root.el?.style.setProperty("--seitech-covered", `${Math.max(0, below)}px`);
    };
    onMounted(() => {
        // Without a keyboard on the screen all can be seen, and asking costs a layout.
        if (window.matchMedia("(pointer: coarse)").matches) {
            tell();
        }
        viewport?.addEventListener("resize", tell);
        viewport?.addEventListener("scroll", tell);
    });
    onWillUnmount(() => {
        viewport?.removeEventListener("resize", tell);
        viewport?.removeEventListener("scroll", tell);
    });
}

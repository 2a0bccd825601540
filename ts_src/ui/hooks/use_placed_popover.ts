import { onMounted, onPatched, onWillUnmount, useExternalListener, useRef } from "@odoo/owl";

/** Room kept to the edges of the window and to the anchor, in pixels. */
const GAP = 4;

/**
 * Shows an element in the browser's top layer, where nothing clips it, above the element that it
 * stands in; below where there is more room. It stays there while the page scrolls.
 *
 * @param name `t-ref` of the element, which has `popover="manual"`.
 * @param align Which ends are in line.
 */
export function usePlacedPopover(name: string, align: "start" | "end"): void {
    const ref = useRef<HTMLElement>(name);
    const viewport = window.visualViewport;
    const place = (): void => {
        const anchor = ref.el?.parentElement;
        if (ref.el && anchor) {
            placeBeside(ref.el, anchor.getBoundingClientRect(), align);
        }
    };
    onMounted(() => {
        ref.el?.showPopover();
        place();
        viewport?.addEventListener("resize", place);
    });
    onPatched(place);
    onWillUnmount(() => viewport?.removeEventListener("resize", place));
    useExternalListener(window, "resize", place);
    useExternalListener(window, "scroll", place, { capture: true, passive: true });
}

function placeBeside(element: HTMLElement, anchor: DOMRect, align: "start" | "end"): void {
    const { offsetWidth: width, offsetHeight: height } = element;
    const isRtl = getComputedStyle(element).direction === "rtl";
    const left = (align === "end") === isRtl ? anchor.left : anchor.right - width;
    const isAbove =
        anchor.top >= height + GAP * 2 || anchor.top > window.innerHeight - anchor.bottom;
    const top = isAbove ? anchor.top - GAP - height : anchor.bottom + GAP;
    element.style.inset = "auto";
    element.style.left = `${clamp(left, window.innerWidth - width)}px`;
    element.style.top = `${clamp(top, window.innerHeight - height)}px`;
    // What a phone's keyboard covers; styles that stick to the lower edge stand above it.
    const visible = window.visualViewport?.height ?? window.innerHeight;
    element.style.setProperty("--seitech-keyboard", `${window.innerHeight - visible}px`);
}

function clamp(value: number, most: number): number {
    return Math.max(GAP, Math.min(value, most - GAP));
}

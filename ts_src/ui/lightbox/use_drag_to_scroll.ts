import { useExternalListener } from "@odoo/owl";

interface Ref {
    readonly el: HTMLElement | null;
}

/** Lets a mouse move what is larger than its view; fingers do so by themselves. */
export function useDragToScroll(view: Ref): void {
    let isDragging = false;
    useExternalListener(window, "pointerdown", (event) => {
        if (event instanceof PointerEvent && event.pointerType === "mouse") {
            isDragging = event.target instanceof HTMLImageElement && isInside(view, event.target);
        }
    });
    useExternalListener(window, "pointermove", (event) => {
        if (isDragging && event instanceof PointerEvent) {
            view.el?.scrollBy(-event.movementX, -event.movementY);
        }
    });
    useExternalListener(window, "pointerup", () => {
        isDragging = false;
    });
}

function isInside(view: Ref, element: Element): boolean {
    return view.el?.contains(element) ?? false;
}

/** Room kept to the edges of the window and to the anchor, in pixels. */
const GAP = 4;

/**
 * Puts a popover below its anchor, their ends in line; above it where there is no room below,
 * and never beyond the window. Popovers stand in the browser's top layer, so nothing clips them.
 */
export function placeBelow(popover: HTMLElement, anchor: HTMLElement): void {
    const from = anchor.getBoundingClientRect();
    const { width, height } = popover.getBoundingClientRect();
    const isRtl = getComputedStyle(anchor).direction === "rtl";
    const left = isRtl ? from.left : from.right - width;
    const hasRoomBelow = from.bottom + GAP + height <= window.innerHeight;
    const top = hasRoomBelow ? from.bottom + GAP : from.top - GAP - height;
    popover.style.insetInlineStart = "auto";
    popover.style.left = `${clamp(left, window.innerWidth - width)}px`;
    popover.style.top = `${clamp(top, window.innerHeight - height)}px`;
}

function clamp(value: number, most: number): number {
    return Math.max(GAP, Math.min(value, most - GAP));
}

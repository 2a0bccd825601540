import { maxWindows } from "../../model/stage";

/** Width of a window with the gap to the next one, in pixels. */
const WINDOW = 352;
/** Kept free for the heads beside them. */
const HEADS = 88;

/** @returns For how many windows a page of this width has room; one there always is. */
export function roomForWindows(pageWidth: number): number {
    const room = Math.floor((pageWidth - HEADS) / WINDOW);
    return Math.max(1, Math.min(room, maxWindows));
}

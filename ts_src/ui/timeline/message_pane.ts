import type { MessageId } from "../../model/ids";
import type { TimelineSpan } from "../../model/timeline";

/**
 * Which of a conversation's messages are on the page: up to the newest, and what comes, where
 * `lastId` is null. All others cost nothing, however many are loaded: whoever scrolls moves the
 * pane over them.
 */
export type Pane = TimelineSpan;

/** So many messages the pane moves at a time. */
export const paneStep = 30;

/** No row is less high, in pixels. */
const LOWEST_ROW = 32;

/**
 * @param viewHeight Height of what is in sight, in pixels.
 * @returns How many messages a pane needs, so that with even the lowest rows neither of its ends
 *   is near after it has moved: it would move back and forth for ever.
 */
export function paneSize(viewHeight: number): number {
    return 2 * paneStep + 3 * Math.ceil(viewHeight / LOWEST_ROW);
}

/** @returns The pane with the newest messages. */
export function newestPane(ids: readonly MessageId[], size: number): Pane {
    return { firstId: ids[Math.max(0, ids.length - size)] ?? null, lastId: null };
}

/** @returns A pane with one message in its middle. */
export function paneAround(ids: readonly MessageId[], id: MessageId, size: number): Pane {
    const at = positionOf(ids, id);
    return paneFrom(ids, at - Math.floor(size / 2), size);
}

/** @returns The messages in the pane. */
export function idsInPane(ids: readonly MessageId[], pane: Pane): readonly MessageId[] {
    return ids.slice(...bounds(ids, pane));
}

/** @returns Whether there are messages above the pane, and below it. */
export function beyondPane(
    ids: readonly MessageId[],
    pane: Pane,
): { readonly above: boolean; readonly below: boolean } {
    const [start, end] = bounds(ids, pane);
    return { above: start > 0, below: end < ids.length };
}

/** @returns The pane reaching further up. */
export function extendedUp(ids: readonly MessageId[], pane: Pane): Pane {
    const [start] = bounds(ids, pane);
    return { firstId: ids[Math.max(0, start - paneStep)] ?? null, lastId: pane.lastId };
}

/** @returns The pane reaching further down. */
export function extendedDown(ids: readonly MessageId[], pane: Pane): Pane {
    const [start, end] = bounds(ids, pane);
    return paneFrom(ids, start, Math.min(ids.length, end + paneStep) - start);
}

/** @returns The pane without what is too much, taken off at one end. */
export function cut(
    ids: readonly MessageId[],
    pane: Pane,
    size: number,
    where: "above" | "below",
): Pane {
    const [start, end] = bounds(ids, pane);
    if (end - start <= size) {
        return pane;
    }
    return where === "below"
        ? paneFrom(ids, start, size)
        : { firstId: ids[end - size] ?? null, lastId: pane.lastId };
}

function paneFrom(ids: readonly MessageId[], from: number, count: number): Pane {
    const start = Math.max(0, Math.min(from, ids.length - count));
    const last = start + count - 1;
    return {
        firstId: ids[start] ?? null,
        lastId: last >= ids.length - 1 ? null : (ids[last] ?? null),
    };
}

function bounds(ids: readonly MessageId[], { firstId, lastId }: Pane): [number, number] {
    const start = firstId === null ? 0 : positionOf(ids, firstId);
    if (lastId === null) {
        return [start, ids.length];
    }
    const end = positionOf(ids, lastId);
    return [start, ids[end] === lastId ? end + 1 : end];
}

/** @returns Where an id is in ascending ones, or would have to be. */
function positionOf(ids: readonly MessageId[], id: MessageId): number {
    let low = 0;
    let high = ids.length;
    while (low < high) {
        const middle = (low + high) >>> 1;
        if ((ids[middle] ?? id) < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

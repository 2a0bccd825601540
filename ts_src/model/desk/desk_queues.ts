import type { ChannelId } from "../ids";
import type { Queue, QueueCount, QueueName, Support } from "./desk_state";
import type { WritableDeskState } from "./writable_desk_state";

export const queueNames: readonly QueueName[] = ["waiting", "mine", "assigned", "closed"];
export const countedQueues: readonly QueueCount[] = ["waiting", "mine", "assigned"];

/** @returns Whether a request is in a queue, as far as anybody has told. */
export function isInQueue(state: WritableDeskState, support: Support, queue: QueueName): boolean {
    if (support.rev <= (state.left.get(support.channelId) ?? 0)) {
        return false;
    }
    if (queue === "mine") {
        return support.stage === "assigned" && support.agent?.id === state.selfId;
    }
    return support.stage === queue;
}

/** Writes down anew which requests are in which queue, and how many these are. */
export function refreshQueues(state: WritableDeskState): void {
    const supports = [...state.supports.values()];
    for (const name of queueNames) {
        const channelIds = supports
            .filter((support) => isInQueue(state, support, name))
            .sort(name === "waiting" ? longestWaitingFirst : newestFirst)
            .map(({ channelId }) => channelId);
        if (!isSame(channelIds, state.queues[name].channelIds)) {
            state.queues[name] = { ...state.queues[name], channelIds };
        }
    }
    for (const name of countedQueues) {
        const queue = state.queues[name];
        state.counts[name] = isComplete(queue) ? queue.channelIds.length : state.counted[name];
    }
}

/** @returns Whether every request in the queue is known. */
export function isComplete({ isLoaded, nextCursor }: Queue): boolean {
    return isLoaded && nextCursor === null;
}

/**
 * @param cursor Where a page begins; null for the first one.
 * @param nextCursor Where it ends; null for the last one.
 * @returns Whether a request that is in the queue has its place in the page.
 */
export function isWithin(
    queue: QueueName,
    { id }: Support,
    cursor: number | null,
    nextCursor: number | null,
): boolean {
    const isAscending = queue === "waiting";
    const isBefore = (a: number, b: number) => (isAscending ? a < b : a > b);
    return (
        (cursor === null || isBefore(cursor, id)) &&
        (nextCursor === null || id === nextCursor || isBefore(id, nextCursor))
    );
}

function longestWaitingFirst(a: Support, b: Support): number {
    return (a.waitingSince ?? 0) - (b.waitingSince ?? 0) || a.id - b.id;
}

function newestFirst(a: Support, b: Support): number {
    return b.id - a.id;
}

function isSame(a: readonly ChannelId[], b: readonly ChannelId[]): boolean {
    return a.length === b.length && a.every((id, index) => id === b[index]);
}

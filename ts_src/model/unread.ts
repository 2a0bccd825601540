import type { ChannelId, MessageId } from "./ids";
import { readMark } from "./members";
import { isOwnMessage } from "./messages";
import type { ChannelSummary } from "./records";
import type { ChatState } from "./state";
import { timelineWindow } from "./timeline";

/** Counts stop here: 100 is shown as "99+". */
export const unreadCap = 100;

/**
 * How many messages by others this person has not read in a channel. The server's number holds as
 * of one moment and one read mark; from there it is carried on with what is known here:
 *
 *     ── messages the summary counted ──┤ lastMessageId ├── newer ones, counted here ──►
 *                   ▲ mark at the time of the summary
 *
 * - Mark where it was: the summary's number, and the newer messages.
 * - Mark past `lastMessageId`: only messages after the mark, all of them known.
 * - Mark in between: counted exactly if everything from the mark on is loaded. Otherwise the
 *   summary's number stands, too high, until the next summary: moving a mark is a change in the
 *   channel, so one is on its way.
 *
 * @returns 0 to `unreadCap`.
 */
export function unreadCount(state: ChatState, channelId: ChannelId): number {
    return Math.min(unreadCap, countUnread(state, channelId));
}

/** @returns Whether others have written in a channel on show what this person has not read. */
export function hasUnreadOnShow(state: ChatState, channelId: ChannelId): boolean {
    const mark = readMark(state, channelId, state.self.id);
    return timelineWindow(state, channelId).isLoaded && countAfter(state, channelId, mark) > 0;
}

/** @returns The unread messages of all known channels, 0 to `unreadCap`. */
export function totalUnread(state: ChatState): number {
    let total = 0;
    for (const channelId of state.channels.keys()) {
        total += unreadCount(state, channelId);
    }
    return Math.min(unreadCap, total);
}

function countUnread(state: ChatState, channelId: ChannelId): number {
    const summary = state.summaries.get(channelId);
    const mark = readMark(state, channelId, state.self.id);
    const lastCounted = summary?.lastMessageId ?? null;
    if (!summary || isAtOrAfter(mark, lastCounted)) {
        return countAfter(state, channelId, mark);
    }
    const hasMoved = mark !== null && !isAtOrAfter(summary.readMessageId, mark);
    if (hasMoved && isLoadedFrom(state, summary, mark)) {
        return countAfter(state, channelId, mark);
    }
    return summary.unreadCount + countAfter(state, channelId, lastCounted);
}

function isAtOrAfter(mark: MessageId | null, id: MessageId | null): boolean {
    return id === null || (mark !== null && mark >= id);
}

/** @returns Whether every message after `mark` that the summary counted is known. */
function isLoadedFrom(state: ChatState, summary: ChannelSummary, mark: MessageId): boolean {
    const timeline = state.timelines.get(summary.channelId);
    const cursor = state.syncCursors.get(summary.channelId);
    if (!timeline?.isLoaded || cursor === undefined || cursor < summary.syncRev) {
        return false;
    }
    return !timeline.hasOlder || (timeline.oldestId !== null && timeline.oldestId <= mark);
}

function countAfter(state: ChatState, channelId: ChannelId, id: MessageId | null): number {
    let count = 0;
    for (const messageId of state.messageIds.get(channelId)?.after(id) ?? []) {
        const message = state.messages.get(messageId);
        if (message && !message.deleted && !isOwnMessage(state, message)) {
            count += 1;
        }
    }
    return count;
}

import { isMuted, preferences } from "./channels";
import { serverTime } from "./clock";
import type { ChannelId, MessageId, Timestamp } from "./ids";
import { mentionsPerson } from "./messages";
import type { ChannelPreferences, ChannelSummary, Message } from "./records";
import type { ChatState } from "./state";
import { newestVisibleId, timelineWindow } from "./timeline";
import { unreadStart } from "./unread_marks";

/** Counts stop here: 100 is shown as "99+". */
export const unreadCap = 100;

/** Which messages are counted: those the server told the number of, and how to know another. */
interface Measure {
    told(summary: ChannelSummary): number;
    counts(message: Message): boolean;
}

const everything: Measure = {
    told: (summary) => summary.unreadCount,
    counts: () => true,
};

/**
 * How many messages by others this person has not read in a channel. The server's number holds as
 * of one moment and one read mark; from there it is carried on with what is known here:
 *
 *     ── messages the summary counted ──┤ lastMessageId ├── newer ones, counted here ──►
 *                   ▲ mark at the time of the summary
 *
 * - Mark where it was: the summary's number, and the newer messages.
 * - Mark past `lastMessageId`: only messages after the mark, all of them known.
 * - Mark elsewhere: counted exactly if everything from the mark on is loaded. Otherwise the
 *   summary's number stands, until the next summary: moving a mark is a change in the channel, so
 *   one is on its way.
 *
 * The mark is the read mark, or where the person wants the channel to be unread from.
 *
 * @returns 0 to `unreadCap`.
 */
export function unreadCount(state: ChatState, channelId: ChannelId): number {
    return countUnread(state, channelId, everything);
}

/** @returns How many of the unread messages of a channel mention this person: 0 to `unreadCap`. */
export function unreadMentionCount(state: ChatState, channelId: ChannelId): number {
    return countUnread(state, channelId, mentions(state));
}

/** @returns Whether others have written what is on show in a channel and unread. */
export function hasUnreadOnShow(state: ChatState, channelId: ChannelId): boolean {
    const newestId = newestVisibleId(state, channelId);
    if (newestId === null || !timelineWindow(state, channelId).isLoaded) {
        return false;
    }
    const start = unreadStart(state, channelId);
    return countBetween(state, channelId, start, newestId, everything, 1) > 0;
}

/**
 * Channels that are not loaded count as the server told when it sent the first page of the list.
 * What is heard of one of them later loads it, and has the server asked again.
 *
 * @param now By this machine's clock.
 * @returns The unread messages that this person wants to know of, 0 to `unreadCap`.
 */
export function totalUnread(state: ChatState, now: Timestamp): number {
    let total = state.channelList.unreadElsewhere;
    if (total >= unreadCap) {
        return unreadCap;
    }
    for (const channelId of state.channels.keys()) {
        total += wantedUnread(state, channelId, now);
        if (total >= unreadCap) {
            return unreadCap;
        }
    }
    return total;
}

/** What a reply tells of a channel that matters for its unread messages. */
export interface ToldUnread {
    readonly summary: ChannelSummary;
    readonly preferences: ChannelPreferences;
}

/**
 * @param now By this machine's clock.
 * @returns The unread messages of a channel, as told, that this person wants to know of.
 */
export function toldUnread(
    state: ChatState,
    { summary, preferences: { notificationLevel, mutedUntil } }: ToldUnread,
    now: Timestamp,
): number {
    if (notificationLevel === "none" || (mutedUntil ?? 0) > serverTime(state, now)) {
        return 0;
    }
    return notificationLevel === "mentions" ? summary.unreadMentionCount : summary.unreadCount;
}

/**
 * @param total What the server counted in all channels.
 * @param told The channels that it told together with it.
 * @param now By this machine's clock.
 * @returns How many of these are in channels that are not known.
 */
export function unreadElsewhere(
    state: ChatState,
    total: number,
    told: readonly ToldUnread[],
    now: Timestamp,
): number {
    let rest = total;
    const toldIds = new Set<ChannelId>();
    for (const channel of told) {
        toldIds.add(channel.summary.channelId);
        rest -= toldUnread(state, channel, now);
    }
    for (const channelId of state.channels.keys()) {
        rest -= toldIds.has(channelId) ? 0 : wantedUnread(state, channelId, now);
    }
    return Math.max(0, rest);
}

function wantedUnread(state: ChatState, channelId: ChannelId, now: Timestamp): number {
    const level = preferences(state, channelId).notificationLevel;
    if (level === "none" || isMuted(state, channelId, now)) {
        return 0;
    }
    return countUnread(state, channelId, level === "mentions" ? mentions(state) : everything);
}

function mentions(state: ChatState): Measure {
    const selfId = state.self.id;
    return {
        told: (summary) => summary.unreadMentionCount,
        counts: (message) => mentionsPerson(message, selfId),
    };
}

function countUnread(state: ChatState, channelId: ChannelId, measure: Measure): number {
    const summary = state.summaries.get(channelId);
    const start = unreadStart(state, channelId);
    const lastCounted = summary?.lastMessageId ?? null;
    const isPast = lastCounted === null || (start ?? 0) >= lastCounted;
    if (!summary || isPast || (hasMoved(summary, start) && isLoadedAfter(state, summary, start))) {
        return countBetween(state, channelId, start, null, measure, unreadCap);
    }
    const newer = countBetween(state, channelId, lastCounted, null, measure, unreadCap);
    return Math.min(unreadCap, measure.told(summary) + newer);
}

function hasMoved(summary: ChannelSummary, start: MessageId | null): boolean {
    return start !== null && start !== summary.readMessageId;
}

/** @returns Whether every message after `start` that the summary counted is known. */
function isLoadedAfter(
    state: ChatState,
    summary: ChannelSummary,
    start: MessageId | null,
): boolean {
    const timeline = state.timelines.get(summary.channelId);
    const cursor = state.syncCursors.get(summary.channelId);
    if (!timeline?.isLoaded || timeline.newestId !== null) {
        return false;
    }
    if (cursor === undefined || cursor < summary.syncRev) {
        return false;
    }
    const { hasOlder, oldestId } = timeline;
    return !hasOlder || (oldestId !== null && oldestId <= (start ?? 0) + 1);
}

/** @returns How many known messages by others come after `start`, up to `end`, at most `cap`. */
function countBetween(
    state: ChatState,
    channelId: ChannelId,
    start: MessageId | null,
    end: MessageId | null,
    measure: Measure,
    cap: number,
): number {
    const selfId = state.self.id;
    let count = 0;
    for (const id of state.messageIds.get(channelId)?.after(start) ?? []) {
        if (count >= cap || (end !== null && id > end)) {
            break;
        }
        const message = state.messages.get(id);
        if (
            message &&
            !message.deleted &&
            message.author.id !== selfId &&
            measure.counts(message)
        ) {
            count += 1;
        }
    }
    return count;
}

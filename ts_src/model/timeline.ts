import type { ChannelId, MessageId, Timestamp } from "./ids";
import { outgoingMessages } from "./outbox";
import type { Message } from "./records";
import type { ChatState, OutboxItem, TimelineWindow } from "./state";
import { type Entry, messageEntry, outgoingEntry, startsGroup } from "./timeline_entries";
import { serverTime } from "./clock";

const notLoaded: TimelineWindow = {
    isLoaded: false,
    oldestId: null,
    newestId: null,
    hasOlder: false,
    target: null,
    status: "idle",
    failure: null,
};

/** @returns The window of a channel, also of one that was never opened. */
export function timelineWindow(state: ChatState, channelId: ChannelId): TimelineWindow {
    return state.timelines.get(channelId) ?? notLoaded;
}

/** @returns Whether the newest messages are on show, and what comes will be. */
export function isAtPresent(state: ChatState, channelId: ChannelId): boolean {
    const timeline = timelineWindow(state, channelId);
    return timeline.isLoaded && timeline.newestId === null;
}

/** @returns Whether there may be messages after those on show. */
export function hasNewer(state: ChatState, channelId: ChannelId): boolean {
    const timeline = timelineWindow(state, channelId);
    return timeline.isLoaded && timeline.newestId !== null;
}

/** A part of the messages on show, both ends included; null stands for no such end. */
export interface TimelineSpan {
    readonly firstId: MessageId | null;
    readonly lastId: MessageId | null;
}

const everything: TimelineSpan = { firstId: null, lastId: null };

/** @returns The ids of the messages on show in a channel, ascending. */
export function visibleIds(
    state: ChatState,
    channelId: ChannelId,
    { firstId, lastId }: TimelineSpan = everything,
): readonly MessageId[] {
    const { isLoaded, oldestId, newestId } = timelineWindow(state, channelId);
    const ids = isLoaded ? state.messageIds.get(channelId) : undefined;
    return ids?.between(later(firstId, oldestId), earlier(lastId, newestId)) ?? [];
}

function later(a: MessageId | null, b: MessageId | null): MessageId | null {
    return a !== null && b !== null && a < b ? b : (a ?? b);
}

function earlier(a: MessageId | null, b: MessageId | null): MessageId | null {
    return a !== null && b !== null && a > b ? b : (a ?? b);
}

/** @returns The messages on show in a channel, oldest first; deleted ones are among them. */
export function visibleMessages(
    state: ChatState,
    channelId: ChannelId,
    span: TimelineSpan = everything,
): Message[] {
    const { messages } = state;
    return visibleIds(state, channelId, span)
        .map((id) => messages.get(id))
        .filter((message) => message !== undefined);
}

/** @returns The newest message on show in a channel. */
export function newestVisibleId(state: ChatState, channelId: ChannelId): MessageId | null {
    const { isLoaded, newestId } = timelineWindow(state, channelId);
    const ids = isLoaded ? state.messageIds.get(channelId) : undefined;
    return (newestId === null ? ids?.last : ids?.atOrBefore(newestId)) ?? null;
}

/** One row of a timeline. Keys are unique in a timeline and outlive the change to "sent". */
export type TimelineItem =
    | { readonly kind: "day"; readonly key: string; readonly startOfDay: Timestamp }
    | {
          readonly kind: "message";
          readonly key: string;
          readonly message: Message;
          readonly isOwn: boolean;
          /** First of its author's group: the one to show name and picture at. */
          readonly startsGroup: boolean;
      }
    | {
          readonly kind: "outgoing";
          readonly key: string;
          readonly item: OutboxItem;
          readonly startsGroup: boolean;
      };

/**
 * @param startOfDay The moment the day of a moment began, in the reader's time zone.
 * @param span The part to show. What is still to be sent is at the end, and only in a part that
 *   has no end of its own.
 * @returns What a conversation shows, from top to bottom: the messages on show without those the
 *   person is deleting, and then what is still to be sent, with a divider before the first of
 *   each day.
 */
export function timelineItems(
    state: ChatState,
    channelId: ChannelId,
    startOfDay: (at: Timestamp) => Timestamp,
    span: TimelineSpan = everything,
): TimelineItem[] {
    const items: TimelineItem[] = [];
    let previous: Entry | undefined;
    let day: Timestamp | undefined;
    for (const entry of timelineEntries(state, channelId, span)) {
        const startsDay = day === undefined || !isSurelyWithin(day, entry.at);
        const entryDay = startsDay ? startOfDay(entry.at) : day;
        if (entryDay !== undefined && entryDay !== day) {
            items.push({ kind: "day", key: `day-before-${entry.key}`, startOfDay: entryDay });
            previous = undefined;
        }
        items.push(itemOf(entry, startsGroup(previous, entry)));
        previous = entry;
        day = entryDay;
    }
    return items;
}

/** No day is shorter. Calendars are slow, and most neighbours are of one day. */
const shortestDay: Timestamp = 22 * 60 * 60 * 1000;

function isSurelyWithin(day: Timestamp, at: Timestamp): boolean {
    return at >= day && at < day + shortestDay;
}

function itemOf(entry: Entry, isGroupStart: boolean): TimelineItem {
    const { key } = entry;
    return entry.kind === "message"
        ? {
              kind: "message",
              key,
              message: entry.message,
              isOwn: entry.isOwn,
              startsGroup: isGroupStart,
          }
        : { kind: "outgoing", key, item: entry.item, startsGroup: isGroupStart };
}

function timelineEntries(state: ChatState, channelId: ChannelId, span: TimelineSpan): Entry[] {
    const selfId = state.self.id;
    const deleting = new Set(state.deletions.keys());
    const entries = visibleMessages(state, channelId, span)
        .filter(({ id }) => !deleting.has(id))
        .map((message): Entry => messageEntry(message, selfId));
    if (span.lastId !== null) {
        return entries;
    }
    // What is not sent comes after everything sent, even if this machine's clock is behind.
    let latest = entries.at(-1)?.at ?? 0;
    for (const item of outgoingMessages(state, channelId)) {
        latest = Math.max(latest, serverTime(state, item.queuedAt));
        entries.push(outgoingEntry(item, latest));
    }
    return entries;
}

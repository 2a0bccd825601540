import type { HistoryEvent } from "./events";
import type { ChannelId, MessageId, Timestamp } from "./ids";
import { isOwnMessage } from "./messages";
import { outgoingMessages } from "./outbox";
import type { Message } from "./records";
import type { ChatState, OutboxItem, TimelineWindow, WritableChatState } from "./state";
import { startCursor } from "./sync_cursors";

const notLoaded: TimelineWindow = {
    isLoaded: false,
    oldestId: null,
    hasOlder: false,
    status: "idle",
    failure: null,
};

export function applyHistory(state: WritableChatState, event: HistoryEvent): void {
    if (event.kind === "historyLoaded") {
        startCursor(state, event.channelId, event.syncRev);
    }
    const timeline = timelineWindow(state, event.channelId);
    // The window may have been reset, or moved, since this page was asked for. Its messages are
    // merged all the same, but a window must not stretch over a gap.
    if (event.beforeId === timeline.oldestId) {
        state.timelines.set(event.channelId, nextWindow(timeline, event));
    }
}

function nextWindow(timeline: TimelineWindow, event: HistoryEvent): TimelineWindow {
    switch (event.kind) {
        case "historyRequested":
            return { ...timeline, status: "loading", failure: null };
        case "historyFailed":
            return { ...timeline, status: "failed", failure: event.failure };
        case "historyLoaded":
            return {
                isLoaded: true,
                oldestId: event.oldestId ?? timeline.oldestId,
                hasOlder: event.hasOlder,
                status: "idle",
                failure: null,
            };
    }
}

/** @returns The window of a channel, also of one that was never opened. */
export function timelineWindow(state: ChatState, channelId: ChannelId): TimelineWindow {
    return state.timelines.get(channelId) ?? notLoaded;
}

/** @returns The messages on show in a channel, oldest first; deleted ones are among them. */
export function visibleMessages(state: ChatState, channelId: ChannelId): Message[] {
    const timeline = timelineWindow(state, channelId);
    if (!timeline.isLoaded) {
        return [];
    }
    return (state.messageIds.get(channelId)?.from(timeline.oldestId) ?? [])
        .map((id) => state.messages.get(id))
        .filter((message) => message !== undefined);
}

/** @returns The newest message on show in a channel. */
export function newestVisibleId(state: ChatState, channelId: ChannelId): MessageId | null {
    const isLoaded = timelineWindow(state, channelId).isLoaded;
    return isLoaded ? (state.messageIds.get(channelId)?.last ?? null) : null;
}

/** Messages of one author this close together are shown as one group. */
export const groupingGap: Timestamp = 5 * 60 * 1000;

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

type Entry = Exclude<TimelineItem, { kind: "day" }>;

/**
 * @param startOfDay The moment the day of a moment began, in the reader's time zone.
 * @returns What a conversation shows, from top to bottom: the messages on show and then what is
 *   still to be sent, with a divider before the first of each day.
 */
export function timelineItems(
    state: ChatState,
    channelId: ChannelId,
    startOfDay: (at: Timestamp) => Timestamp,
): TimelineItem[] {
    const items: TimelineItem[] = [];
    let previous: Placed | undefined;
    for (const entry of timelineEntries(state, channelId)) {
        const placed = place(entry, previous, startOfDay);
        const startsDay = placed.day !== previous?.day;
        if (startsDay) {
            items.push(dayDivider(placed));
        }
        items.push({ ...entry, startsGroup: startsDay || !isSameGroup(previous, placed) });
        previous = placed;
    }
    return items;
}

interface Placed {
    readonly entry: Entry;
    readonly at: Timestamp;
    readonly day: Timestamp;
}

/** What is not sent comes after everything sent, even if this machine's clock is behind. */
function place(
    entry: Entry,
    previous: Placed | undefined,
    startOfDay: (at: Timestamp) => Timestamp,
): Placed {
    const at =
        entry.kind === "message"
            ? entry.message.createdAt
            : Math.max(entry.item.queuedAt, previous?.at ?? 0);
    return { entry, at, day: startOfDay(at) };
}

function dayDivider({ entry, day }: Placed): TimelineItem {
    return { kind: "day", key: `day-before-${entry.key}`, startOfDay: day };
}

function timelineEntries(state: ChatState, channelId: ChannelId): Entry[] {
    const messages = visibleMessages(state, channelId).map((message): Entry => {
        const isOwn = isOwnMessage(state, message);
        const key = messageKey(message, isOwn);
        return { kind: "message", key, message, isOwn, startsGroup: true };
    });
    const outgoing = outgoingMessages(state, channelId).map((item): Entry => {
        return { kind: "outgoing", key: `own-${item.clientKey}`, item, startsGroup: true };
    });
    return [...messages, ...outgoing];
}

/**
 * One's own message keeps the key it had in the outbox, so its row stays the same row. Other
 * people's client keys are theirs to choose, so two may be equal: those go by id.
 */
function messageKey(message: Message, isOwn: boolean): string {
    return isOwn && message.clientKey !== null
        ? `own-${message.clientKey}`
        : `message-${message.id}`;
}

function isSameGroup(previous: Placed | undefined, placed: Placed): boolean {
    const author = groupAuthor(placed.entry);
    return (
        previous !== undefined &&
        author !== null &&
        author === groupAuthor(previous.entry) &&
        placed.at - previous.at < groupingGap
    );
}

/** @returns What makes neighbours one group; null for what always stands alone. */
function groupAuthor(entry: Entry): string | null {
    if (entry.kind === "outgoing") {
        return "own";
    }
    const { author, type } = entry.message;
    if (type === "system" || author.id === null) {
        return null;
    }
    return entry.isOwn ? "own" : `user-${author.id}`;
}

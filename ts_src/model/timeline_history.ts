import type { HistoryEvent, HistoryPosition } from "./events";
import type { ChannelId, MessageId } from "./ids";
import type { TimelineWindow, WritableChatState } from "./state";
import { startCursor } from "./sync_cursors";
import { timelineWindow } from "./timeline";

type Loaded = Extract<HistoryEvent, { kind: "historyLoaded" }>;

/**
 * The window may have been reset, or moved, since a page was asked for. The page's messages are
 * merged all the same, but a window must not stretch over a gap.
 */
export function applyHistory(state: WritableChatState, event: HistoryEvent): void {
    const { channelId, position } = event;
    if (event.kind === "historyLoaded") {
        startCursor(state, channelId, event.syncRev);
    }
    const timeline = timelineWindow(state, channelId);
    if (event.kind === "historyRequested") {
        return requestPage(state, channelId, timeline, position);
    }
    if (!fits(timeline, position)) {
        return;
    }
    const next: TimelineWindow =
        event.kind === "historyFailed"
            ? { ...timeline, status: "failed", failure: event.failure }
            : { ...loadedWindow(timeline, event), status: "idle", failure: null };
    state.timelines.set(channelId, next);
}

function requestPage(
    state: WritableChatState,
    channelId: ChannelId,
    timeline: TimelineWindow,
    position: HistoryPosition,
): void {
    const target = targetOf(position) ?? timeline.target;
    const next: TimelineWindow = { ...timeline, target, status: "loading", failure: null };
    if (targetOf(position) !== null || fits(timeline, position)) {
        state.timelines.set(channelId, next);
    }
}

/** @returns Where a request moves the window to; null if it only makes it larger. */
function targetOf(position: HistoryPosition): MessageId | "newest" | null {
    switch (position.at) {
        case "newest":
            return "newest";
        case "around":
            return position.messageId;
        case "before":
        case "after":
            return null;
    }
}

function fits(timeline: TimelineWindow, position: HistoryPosition): boolean {
    switch (position.at) {
        case "newest":
        case "around":
            return timeline.target === null || timeline.target === targetOf(position);
        case "before":
            return timeline.isLoaded && position.messageId === timeline.oldestId;
        case "after":
            return timeline.isLoaded && position.messageId === timeline.newestId;
    }
}

function loadedWindow(timeline: TimelineWindow, page: Loaded): TimelineWindow {
    switch (page.position.at) {
        case "newest":
            return movedWindow(timeline, { ...page, hasNewer: false });
        case "around":
            // The message is gone for good when there is nothing around it.
            return page.oldestId === null ? timeline : movedWindow(timeline, page);
        case "before":
            return {
                ...timeline,
                oldestId: page.oldestId ?? timeline.oldestId,
                hasOlder: page.hasOlder,
            };
        case "after":
            return { ...timeline, newestId: newestOf(page, timeline.newestId) };
    }
}

/** What was on show stays on show if the page joins on to it. */
function movedWindow(timeline: TimelineWindow, page: Loaded): TimelineWindow {
    const newestId = newestOf(page, null);
    if (!timeline.isLoaded || !overlaps(timeline, page)) {
        const { oldestId, hasOlder } = page;
        return { ...timeline, isLoaded: true, oldestId, newestId, hasOlder };
    }
    const isOlder = page.oldestId !== null && page.oldestId < (timeline.oldestId ?? 0);
    return {
        ...timeline,
        oldestId: isOlder ? page.oldestId : timeline.oldestId,
        hasOlder: isOlder ? page.hasOlder : timeline.hasOlder,
        newestId: laterEnd(timeline.newestId, newestId),
    };
}

/** @returns The new end of the window; null once it reaches the newest message. */
function newestOf(page: Loaded, known: MessageId | null): MessageId | null {
    return page.hasNewer ? (page.newestId ?? known) : null;
}

function overlaps(timeline: TimelineWindow, page: Loaded): boolean {
    const pageEnd = page.hasNewer ? page.newestId : null;
    const startsInTime = timeline.newestId === null || (page.oldestId ?? 0) <= timeline.newestId;
    const endsInTime = pageEnd === null || (timeline.oldestId ?? 0) <= pageEnd;
    return startsInTime && endsInTime;
}

function laterEnd(a: MessageId | null, b: MessageId | null): MessageId | null {
    return a === null || b === null ? null : a > b ? a : b;
}

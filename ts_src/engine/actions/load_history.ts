import type { HistoryPosition } from "../../model/events";
import type { ChannelId, MessageId } from "../../model/ids";
import { timelineWindow } from "../../model/timeline";
import type { ChatContext } from "../chat_context";
import { expectApiError, toFailure } from "../failures";
import type { MessagePage, MessagePageQuery } from "../ports";
import { messageEvents } from "../received";

/** Messages in a page: the first screen and some to scroll. */
const pageSize = 30;

/** Loads the newest messages of a channel, unless its window is loaded already. */
export async function loadNewest(context: ChatContext, channelId: ChannelId): Promise<void> {
    if (!timelineWindow(context.store.state, channelId).isLoaded) {
        await loadPage(context, channelId, { at: "newest" });
    }
}

/** Loads the page before the oldest message on show, if there is one. */
export async function loadOlder(context: ChatContext, channelId: ChannelId): Promise<void> {
    const { isLoaded, hasOlder, oldestId } = timelineWindow(context.store.state, channelId);
    if (isLoaded && hasOlder && oldestId !== null) {
        await loadPage(context, channelId, { at: "before", messageId: oldestId });
    }
}

/** Loads the page after the newest message on show, if the window ends before the present. */
export async function loadNewer(context: ChatContext, channelId: ChannelId): Promise<void> {
    const { isLoaded, newestId } = timelineWindow(context.store.state, channelId);
    if (isLoaded && newestId !== null) {
        await loadPage(context, channelId, { at: "after", messageId: newestId });
    }
}

/** Moves the window to where a message is, unless it is on show. */
export async function loadAround(
    context: ChatContext,
    channelId: ChannelId,
    messageId: MessageId,
): Promise<void> {
    if (!isOnShow(context, channelId, messageId)) {
        await loadPage(context, channelId, { at: "around", messageId });
    }
}

/** Moves the window back to the newest messages, if it is not there. */
export async function returnToNewest(context: ChatContext, channelId: ChannelId): Promise<void> {
    const { isLoaded, newestId } = timelineWindow(context.store.state, channelId);
    if (!isLoaded || newestId !== null) {
        await loadPage(context, channelId, { at: "newest" });
    }
}

function isOnShow(
    { store: { state } }: ChatContext,
    channelId: ChannelId,
    messageId: MessageId,
): boolean {
    const { isLoaded, oldestId, newestId } = timelineWindow(state, channelId);
    return (
        isLoaded &&
        state.messages.has(messageId) &&
        messageId >= (oldestId ?? 0) &&
        messageId <= (newestId ?? messageId)
    );
}

function loadPage(
    context: ChatContext,
    channelId: ChannelId,
    position: HistoryPosition,
): Promise<void> {
    const anchor = position.at === "newest" ? "" : position.messageId;
    const name = `history:${channelId}:${position.at}:${anchor}`;
    return context.flights.share(name, () => fetchPage(context, channelId, position));
}

async function fetchPage(
    context: ChatContext,
    channelId: ChannelId,
    position: HistoryPosition,
): Promise<void> {
    const { store, api } = context;
    store.dispatch({ kind: "historyRequested", channelId, position });
    try {
        const query = { channelId, limit: pageSize, ...anchorOf(position) };
        const page = await api.fetchMessages(query);
        const hasNewer = hasNewerThan(context, page, position);
        store.dispatch(...messageEvents(page.messages), {
            kind: "historyLoaded",
            channelId,
            position,
            oldestId: page.messages[0]?.message.id ?? null,
            newestId: page.messages.at(-1)?.message.id ?? null,
            hasOlder: page.hasMore,
            hasNewer,
            syncRev: page.syncRev,
        });
    } catch (caught) {
        const failure = toFailure(expectApiError(caught));
        store.dispatch({ kind: "historyFailed", channelId, position, failure });
    }
}

function anchorOf(position: HistoryPosition): Partial<MessagePageQuery> {
    switch (position.at) {
        case "newest":
            return {};
        case "before":
            return { beforeId: position.messageId };
        case "after":
            return { afterId: position.messageId };
        case "around":
            return { aroundId: position.messageId };
    }
}

/**
 * @returns Whether the channel goes on after a page. A page around a message does not say so
 *   itself. Should the last message that is known of be out of date, `sync` brings what follows.
 */
function hasNewerThan(
    { store: { state } }: ChatContext,
    { channelId, messages, hasMore }: MessagePage,
    position: HistoryPosition,
): boolean {
    if (position.at !== "around") {
        return position.at === "after" && hasMore;
    }
    const newestId = messages.at(-1)?.message.id ?? 0;
    const counted = state.summaries.get(channelId)?.lastMessageId ?? 0;
    const heardOf = state.messageIds.get(channelId)?.last ?? 0;
    return newestId < Math.max(counted, heardOf);
}

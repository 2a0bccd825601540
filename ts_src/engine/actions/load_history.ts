import type { ChannelId, MessageId } from "../../model/ids";
import { timelineWindow } from "../../model/timeline";
import type { ChatContext } from "../chat_context";
import { expectApiError, toFailure } from "../failures";
import { messageEvents } from "../received";

/** Messages in a page: the first screen and some to scroll. */
const pageSize = 30;

/** Loads the newest messages of a channel, unless its window is loaded already. */
export async function loadNewest(context: ChatContext, channelId: ChannelId): Promise<void> {
    if (!timelineWindow(context.store.state, channelId).isLoaded) {
        await loadPage(context, channelId, null);
    }
}

/** Loads the page before the oldest message on show, if there is one. */
export async function loadOlder(context: ChatContext, channelId: ChannelId): Promise<void> {
    const { isLoaded, hasOlder, oldestId } = timelineWindow(context.store.state, channelId);
    if (isLoaded && hasOlder && oldestId !== null) {
        await loadPage(context, channelId, oldestId);
    }
}

function loadPage(
    context: ChatContext,
    channelId: ChannelId,
    beforeId: MessageId | null,
): Promise<void> {
    const name = `history:${channelId}:${beforeId}`;
    return context.flights.share(name, () => fetchPage(context, channelId, beforeId));
}

async function fetchPage(
    { store, api }: ChatContext,
    channelId: ChannelId,
    beforeId: MessageId | null,
): Promise<void> {
    store.dispatch({ kind: "historyRequested", channelId, beforeId });
    const position = beforeId === null ? {} : { beforeId };
    try {
        const page = await api.fetchMessages({ channelId, limit: pageSize, ...position });
        store.dispatch(...messageEvents(page.messages), {
            kind: "historyLoaded",
            channelId,
            beforeId,
            oldestId: page.messages[0]?.id ?? null,
            hasOlder: page.hasMore,
            syncRev: page.syncRev,
        });
    } catch (caught) {
        const failure = toFailure(expectApiError(caught));
        store.dispatch({ kind: "historyFailed", channelId, beforeId, failure });
    }
}

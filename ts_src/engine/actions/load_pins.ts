import type { ChannelId } from "../../model/ids";
import type { ChatContext } from "../chat_context";
import { expectApiError, toFailure } from "../failures";
import { messageEvents } from "../received";

/** Loads the pinned messages of a channel; there are never more than one page. */
export function loadPins(context: ChatContext, channelId: ChannelId): Promise<void> {
    return context.flights.share(`pins:${channelId}`, () => fetchPins(context, channelId));
}

async function fetchPins({ store, api }: ChatContext, channelId: ChannelId): Promise<void> {
    const list = "pins";
    store.dispatch({ kind: "detailListRequested", list, channelId });
    try {
        const pinned = await api.fetchPins(channelId);
        store.dispatch(...messageEvents(pinned), {
            kind: "detailListLoaded",
            list,
            channelId,
            nextCursor: null,
        });
    } catch (caught) {
        const failure = toFailure(expectApiError(caught));
        store.dispatch({ kind: "detailListFailed", list, channelId, failure });
    }
}

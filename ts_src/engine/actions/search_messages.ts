import type { ChannelId } from "../../model/ids";
import type { ChatContext } from "../chat_context";
import { expectApiError, toFailure } from "../failures";
import { messageEvents } from "../received";

/** Looks for messages, in one channel or in all; nothing to look for ends the search. */
export async function searchMessages(
    context: ChatContext,
    query: string,
    channelId: ChannelId | null,
): Promise<void> {
    const wanted = query.trim();
    if (wanted === "") {
        closeSearch(context);
        return;
    }
    await loadFound(context, wanted, channelId, null);
}

/** Loads more of what was found, if there is more. */
export async function loadMoreFound(context: ChatContext): Promise<void> {
    const { search } = context.store.state;
    if (search?.nextCursor) {
        const { query, channelId, nextCursor } = search;
        const name = `search:${channelId}:${nextCursor}:${query}`;
        await context.flights.share(name, () => loadFound(context, query, channelId, nextCursor));
    }
}

/** Puts the search away. */
export function closeSearch({ store }: ChatContext): void {
    store.dispatch({ kind: "searchClosed" });
}

async function loadFound(
    { store, api }: ChatContext,
    query: string,
    channelId: ChannelId | null,
    cursor: string | null,
): Promise<void> {
    const isNextPage = cursor !== null;
    store.dispatch({ kind: "searchRequested", query, channelId, isNextPage });
    try {
        const { found, messages, nextCursor } = await api.search(query, channelId, cursor);
        store.dispatch(...messageEvents(messages), {
            kind: "searchLoaded",
            query,
            channelId,
            isNextPage,
            found,
            nextCursor,
        });
    } catch (caught) {
        const failure = toFailure(expectApiError(caught));
        store.dispatch({ kind: "searchFailed", query, channelId, failure });
    }
}

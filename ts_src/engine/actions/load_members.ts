import type { ChannelId } from "../../model/ids";
import { attempt } from "../attempt";
import type { ChatContext } from "../chat_context";
import { expectApiError, toFailure } from "../failures";
import { memberEvents } from "../received";

/** Loads the first people of a channel, or brings in those whose names are searched for. */
export async function loadMembers(
    context: ChatContext,
    channelId: ChannelId,
    search: string,
): Promise<void> {
    const wanted = search.trim();
    if (wanted === "") {
        await loadPage(context, channelId, null);
        return;
    }
    await attempt(context, async () => {
        const page = await context.api.fetchMembers(channelId, wanted, null);
        context.store.dispatch(...memberEvents(page.members));
    });
}

/**
 * Brings in the people of a channel whose names are searched for, as suggestions while somebody
 * writes: if that fails, those who are known have to do.
 */
export async function suggestMembers(
    { store, api }: ChatContext,
    channelId: ChannelId,
    search: string,
): Promise<void> {
    try {
        const page = await api.fetchMembers(channelId, search.trim(), null);
        store.dispatch(...memberEvents(page.members));
    } catch (caught) {
        expectApiError(caught);
    }
}

/** Loads the next people of a channel, if there are more. */
export async function loadMoreMembers(context: ChatContext, channelId: ChannelId): Promise<void> {
    const cursor = context.store.state.memberLists.get(channelId)?.nextCursor ?? null;
    if (cursor !== null) {
        await loadPage(context, channelId, cursor);
    }
}

function loadPage(
    context: ChatContext,
    channelId: ChannelId,
    cursor: string | null,
): Promise<void> {
    const name = `members:${channelId}:${cursor}`;
    return context.flights.share(name, () => fetchPage(context, channelId, cursor));
}

async function fetchPage(
    { store, api }: ChatContext,
    channelId: ChannelId,
    cursor: string | null,
): Promise<void> {
    const list = "members";
    store.dispatch({ kind: "detailListRequested", list, channelId });
    try {
        const { members, nextCursor } = await api.fetchMembers(channelId, "", cursor);
        store.dispatch(...memberEvents(members), {
            kind: "detailListLoaded",
            list,
            channelId,
            nextCursor,
        });
    } catch (caught) {
        const failure = toFailure(expectApiError(caught));
        store.dispatch({ kind: "detailListFailed", list, channelId, failure });
    }
}

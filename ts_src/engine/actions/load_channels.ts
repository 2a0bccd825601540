import type { ChatContext } from "../chat_context";
import { expectApiError, toFailure } from "../failures";
import type { ApiError } from "../ports";
import { listedEvents } from "../received";

/** @returns Why the first page of the channel list could not be loaded; null when it was. */
export function loadChannels(context: ChatContext): Promise<ApiError | null> {
    return context.flights.share("channels", () => loadPage(context, null));
}

/** @returns Why the next page could not be loaded; null when it was, or when there is none. */
export async function loadMoreChannels(context: ChatContext): Promise<ApiError | null> {
    const cursor = context.store.state.channelList.nextCursor;
    if (cursor === null) {
        return null;
    }
    return context.flights.share(`channels:${cursor}`, () => loadPage(context, cursor));
}

async function loadPage(context: ChatContext, cursor: string | null): Promise<ApiError | null> {
    const { store, api } = context;
    store.dispatch({ kind: "channelsRequested" });
    try {
        const page = await api.listChannels(cursor);
        // A channel joined in the meantime is on the first page, so a later page must not pass
        // for knowing of it.
        const known = store.state.channelList.membershipsRev;
        const membershipsRev = cursor === null ? page.membershipsRev : known;
        store.dispatch(...page.channels.flatMap(listedEvents), {
            kind: "channelsLoaded",
            nextCursor: page.nextCursor,
            membershipsRev,
        });
        return null;
    } catch (caught) {
        const error = expectApiError(caught);
        store.dispatch({ kind: "channelsFailed", failure: toFailure(error) });
        return error;
    }
}

import type { ChannelId } from "../../model/ids";
import { arrivalEvents } from "../arrivals";
import type { ChatContext } from "../chat_context";
import { expectApiError, isGone } from "../failures";
import type { ApiError } from "../ports";
import { detailsEvents } from "../received";

/**
 * Fetches one channel with its members.
 *
 * @returns Why it could not be fetched; null when it was. A channel that this person may not see
 *   is gone from the state.
 */
export function fetchChannel(context: ChatContext, channelId: ChannelId): Promise<ApiError | null> {
    return context.flights.share(`channel:${channelId}`, () => fetchNow(context, channelId));
}

async function fetchNow(context: ChatContext, channelId: ChannelId): Promise<ApiError | null> {
    const { store, api } = context;
    try {
        const details = await api.fetchChannel(channelId);
        store.dispatch(...arrivalEvents(context, [details]), ...detailsEvents(details));
        return null;
    } catch (caught) {
        const error = expectApiError(caught);
        if (isGone(error)) {
            store.dispatch({ kind: "channelGone", channelId });
        }
        return error;
    }
}

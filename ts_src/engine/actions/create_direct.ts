import type { ChannelId, UserId } from "../../model/ids";
import type { ChatContext } from "../chat_context";
import { expectApiError, toFailure } from "../failures";
import type { ApiError } from "../ports";
import { fetchChannel } from "./fetch_channel";

/**
 * Finds or makes the channel with one person.
 *
 * @returns Its id; null if that failed, with a notice that tells why.
 */
export async function createDirect(
    context: ChatContext,
    userId: UserId,
): Promise<ChannelId | null> {
    let channelId: ChannelId;
    try {
        channelId = await context.api.createDirect(userId);
    } catch (caught) {
        return giveUp(context, expectApiError(caught));
    }
    // The membership event says so too, but it may be lost.
    context.bus.resubscribe();
    const error = await fetchChannel(context, channelId);
    return error ? giveUp(context, error) : channelId;
}

function giveUp({ store }: ChatContext, error: ApiError): null {
    store.dispatch({ kind: "noticeRaised", notice: toFailure(error) });
    return null;
}

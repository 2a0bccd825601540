import type { ChannelId, MessageId } from "../../model/ids";
import type { ChatContext } from "../chat_context";
import { expectApiError } from "../failures";
import { messageEvents } from "../received";

/** So many messages are told their new addresses at once. */
const pageSize = 30;

/**
 * Fetches a message again, and its neighbours, because an address in it does not work any more:
 * those of files and pictures expire after some hours. If it fails, the picture stays away.
 *
 * @param address The one that did not work.
 */
export async function renewAddresses(
    context: ChatContext,
    messageId: MessageId,
    address: string,
): Promise<void> {
    const channelId = context.store.state.messages.get(messageId)?.channelId;
    if (channelId === undefined || !isStillThere(context, messageId, address)) {
        return;
    }
    const askedFor = await context.flights.share(`addresses:${channelId}`, async () => {
        await fetchAround(context, channelId, messageId);
        return messageId;
    });
    // Waiting for another message of the channel may have brought this one along with it.
    if (askedFor !== messageId) {
        await renewAddresses(context, messageId, address);
    }
}

function isStillThere(
    { store: { state } }: ChatContext,
    messageId: MessageId,
    address: string,
): boolean {
    const { attachments = [], previews = [] } = state.messages.get(messageId) ?? {};
    return (
        attachments.some(({ url, thumbnailUrl }) => url === address || thumbnailUrl === address) ||
        previews.some(({ imageUrl }) => imageUrl === address)
    );
}

async function fetchAround(
    { store, api }: ChatContext,
    channelId: ChannelId,
    messageId: MessageId,
): Promise<void> {
    try {
        const query = { channelId, limit: pageSize, aroundId: messageId };
        const { messages } = await api.fetchMessages(query);
        store.dispatch(
            ...messageEvents(messages),
            ...messages.map(({ message }) => ({ kind: "addressesRenewed", message }) as const),
        );
    } catch (caught) {
        expectApiError(caught);
    }
}

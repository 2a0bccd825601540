import type { MessageId } from "../../model/ids";
import { attempt } from "../attempt";
import type { ChatContext } from "../chat_context";
import type { ReadMarker } from "../read_marker";

/**
 * Makes a message and what follows it unread again. It stays so while the person is still
 * looking at the channel, until they come back to it.
 */
export async function markUnread(
    context: ChatContext,
    readMarker: ReadMarker,
    messageId: MessageId,
): Promise<void> {
    const channelId = context.store.state.messages.get(messageId)?.channelId;
    if (channelId === undefined) {
        return;
    }
    readMarker.hold(channelId);
    const isDone = await attempt(context, async () => {
        await context.api.markUnread(channelId, messageId);
        context.store.dispatch({ kind: "unreadHere", channelId, messageId });
    });
    if (!isDone) {
        readMarker.release(channelId);
    }
}

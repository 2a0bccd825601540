import type { MessageId } from "../../model/ids";
import { attempt } from "../attempt";
import type { ChatContext } from "../chat_context";
import { messageEvents } from "../received";

/** Pins a message for everybody in the channel, or takes it down. */
export async function pinMessage(
    context: ChatContext,
    messageId: MessageId,
    pinned: boolean,
): Promise<void> {
    await attempt(context, async () => {
        const received = await context.api.pinMessage(messageId, pinned);
        context.store.dispatch(...messageEvents([received]));
    });
}

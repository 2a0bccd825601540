import type { MessageId } from "../../model/ids";
import { attempt } from "../attempt";
import type { ChatContext } from "../chat_context";
import { messageEvents } from "../received";

/** Lets everybody in the channel have the files that a visitor has sent with a message. */
export async function acceptFiles(context: ChatContext, messageId: MessageId): Promise<void> {
    const { api, store } = context;
    const message = store.state.messages.get(messageId);
    if (message) {
        await attempt(context, async () => {
            const received = await api.acceptFiles(message.channelId, messageId);
            store.dispatch(...messageEvents([received]));
        });
    }
}

import type { ClientKey } from "../../model/ids";
import type { ChatContext } from "../chat_context";
import type { SendQueue } from "../send_queue";

/** Puts a failed message back into the queue, under the same key. */
export function retryMessage(
    { store }: ChatContext,
    sendQueue: SendQueue,
    clientKey: ClientKey,
): void {
    const item = store.state.outbox.get(clientKey);
    if (item?.status === "failed") {
        store.dispatch({ kind: "messageRequeued", clientKey });
        sendQueue.send(item.channelId);
    }
}

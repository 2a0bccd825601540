import type { ClientKey } from "../../model/ids";
import type { ChatContext } from "../chat_context";
import type { Sending } from "./send_message";

/** Puts a failed message back into the queue, under the same key. */
export function retryMessage(
    { store }: ChatContext,
    { sendQueue, keeper }: Sending,
    clientKey: ClientKey,
): void {
    const item = store.state.outbox.get(clientKey);
    if (item?.status === "failed") {
        store.dispatch({ kind: "messageRequeued", clientKey });
        keeper.keep(clientKey);
        sendQueue.send(item.channelId);
    }
}

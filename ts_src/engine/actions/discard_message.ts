import type { ClientKey } from "../../model/ids";
import type { ChatContext } from "../chat_context";

/**
 * Takes a failed message out of the outbox. A pending one cannot be taken back: the server may
 * have it already, and the person would send it twice.
 *
 * @returns Its text; null if there is no such failed message.
 */
export function discardMessage({ store }: ChatContext, clientKey: ClientKey): string | null {
    const item = store.state.outbox.get(clientKey);
    if (item?.status !== "failed") {
        return null;
    }
    store.dispatch({ kind: "messageDiscarded", clientKey });
    return item.content;
}

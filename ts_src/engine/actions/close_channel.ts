import type { ChatContext } from "../chat_context";

/** Leaves the open channel; what is loaded of it stays. */
export function closeChannel({ store }: ChatContext): void {
    store.dispatch({ kind: "channelOpened", channelId: null });
}

import type { ChatContext } from "../chat_context";

/** Takes the notice away once the person has seen it. */
export function dismissNotice({ store }: ChatContext): void {
    store.dispatch({ kind: "noticeDismissed" });
}

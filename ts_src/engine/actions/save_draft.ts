import { draftOf } from "../../model/drafts";
import type { ChannelId } from "../../model/ids";
import type { Draft } from "../../model/state";
import type { ChatContext } from "../chat_context";
import { plain } from "../plain";

/** Keeps what somebody has begun to write, over reloads and for the other tabs. */
export function saveDraft(
    { store, shared }: ChatContext,
    channelId: ChannelId,
    change: Partial<Draft>,
): void {
    const draft = plain({ ...draftOf(store.state, channelId), ...change });
    store.dispatch({ kind: "draftChanged", channelId, draft });
    shared.saveDraft(channelId, draft);
}

/** Brings back what was begun before the page was loaded. */
export function restoreDrafts({ store, shared }: ChatContext): void {
    for (const [channelId, draft] of shared.loadDrafts()) {
        store.dispatch({ kind: "draftChanged", channelId, draft });
    }
}

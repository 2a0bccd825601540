import type { MessageId } from "../../model/ids";
import { threadWindow } from "../../model/threads";
import type { ChatContext } from "../chat_context";
import { expectApiError, toFailure } from "../failures";
import { messageEvents } from "../received";

/** Loads the newest replies to a message, unless some are loaded already. */
export async function openThread(context: ChatContext, parentId: MessageId): Promise<void> {
    if (!threadWindow(context.store.state, parentId).isLoaded) {
        await loadReplies(context, parentId, null);
    }
}

/** Loads the replies before the oldest one on show, if there are more. */
export async function loadOlderReplies(context: ChatContext, parentId: MessageId): Promise<void> {
    const { isLoaded, hasOlder, oldestId } = threadWindow(context.store.state, parentId);
    if (isLoaded && hasOlder && oldestId !== null) {
        await loadReplies(context, parentId, oldestId);
    }
}

function loadReplies(
    context: ChatContext,
    parentId: MessageId,
    beforeId: MessageId | null,
): Promise<void> {
    const name = `thread:${parentId}:${beforeId}`;
    return context.flights.share(name, () => fetchReplies(context, parentId, beforeId));
}

async function fetchReplies(
    { store, api }: ChatContext,
    parentId: MessageId,
    beforeId: MessageId | null,
): Promise<void> {
    store.dispatch({ kind: "threadRequested", parentId, beforeId });
    try {
        const { messages, hasMore } = await api.fetchThread(parentId, beforeId);
        store.dispatch(...messageEvents(messages), {
            kind: "threadLoaded",
            parentId,
            beforeId,
            oldestId: messages[0]?.message.id ?? null,
            hasOlder: hasMore,
        });
    } catch (caught) {
        const failure = toFailure(expectApiError(caught));
        store.dispatch({ kind: "threadFailed", parentId, beforeId, failure });
    }
}

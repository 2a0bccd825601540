import type { ChannelId, MessageId } from "../../model/ids";
import { isOwnMessage } from "../../model/messages";
import type { ChatState } from "../../model/state";
import { timelineWindow } from "../../model/timeline";
import type { ChatContext } from "../chat_context";
import type { ReadMarker } from "../read_marker";
import { loadNewest } from "./load_history";
import { markUnread } from "./mark_unread";

/** Marks everything in a channel as read, seen or not: the person says so from the list. */
export function markChannelRead(
    { store: { state } }: ChatContext,
    readMarker: ReadMarker,
    channelId: ChannelId,
): void {
    const told = state.summaries.get(channelId)?.lastMessageId ?? null;
    const known = state.messageIds.get(channelId)?.last ?? null;
    const newest = Math.max(told ?? 0, known ?? 0);
    if (newest > 0) {
        readMarker.release(channelId);
        readMarker.raise(channelId, newest as MessageId);
    }
}

/** Makes the newest message of the others in a channel unread again; loads it where it is not. */
export async function markChannelUnread(
    context: ChatContext,
    readMarker: ReadMarker,
    channelId: ChannelId,
): Promise<void> {
    const { store } = context;
    await loadNewest(context, channelId);
    const messageId = newestOfOthers(store.state, channelId);
    if (messageId !== null) {
        return markUnread(context, readMarker, messageId);
    }
    const { failure } = timelineWindow(store.state, channelId);
    if (failure) {
        store.dispatch({ kind: "noticeRaised", notice: { ...failure, undo: null } });
    }
}

function newestOfOthers(state: ChatState, channelId: ChannelId): MessageId | null {
    for (const id of state.messageIds.get(channelId)?.descending() ?? []) {
        const message = state.messages.get(id);
        if (message && !message.deleted && !isOwnMessage(state, message)) {
            return id;
        }
    }
    return null;
}

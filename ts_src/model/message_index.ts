import type { ChannelId, MessageId } from "./ids";
import type { Message } from "./records";
import { SortedIds } from "./sorted_ids";
import type { ChatState, WritableChatState } from "./state";

/**
 * @returns The newest known message of a channel; a deleted one as well, as it keeps its place for
 *   the server too.
 */
export function newestMessage(state: ChatState, channelId: ChannelId): Message | null {
    const id = state.messageIds.get(channelId)?.last ?? null;
    return (id !== null && state.messages.get(id)) || null;
}

/** Files a message where it is looked for: in its channel, its thread, among the pinned ones. */
export function indexMessage(state: WritableChatState, message: Message): void {
    addId(state.messageIds, message.channelId, message.id);
    if (message.parentId !== null) {
        addId(state.replyIds, message.parentId, message.id);
    }
    if (message.pinnedAt !== null && !message.deleted) {
        addId(state.pinnedIds, message.channelId, message.id);
    } else {
        removeId(state.pinnedIds, message.channelId, message.id);
    }
}

/** Files the ids of messages that arrive together: filing one copies those of its channel. */
export function indexArrivals(state: WritableChatState, messages: readonly Message[]): void {
    for (const channelId of new Set(messages.map((message) => message.channelId))) {
        const arrived = messages.filter((message) => message.channelId === channelId);
        const known = state.messageIds.get(channelId) ?? SortedIds.empty;
        const ids = known.withAll(arrived.map(({ id }) => id));
        if (ids !== known) {
            state.messageIds.set(channelId, ids);
        }
    }
}

function addId<Key>(index: Map<Key, SortedIds>, key: Key, id: MessageId): void {
    const ids = index.get(key) ?? SortedIds.empty;
    if (!ids.has(id)) {
        index.set(key, ids.with(id));
    }
}

function removeId<Key>(index: Map<Key, SortedIds>, key: Key, id: MessageId): void {
    const ids = index.get(key);
    if (!ids?.has(id)) {
        return;
    }
    if (ids.size === 1) {
        index.delete(key);
    } else {
        index.set(key, ids.without(id));
    }
}

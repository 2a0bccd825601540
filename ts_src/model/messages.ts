import type { ChannelId } from "./ids";
import { settleOutbox } from "./outbox";
import type { Message } from "./records";
import { SortedIds } from "./sorted_ids";
import type { ChatState, WritableChatState } from "./state";

/**
 * Takes over a message unless a newer copy is known. Reply and bus both bring a sent message:
 * whichever is first settles the outbox, the other finds nothing left to do.
 */
export function mergeMessage(state: WritableChatState, message: Message): void {
    const { id, channelId } = message;
    const known = state.messages.get(id);
    if (!known || message.rev > known.rev) {
        state.messages.set(id, message);
    }
    const ids = state.messageIds.get(channelId) ?? SortedIds.empty;
    if (!ids.has(id)) {
        state.messageIds.set(channelId, ids.with(id));
    }
    if (isOwnMessage(state, message)) {
        settleOutbox(state, message);
    }
}

/** Drops every message of a channel. */
export function forgetMessages(state: WritableChatState, channelId: ChannelId): void {
    for (const id of state.messageIds.get(channelId) ?? []) {
        state.messages.delete(id);
    }
    state.messageIds.delete(channelId);
}

/** @returns Whether the person in front of this screen wrote a message. */
export function isOwnMessage(state: ChatState, message: Message): boolean {
    return message.author.id === state.self.id;
}

/** @returns The newest known message of a channel that is not deleted. */
export function newestMessage(state: ChatState, channelId: ChannelId): Message | null {
    for (const id of state.messageIds.get(channelId)?.descending() ?? []) {
        const message = state.messages.get(id);
        if (message && !message.deleted) {
            return message;
        }
    }
    return null;
}

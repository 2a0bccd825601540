import type { ChannelId } from "./ids";
import type { Message } from "./records";
import type { ChatState } from "./state";

/** @returns The pinned messages of a channel as far as they are known, the newest pin first. */
export function pinnedMessages(state: ChatState, channelId: ChannelId): Message[] {
    return [...(state.pinnedIds.get(channelId) ?? [])]
        .map((id) => state.messages.get(id))
        .filter((message) => message !== undefined)
        .sort((a, b) => (b.pinnedAt ?? 0) - (a.pinnedAt ?? 0) || b.id - a.id);
}

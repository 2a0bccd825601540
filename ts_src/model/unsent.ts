import { draftOf, isEmptyDraft } from "./drafts";
import type { ChannelId } from "./ids";
import { outgoingMessages } from "./outbox";
import type { ChatState, Draft, OutboxItem } from "./state";

/** What this person wrote for a conversation and could not send before it was gone for them. */
export interface Leftover {
    readonly channelId: ChannelId;
    readonly items: readonly OutboxItem[];
    /** May be empty. */
    readonly draft: Draft;
}

/** @returns What was written for conversations that this person may not see any more. */
export function leftovers(state: ChatState): Leftover[] {
    return [...state.goneChannels]
        .map((channelId) => ({
            channelId,
            items: outgoingMessages(state, channelId),
            draft: draftOf(state, channelId),
        }))
        .filter(({ items, draft }) => items.length > 0 || !isEmptyDraft(draft));
}

/** @returns The channels that something was written for and of which nothing else is known. */
export function unknownWithUnsent(state: ChatState): ChannelId[] {
    const written = new Set([...state.outboxKeys.keys(), ...state.drafts.keys()]);
    return [...written].filter((id) => !state.channels.has(id) && !state.goneChannels.has(id));
}

import type { MessageId, UserId } from "./ids";
import type { Reaction } from "./records";
import type { ChatState, WritableChatState } from "./state";
import { asValue } from "./values";

/** @returns What names one person's one emoji among the reactions to a message. */
export function reactionKey(userId: UserId, emoji: string): string {
    return `${userId} ${emoji}`;
}

/**
 * Takes over a reaction unless a newer copy is known. Those to a deleted message go with it, and
 * nobody tells so one by one.
 */
export function mergeReaction(state: WritableChatState, reaction: Reaction): void {
    const { messageId, userId, emoji } = reaction;
    if (state.messages.get(messageId)?.deleted) {
        return;
    }
    const key = reactionKey(userId, emoji);
    const reactions = state.reactions.get(messageId);
    if (!reactions) {
        state.reactions.set(messageId, new Map([[key, asValue(reaction)]]));
        return;
    }
    const known = reactions.get(key);
    if (!known || reaction.rev > known.rev) {
        reactions.set(key, asValue(reaction));
    }
}

/** All who have put the same emoji on a message. */
export interface ReactionGroup {
    readonly emoji: string;
    readonly count: number;
    /** In the order they came. */
    readonly names: readonly string[];
    /** Whether the person in front of this screen is among them. */
    readonly isOwn: boolean;
}

/** @returns The reactions to a message by emoji, in the order the emoji appeared. */
export function reactionGroups(state: ChatState, messageId: MessageId): ReactionGroup[] {
    const reactions = state.reactions.get(messageId);
    if (!reactions) {
        return [];
    }
    const selfId = state.self.id;
    const byEmoji = new Map<string, Reaction[]>();
    for (const reaction of [...reactions.values()].sort((a, b) => a.rev - b.rev)) {
        if (reaction.active) {
            byEmoji.set(reaction.emoji, [...(byEmoji.get(reaction.emoji) ?? []), reaction]);
        }
    }
    return [...byEmoji].map(([emoji, group]) => ({
        emoji,
        count: group.length,
        names: group.map(({ userName }) => userName),
        isOwn: group.some(({ userId }) => userId === selfId),
    }));
}

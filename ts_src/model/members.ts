import type { ChannelId, MessageId, UserId } from "./ids";
import type { Member } from "./records";
import type { ChatState, WritableChatState } from "./state";

/** Takes over a member's record unless a newer one is known; its read mark counts in any case. */
export function mergeMember(state: WritableChatState, member: Member): void {
    const { channelId, userId } = member;
    if (member.readMessageId !== null) {
        raiseReadMark(state, channelId, userId, member.readMessageId);
    }
    const known = state.members.get(channelId);
    if (!known) {
        state.members.set(channelId, new Map([[userId, member]]));
        return;
    }
    const previous = known.get(userId);
    if (!previous || member.rev > previous.rev) {
        known.set(userId, member);
    }
}

/** Read marks only grow, so the highest one heard of is right, in whatever order they come. */
export function raiseReadMark(
    state: WritableChatState,
    channelId: ChannelId,
    userId: UserId,
    messageId: MessageId,
): void {
    const marks = state.readMarks.get(channelId);
    if (!marks) {
        state.readMarks.set(channelId, new Map([[userId, messageId]]));
        return;
    }
    const mark = marks.get(userId);
    if (mark === undefined || messageId > mark) {
        marks.set(userId, messageId);
    }
}

/** @returns The people of a channel who are in it now, by name, as far as they are known. */
export function activeMembers(state: ChatState, channelId: ChannelId): Member[] {
    const members = [...(state.members.get(channelId)?.values() ?? [])];
    return members
        .filter((member) => member.active)
        .sort((a, b) => a.name.localeCompare(b.name) || a.userId - b.userId);
}

/** @returns Up to which message somebody has read a channel; null when nothing is known. */
export function readMark(state: ChatState, channelId: ChannelId, userId: UserId): MessageId | null {
    return state.readMarks.get(channelId)?.get(userId) ?? null;
}

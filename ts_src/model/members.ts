import type { ChannelId, MessageId, UserId } from "./ids";
import type { Member } from "./records";
import type { ChatState, WritableChatState } from "./state";
import { asValue } from "./values";

/** Takes over a member's record unless a newer one is known; its read mark counts in any case. */
export function mergeMember(state: WritableChatState, member: Member): void {
    const { channelId, userId } = member;
    if (member.readMessageId !== null) {
        raiseReadMark(state, channelId, userId, member.readMessageId);
    }
    const known = state.members.get(channelId);
    if (!known) {
        state.members.set(channelId, new Map([[userId, asValue(plainMember(member))]]));
        return;
    }
    const previous = known.get(userId);
    if (!previous || member.rev > previous.rev) {
        known.set(userId, asValue(plainMember(member)));
    }
}

/** One's own membership tells more, which is kept elsewhere: everybody's copy has to be equal. */
function plainMember(member: Member): Member {
    const { channelId, userId, name, imageUrl, role, active, readMessageId, rev } = member;
    return { channelId, userId, name, imageUrl, role, active, readMessageId, rev };
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

const names = new Intl.Collator();

/** @returns The people of a channel who are in it now, by name, as far as they are known. */
export function activeMembers(state: ChatState, channelId: ChannelId): Member[] {
    const members = [...(state.members.get(channelId)?.values() ?? [])];
    return members
        .filter((member) => member.active)
        .sort((a, b) => names.compare(a.name, b.name) || a.userId - b.userId);
}

/** @returns Up to which message somebody has read a channel; null when nothing is known. */
export function readMark(state: ChatState, channelId: ChannelId, userId: UserId): MessageId | null {
    return state.readMarks.get(channelId)?.get(userId) ?? null;
}

/** @returns The name of somebody in a channel, also of who has left; null when it is not known. */
export function memberName(state: ChatState, channelId: ChannelId, userId: UserId): string | null {
    if (userId === state.self.id) {
        return state.self.name;
    }
    return state.members.get(channelId)?.get(userId)?.name ?? null;
}

import { type ChannelId, type MessageId, visitorUserId } from "./ids";
import { activeMembers, readMark } from "./members";
import type { Member, Message } from "./records";
import type { ChatState } from "./state";
import { timelineWindow } from "./timeline";

/** @returns Whether anybody but its author has read a message. */
export function isSeen(state: ChatState, message: Message): boolean {
    const members = state.members.get(message.channelId);
    const marks = state.readMarks.get(message.channelId);
    return [...(marks ?? [])].some(
        ([userId, mark]) =>
            mark >= message.id &&
            userId !== message.author.id &&
            (userId === visitorUserId || members?.get(userId)?.active === true),
    );
}

/** @returns Up to which message anybody else has read a channel; null if nobody has. */
export function seenUpTo(state: ChatState, channelId: ChannelId): MessageId | null {
    let highest: MessageId | null = null;
    for (const [userId, mark] of state.readMarks.get(channelId) ?? []) {
        if (userId !== state.self.id && mark > (highest ?? 0)) {
            highest = mark;
        }
    }
    return highest;
}

/**
 * @returns The others in a channel, by name, each at the newest message on show that they have
 *   read. Who has not come as far as the oldest one on show is nowhere.
 */
export function seenHere(state: ChatState, channelId: ChannelId): ReadonlyMap<MessageId, Member[]> {
    const seen = new Map<MessageId, Member[]>();
    const { isLoaded, oldestId, newestId } = timelineWindow(state, channelId);
    if (!isLoaded) {
        return seen;
    }
    for (const member of activeMembers(state, channelId)) {
        const mark = readMark(state, channelId, member.userId);
        // Who has read beyond the window does not stand at its end.
        const isBeyond = mark === null || (newestId !== null && mark > newestId);
        const at = isBeyond ? null : shownAt(state, channelId, mark);
        if (member.userId !== state.self.id && at !== null && at >= (oldestId ?? 0)) {
            seen.set(at, [...(seen.get(at) ?? []), member]);
        }
    }
    return seen;
}

/** @returns The newest known message up to a mark that is not about to be deleted. */
function shownAt(state: ChatState, channelId: ChannelId, mark: MessageId): MessageId | null {
    const ids = state.messageIds.get(channelId);
    let at = ids?.atOrBefore(mark) ?? null;
    while (at !== null && state.deletions.has(at)) {
        at = ids?.atOrBefore((at - 1) as MessageId) ?? null;
    }
    return at;
}

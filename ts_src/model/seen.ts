import { activeMembers, readMark } from "./members";
import type { Member, Message } from "./records";
import type { ChatState } from "./state";

/** @returns The members other than its author who have read a message, by name. */
export function seenBy(state: ChatState, message: Message): Member[] {
    return activeMembers(state, message.channelId).filter(
        ({ userId }) =>
            userId !== message.author.id &&
            (readMark(state, message.channelId, userId) ?? 0) >= message.id,
    );
}

/** @returns Whether anybody but its author has read a message. */
export function isSeen(state: ChatState, message: Message): boolean {
    return seenBy(state, message).length > 0;
}

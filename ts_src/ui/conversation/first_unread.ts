import type { ChannelId } from "../../model/ids";
import { readMark } from "../../model/members";
import type { ChatState } from "../../model/state";
import { unreadCount } from "../../model/unread";

/** @returns The message after which everything is unread; null when nothing is. */
export function firstUnreadAfter(state: ChatState, channelId: ChannelId): number | null {
    if (unreadCount(state, channelId) === 0) {
        return null;
    }
    const unreadFromId = state.summaries.get(channelId)?.unreadFromId ?? null;
    return unreadFromId === null
        ? (readMark(state, channelId, state.self.id) ?? 0)
        : unreadFromId - 1;
}

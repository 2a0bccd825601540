import type { ChannelId, UserId } from "./ids";
import type { Presence } from "./records";
import type { ChatState } from "./state";

/** @returns Whether somebody is there; null when nothing is known. */
export function presenceOf(state: ChatState, userId: UserId): Presence | null {
    return state.presences.get(userId) ?? null;
}

/** @returns Whether the other person of a channel is there; null where there is no such one. */
export function channelPresence(state: ChatState, channelId: ChannelId): Presence | null {
    const peerId = state.channels.get(channelId)?.peerId ?? null;
    return peerId === null ? null : presenceOf(state, peerId);
}

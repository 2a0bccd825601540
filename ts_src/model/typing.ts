import type { PassingEvent } from "./events";
import type { ChannelId, Timestamp, UserId } from "./ids";
import type { Typist } from "./records";
import type { ChatState, WritableChatState } from "./state";

type TypingChanged = Extract<PassingEvent, { kind: "typingChanged" }>;

export function changeTyping(state: WritableChatState, event: TypingChanged): void {
    const { channelId, userId, name, until } = event;
    const key = typistKey(userId, name);
    if (until === null) {
        return endTyping(state, channelId, key);
    }
    const known = state.typing.get(channelId);
    if (known) {
        known.set(key, { userId, name, until });
    } else {
        state.typing.set(channelId, new Map([[key, { userId, name, until }]]));
    }
}

/** Takes away those who have been silent for too long. */
export function expireTyping(state: WritableChatState, now: Timestamp): void {
    for (const [channelId, known] of state.typing) {
        for (const [key, { until }] of known) {
            if (until <= now) {
                endTyping(state, channelId, key);
            }
        }
    }
}

/** Whoever has sent their message has stopped to write it. */
export function stopTyping(
    state: WritableChatState,
    channelId: ChannelId,
    author: { readonly id: UserId | null; readonly name: string },
): void {
    endTyping(state, channelId, typistKey(author.id, author.name));
}

function endTyping(state: WritableChatState, channelId: ChannelId, key: string): void {
    const known = state.typing.get(channelId);
    if (!known?.has(key)) {
        return;
    }
    known.delete(key);
    if (known.size === 0) {
        state.typing.delete(channelId);
    }
}

function typistKey(userId: UserId | null, name: string): string {
    return userId === null ? `visitor ${name}` : `user ${userId}`;
}

/** @returns Who else is writing in a channel at this moment, who began first comes first. */
export function typists(state: ChatState, channelId: ChannelId): Typist[] {
    const known = state.typing.get(channelId);
    if (!known) {
        return [];
    }
    return [...known.values()].filter(
        ({ userId }) => userId !== state.self.id && !state.ignored.has(userId),
    );
}

import type { ReadingEvent } from "./events";
import type { ChannelId, MessageId } from "./ids";
import { raiseReadMark, readMark } from "./members";
import type { ChannelSummary } from "./records";
import type { ChatState, WritableChatState } from "./state";

/*
 * Marking as unread is apart from the read mark, which never goes back: it says from where on
 * messages are unread all the same, until the person reads on. A notification about the mark
 * has no revision, so it cannot tell whether the person read before or after they marked: only
 * a summary can, or this screen, where it happened.
 */

export function applyReading(state: WritableChatState, event: ReadingEvent): void {
    const { channelId, messageId } = event;
    const insteadOf = state.summaries.get(channelId)?.unreadFromId ?? null;
    if (event.kind === "unreadHere") {
        state.unreadMarks.set(channelId, { fromId: messageId, insteadOf });
        return;
    }
    const fromId = unreadFrom(state, channelId);
    if (fromId !== null && messageId >= fromId) {
        state.unreadMarks.set(channelId, { fromId: null, insteadOf });
    }
    raiseReadMark(state, channelId, state.self.id, messageId);
}

/** What was said here has done its duty once the server tells something else than before. */
export function dropOutdatedMark(state: WritableChatState, summary: ChannelSummary): void {
    const mark = state.unreadMarks.get(summary.channelId);
    if (mark && mark.insteadOf !== summary.unreadFromId) {
        state.unreadMarks.delete(summary.channelId);
    }
}

/** @returns From which message on this person wants a channel to be unread; null for no such wish. */
export function unreadFrom(state: ChatState, channelId: ChannelId): MessageId | null {
    const mark = state.unreadMarks.get(channelId);
    if (mark) {
        return mark.fromId;
    }
    const { unreadFromId = null, lastMessageId = null } = state.summaries.get(channelId) ?? {};
    if (unreadFromId === null) {
        return null;
    }
    // What came after the summary was read after it: the person has read on.
    const read = readMark(state, channelId, state.self.id) ?? 0;
    return read > (lastMessageId ?? 0) ? null : unreadFromId;
}

/** @returns The last message that counts as read; null if there is none. */
export function unreadStart(state: ChatState, channelId: ChannelId): MessageId | null {
    const read = readMark(state, channelId, state.self.id);
    const fromId = unreadFrom(state, channelId);
    if (read === null || fromId === null || fromId > read) {
        return read;
    }
    return (fromId - 1) as MessageId;
}

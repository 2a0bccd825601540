import type { ChannelId, Rev, Timestamp, UserId } from "./ids";
import { forgetMessages, isOwnMessage, newestMessage } from "./messages";
import { raiseReadMark } from "./members";
import { outgoingMessages } from "./outbox";
import type { Channel, ChannelSummary, Message } from "./records";
import type { ChatState, OutboxItem, WritableChatState } from "./state";

/** Takes over a channel unless a newer copy is known. */
export function mergeChannel(state: WritableChatState, channel: Channel): void {
    const known = state.channels.get(channel.id);
    if (!known || channel.rev > known.rev) {
        state.channels.set(channel.id, channel);
    }
}

/** Takes over a summary unless a newer one is known; its read mark counts in any case. */
export function mergeSummary(state: WritableChatState, summary: ChannelSummary): void {
    if (summary.readMessageId !== null) {
        raiseReadMark(state, summary.channelId, state.self.id, summary.readMessageId);
    }
    const known = state.summaries.get(summary.channelId);
    if (!known || isNewer(summary, known)) {
        state.summaries.set(summary.channelId, summary);
    }
}

/** One revision has one set of messages; only the reader's own mark may differ, and it grows. */
function isNewer(summary: ChannelSummary, known: ChannelSummary): boolean {
    if (summary.syncRev !== known.syncRev) {
        return summary.syncRev > known.syncRev;
    }
    return (summary.readMessageId ?? 0) > (known.readMessageId ?? 0);
}

/**
 * Drops a channel this person may not see any more. What they wrote and could not send stays in
 * the outbox: should they be let in again, it is there.
 */
export function removeChannel(state: WritableChatState, channelId: ChannelId): void {
    forgetChannel(state, channelId);
    if (state.openChannelId === channelId) {
        state.openChannelId = null;
    }
}

/**
 * Too much has changed to be told: the channel starts again, empty, as of `syncRev`. Nothing of
 * before is kept to be compared with, as the server's revisions may have gone back: when somebody
 * has restored a backup.
 */
export function resetChannel(state: WritableChatState, channelId: ChannelId, syncRev: Rev): void {
    forgetChannel(state, channelId);
    state.syncCursors.set(channelId, syncRev);
}

function forgetChannel(state: WritableChatState, channelId: ChannelId): void {
    forgetMessages(state, channelId);
    state.channels.delete(channelId);
    state.summaries.delete(channelId);
    state.members.delete(channelId);
    state.readMarks.delete(channelId);
    state.timelines.delete(channelId);
    state.syncCursors.delete(channelId);
    state.sendPermissions.delete(channelId);
}

/** @returns All known channels, the one with the newest activity first. */
export function channelList(state: ChatState): Channel[] {
    const rows = [...state.channels.values()].map((channel) => ({
        channel,
        activity: lastActivity(state, channel.id) ?? 0,
    }));
    rows.sort((a, b) => b.activity - a.activity || b.channel.id - a.channel.id);
    return rows.map(({ channel }) => channel);
}

/** @returns When something was last written in a channel, sent or not; null if never. */
export function lastActivity(state: ChatState, channelId: ChannelId): Timestamp | null {
    const times = [
        state.summaries.get(channelId)?.lastMessageDate,
        newestMessage(state, channelId)?.createdAt,
        outgoingMessages(state, channelId).at(-1)?.queuedAt,
    ].filter((time) => typeof time === "number");
    return times.length ? Math.max(...times) : null;
}

/** @returns Whether this person may write in a channel, as far as is known. */
export function canSend(state: ChatState, channelId: ChannelId): boolean {
    const channel = state.channels.get(channelId);
    return channel?.state === "active" && (state.sendPermissions.get(channelId) ?? true);
}

/** What a row of the channel list shows of the newest message. */
export interface ChannelPreview {
    /** On one line; not shortened. */
    readonly text: string;
    readonly isOwn: boolean;
    /** Null when nobody known wrote it. */
    readonly authorName: string | null;
    readonly at: Timestamp | null;
    /** "sent" for everybody else's. */
    readonly delivery: "sent" | OutboxItem["status"];
}

/** @returns The newest message in short, sent or not; null when there is none. */
export function channelPreview(state: ChatState, channelId: ChannelId): ChannelPreview | null {
    const outgoing = outgoingMessages(state, channelId).at(-1);
    if (outgoing) {
        return previewOfOutgoing(state, outgoing);
    }
    const newest = newestMessage(state, channelId);
    const summary = state.summaries.get(channelId);
    if (newest && (!summary || !isSummaryCurrent(state, summary, newest))) {
        return previewOfMessage(state, newest);
    }
    return summary ? previewOfSummary(state, summary) : null;
}

/** @returns Whether a summary tells more of the last message than the message that is known. */
function isSummaryCurrent(state: ChatState, summary: ChannelSummary, newest: Message): boolean {
    const lastId = summary.lastMessageId;
    if (lastId === null || newest.id > lastId) {
        return false;
    }
    const last = state.messages.get(lastId);
    return last === undefined || last.rev <= summary.syncRev;
}

function previewOfOutgoing(state: ChatState, item: OutboxItem): ChannelPreview {
    return {
        text: onOneLine(item.content),
        isOwn: true,
        authorName: state.self.name,
        at: item.queuedAt,
        delivery: item.status,
    };
}

function previewOfMessage(state: ChatState, message: Message): ChannelPreview {
    return {
        text: onOneLine(message.content),
        isOwn: isOwnMessage(state, message),
        authorName: message.author.name,
        at: message.createdAt,
        delivery: "sent",
    };
}

function previewOfSummary(state: ChatState, summary: ChannelSummary): ChannelPreview | null {
    if (summary.lastMessageId === null) {
        return null;
    }
    return {
        text: onOneLine(summary.lastMessagePreview),
        isOwn: summary.lastMessageAuthorId === state.self.id,
        authorName: knownName(state, summary.channelId, summary.lastMessageAuthorId),
        at: summary.lastMessageDate,
        delivery: "sent",
    };
}

function knownName(state: ChatState, channelId: ChannelId, userId: UserId | null): string | null {
    return userId === null ? null : (state.members.get(channelId)?.get(userId)?.name ?? null);
}

function onOneLine(text: string): string {
    return text.replace(/\s+/g, " ").trim();
}

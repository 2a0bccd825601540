import type { ChannelId, Rev } from "./ids";
import { raiseReadMark } from "./members";
import { forgetMessages } from "./message_merge";
import type { Channel, ChannelPreferences, ChannelRecord, ChannelSummary } from "./records";
import type { ToldChannel, WritableChatState } from "./state";
import { dropOutdatedMark } from "./unread_marks";
import { asValue } from "./values";

/** Takes over a channel as a reply told it, unless a newer copy is known. */
export function mergeChannel(state: WritableChatState, channel: Channel, asOf: Rev): void {
    const known = state.toldChannels.get(channel.id);
    if (!known || asOf > known.asOf) {
        state.toldChannels.set(channel.id, asValue({ channel, asOf }));
        combine(state, channel.id);
    }
}

/** Takes over what the bus told of a channel, unless it is known to be newer already. */
export function mergeRecord(state: WritableChatState, record: ChannelRecord): void {
    const known = state.channelRecords.get(record.id);
    if (!known || record.rev > known.rev) {
        state.channelRecords.set(record.id, asValue(record));
        combine(state, record.id);
    }
}

/** The bus tells everybody alike; what this person alone sees is what a reply last told. */
function combine(state: WritableChatState, channelId: ChannelId): void {
    const told = state.toldChannels.get(channelId);
    const record = state.channelRecords.get(channelId);
    if (told) {
        state.goneChannels.delete(channelId);
        state.channels.set(channelId, asValue(record ? overlay(told, record) : told.channel));
    }
}

function overlay({ channel, asOf }: ToldChannel, record: ChannelRecord): Channel {
    return record.rev > asOf
        ? { ...channel, ...record, name: record.name ?? channel.name }
        : channel;
}

/** Takes over a summary unless a newer one is known; its read mark counts in any case. */
export function mergeSummary(state: WritableChatState, summary: ChannelSummary): void {
    const { channelId, readMessageId } = summary;
    if (readMessageId !== null) {
        raiseReadMark(state, channelId, state.self.id, readMessageId);
    }
    const known = state.summaries.get(channelId);
    if (!known || isNewer(summary, known)) {
        state.summaries.set(channelId, asValue(summary));
        dropOutdatedMark(state, summary);
    }
}

/** One revision has one set of messages; only the reader's own mark may differ, and it grows. */
function isNewer(summary: ChannelSummary, known: ChannelSummary): boolean {
    if (summary.syncRev !== known.syncRev) {
        return summary.syncRev > known.syncRev;
    }
    return (summary.readMessageId ?? 0) > (known.readMessageId ?? 0);
}

export function mergePreferences(
    state: WritableChatState,
    channelId: ChannelId,
    preferences: ChannelPreferences,
    asOf: Rev,
): void {
    const known = state.preferences.get(channelId);
    if (!known || asOf > known.asOf) {
        const { notificationLevel, mutedUntil, pinned, hidden } = preferences;
        const record = { notificationLevel, mutedUntil, pinned, hidden, asOf };
        state.preferences.set(channelId, asValue(record));
    }
}

/**
 * Drops a channel this person may not see any more. What they wrote and could not send stays
 * (`unsent.ts`): should they be let in again, it is there.
 */
export function removeChannel(state: WritableChatState, channelId: ChannelId): void {
    forgetChannel(state, channelId);
    state.goneChannels.add(channelId);
    if (state.openChannelId === channelId) {
        state.openChannelId = null;
    }
    if (state.stage.windows.some((window) => window.channelId === channelId)) {
        const windows = state.stage.windows.filter((window) => window.channelId !== channelId);
        state.stage = { ...state.stage, windows };
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
    const maps: readonly Map<ChannelId, unknown>[] = [
        state.channels,
        state.toldChannels,
        state.channelRecords,
        state.summaries,
        state.preferences,
        state.members,
        state.memberLists,
        state.readMarks,
        state.unreadMarks,
        state.timelines,
        state.pinLists,
        state.syncCursors,
        state.permissions,
        state.typing,
    ];
    maps.forEach((map) => map.delete(channelId));
}

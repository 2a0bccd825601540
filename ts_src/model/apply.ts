import {
    mergeChannel,
    mergePreferences,
    mergeRecord,
    mergeSummary,
    removeChannel,
    resetChannel,
} from "./channel_records";
import { nextDirectory } from "./directory";
import { applyDraft } from "./drafts";
import type { ChatEvent, DeedEvent, LocalEvent, SessionEvent, SyncEvent } from "./events";
import { mergeMember, raiseReadMark } from "./members";
import { mergeMessage, mergeMessages, renewAddresses } from "./message_merge";
import { applyOutbox } from "./outbox";
import { applyDetailList, nextChannelList } from "./paged_lists";
import { mergeReaction } from "./reactions";
import { nextSearch } from "./search";
import type { WritableChatState } from "./state";
import { advanceCursor, startCursor } from "./sync_cursors";
import { applyThread } from "./threads";
import { applyHistory } from "./timeline_history";
import { changeTyping, expireTyping } from "./typing";
import { applyReading } from "./unread_marks";

/**
 * The only writer of the state. Synchronous and deterministic: time and keys come in the event.
 * Over `ServerEvent`s it is commutative and idempotent.
 *
 * @param state Changed in place, so that whoever reads it through a reactive wrapper notices.
 */
export function apply(state: WritableChatState, event: ChatEvent): void {
    switch (event.kind) {
        case "channelChanged":
            return mergeChannel(state, event.channel, event.asOf ?? event.channel.rev);
        case "channelRecordChanged":
            return mergeRecord(state, event.record);
        case "summaryChanged":
            return mergeSummary(state, event.summary);
        case "preferencesChanged":
            return mergePreferences(state, event.channelId, event.preferences, event.asOf);
        case "memberChanged":
            return mergeMember(state, event.member);
        case "messageChanged":
            return mergeMessage(state, event.message);
        case "reactionChanged":
            return mergeReaction(state, event.reaction);
        case "readMarked":
            return raiseReadMark(state, event.channelId, event.userId, event.messageId);

        case "typingChanged":
            return changeTyping(state, event);
        case "typingExpired":
            return expireTyping(state, event.now);
        case "presenceChanged":
            state.presences.set(event.userId, event.presence);
            return;
        default:
            return applyLocal(state, event);
    }
}

function applyLocal(state: WritableChatState, event: LocalEvent): void {
    switch (event.kind) {
        case "channelsRequested":
        case "channelsLoaded":
        case "channelsFailed":
        case "channelsArrived":
        case "wholeListWanted":
            state.channelList = nextChannelList(state.channelList, event);
            return;
        case "channelsFound":
            state.foundChannels = { search: event.search, ids: new Set(event.channelIds) };
            return;
        case "historyRequested":
        case "historyLoaded":
        case "historyFailed":
            return applyHistory(state, event);
        case "threadRequested":
        case "threadLoaded":
        case "threadFailed":
            return applyThread(state, event);
        case "detailListRequested":
        case "detailListLoaded":
        case "detailListFailed":
            return applyDetailList(state, event);
        case "openingsLoaded":
        case "choicesRequested":
        case "choicesLoaded":
        case "directoryFailed":
            state.directory = nextDirectory(state.directory, event);
            return;
        case "searchRequested":
        case "searchLoaded":
        case "searchFailed":
        case "searchClosed":
            state.search = nextSearch(state.search, event);
            return;

        case "messagesReceived":
        case "snapshotLoaded":
        case "channelSynced":
        case "channelReset":
        case "channelGone":
        case "syncSucceeded":
        case "syncFailed":
            return applySync(state, event);
        default:
            return applyDeed(state, event);
    }
}

/** What this person does. */
function applyDeed(state: WritableChatState, event: DeedEvent): void {
    switch (event.kind) {
        case "messageQueued":
        case "outboxRestored":
        case "messageRefused":
        case "messageRequeued":
        case "messageDiscarded":
            return applyOutbox(state, event);
        case "draftChanged":
        case "uploadStarted":
        case "uploadProgressed":
        case "uploadFinished":
        case "uploadFailed":
        case "uploadRetried":
        case "uploadCancelled":
            return applyDraft(state, event);
        case "readHere":
        case "unreadHere":
            return applyReading(state, event);
        case "addressesRenewed":
            return renewAddresses(state, event.message);
        case "deletionPlanned":
            state.deletions.set(event.messageId, event.at);
            return;
        case "deletionEnded":
            state.deletions.delete(event.messageId);
            return;
        default:
            return applySession(state, event);
    }
}

function applySync(state: WritableChatState, event: SyncEvent): void {
    switch (event.kind) {
        case "messagesReceived":
            return mergeMessages(state, event.messages);
        case "snapshotLoaded":
            if (event.permissions !== null) {
                state.permissions.set(event.channelId, event.permissions);
            }
            return startCursor(state, event.channelId, event.syncRev);
        case "channelSynced":
            return advanceCursor(state, event.channelId, event.sinceRev, event.syncRev);
        case "channelReset":
            return resetChannel(state, event.channelId, event.syncRev);
        case "channelGone":
            return removeChannel(state, event.channelId);
        case "syncSucceeded":
            state.syncFailure = null;
            return;
        case "syncFailed":
            state.syncFailure = event.failure;
            return;
    }
}

function applySession(state: WritableChatState, event: SessionEvent): void {
    switch (event.kind) {
        case "channelOpened":
            state.openChannelId = event.channelId;
            return;
        case "stageChanged":
            state.stage = event.stage;
            return;
        case "messageWanted":
            state.wanted = event.wanted;
            return;
        case "connectionChanged":
            state.connection = event.status;
            return;
        case "clockCompared":
            state.clockOffset = event.offset;
            return;
        case "notificationConsentChanged":
            state.notificationConsent = event.consent;
            return;
        case "soundSwitched":
            state.isSoundOn = event.isOn;
            return;
        case "quietChanged":
            state.isQuiet = event.isQuiet;
            return;
        case "ignoredChanged":
            state.ignored = new Set(event.userIds);
            return;
        case "noticeRaised":
            state.notice = event.notice;
            return;
        case "noticeDismissed":
            state.notice = null;
            return;
        default:
            return assertNever(event);
    }
}

function assertNever(event: never): never {
    throw new Error(`Unknown event: ${JSON.stringify(event)}`);
}

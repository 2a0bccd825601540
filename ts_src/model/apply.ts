import { mergeChannel, mergeSummary, removeChannel, resetChannel } from "./channels";
import type { ChannelListEvent, ChatEvent } from "./events";
import { mergeMember, raiseReadMark } from "./members";
import { mergeMessage } from "./messages";
import { discardMessage, queueMessage, refuseMessage, requeueMessage } from "./outbox";
import type { ChannelListState, WritableChatState } from "./state";
import { advanceCursor, startCursor } from "./sync_cursors";
import { applyHistory } from "./timeline";

/**
 * The only writer of the state. Synchronous and deterministic: time and keys come in the event.
 * Over `ServerEvent`s it is commutative and idempotent.
 *
 * @param state Changed in place, so that whoever reads it through a reactive wrapper notices.
 */
export function apply(state: WritableChatState, event: ChatEvent): void {
    switch (event.kind) {
        case "channelChanged":
            return mergeChannel(state, event.channel);
        case "summaryChanged":
            return mergeSummary(state, event.summary);
        case "memberChanged":
            return mergeMember(state, event.member);
        case "messageChanged":
            return mergeMessage(state, event.message);
        case "readMarked":
            return raiseReadMark(state, event.channelId, event.userId, event.messageId);

        case "channelsRequested":
        case "channelsLoaded":
        case "channelsFailed":
            state.channelList = nextChannelList(state.channelList, event);
            return;

        case "historyRequested":
        case "historyLoaded":
        case "historyFailed":
            return applyHistory(state, event);

        case "snapshotLoaded":
            if (event.canSend !== null) {
                state.sendPermissions.set(event.channelId, event.canSend);
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

        case "messageQueued":
            return queueMessage(state, event);
        case "messageRefused":
            return refuseMessage(state, event.clientKey, event.failure);
        case "messageRequeued":
            return requeueMessage(state, event.clientKey);
        case "messageDiscarded":
            return discardMessage(state, event.clientKey);

        case "channelOpened":
            state.openChannelId = event.channelId;
            return;
        case "connectionChanged":
            state.connection = event.status;
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

function nextChannelList(list: ChannelListState, event: ChannelListEvent): ChannelListState {
    switch (event.kind) {
        case "channelsRequested":
            return { ...list, status: "loading", failure: null };
        case "channelsFailed":
            return { ...list, status: "failed", failure: event.failure };
        case "channelsLoaded":
            return {
                isLoaded: true,
                nextCursor: event.nextCursor,
                membershipsRev: event.membershipsRev,
                status: "idle",
                failure: null,
            };
    }
}

function assertNever(event: never): never {
    throw new Error(`Unknown event: ${JSON.stringify(event)}`);
}

import type { ChannelId, ClientKey, MessageId, Rev, Timestamp, UserId } from "./ids";
import type { Channel, ChannelSummary, CurrentUser, Failure, Member, Message } from "./records";
import type { SortedIds } from "./sorted_ids";

export type LoadStatus = "idle" | "loading" | "failed";

/**
 * "connecting": real-time is being set up or regained; "offline": nobody is trying. In both,
 * everything still works through the API, only later.
 */
export type ConnectionStatus = "connecting" | "online" | "offline";

/**
 * A message this person wrote that the server has not confirmed yet.
 *
 *     messageQueued ──► pending ──messageChanged (reply or bus)──► (gone: it is a message now)
 *                        │   ▲
 *         messageRefused │   │ messageRequeued
 *                        ▼   │
 *                       failed ──messageDiscarded──► (gone)
 */
export interface OutboxItem {
    readonly clientKey: ClientKey;
    readonly channelId: ChannelId;
    readonly content: string;
    /** By this machine's clock, which may be wrong: never compare it with the server's times. */
    readonly queuedAt: Timestamp;
    readonly status: "pending" | "failed";
    /** Why the server refused it; null while pending. */
    readonly failure: Failure | null;
}

/**
 * Which part of a channel's history is on show: every known message from `oldestId` on. Messages
 * outside of it may be known too (a late edit, a notification before the first load); they stay
 * hidden until the window reaches them, so the order of arrival does not matter.
 */
export interface TimelineWindow {
    /** False until the newest page was loaded. */
    readonly isLoaded: boolean;
    /** Null while not loaded, or when the channel was empty: then everything known is on show. */
    readonly oldestId: MessageId | null;
    readonly hasOlder: boolean;
    readonly status: LoadStatus;
    readonly failure: Failure | null;
}

/** How far the list of channels is loaded; the channels themselves are in `channels`. */
export interface ChannelListState {
    readonly isLoaded: boolean;
    /** Opaque; null when there are no more pages. */
    readonly nextCursor: string | null;
    readonly membershipsRev: Rev | null;
    readonly status: LoadStatus;
    readonly failure: Failure | null;
}

/** Everything the chat knows, as the rest of the program may see it: to read, never to write. */
export interface ChatState {
    readonly self: CurrentUser;
    readonly channels: ReadonlyMap<ChannelId, Channel>;
    readonly summaries: ReadonlyMap<ChannelId, ChannelSummary>;
    readonly members: ReadonlyMap<ChannelId, ReadonlyMap<UserId, Member>>;
    /** Highest read mark heard of, per channel and person, whoever told it. */
    readonly readMarks: ReadonlyMap<ChannelId, ReadonlyMap<UserId, MessageId>>;
    readonly messages: ReadonlyMap<MessageId, Message>;
    /** Ids of the known messages of each channel, in and out of its window. */
    readonly messageIds: ReadonlyMap<ChannelId, SortedIds>;
    readonly timelines: ReadonlyMap<ChannelId, TimelineWindow>;
    /** Per channel: changes up to this revision have been received through the API. */
    readonly syncCursors: ReadonlyMap<ChannelId, Rev>;
    /** Whether this person may write in a channel, as far as the server told. */
    readonly sendPermissions: ReadonlyMap<ChannelId, boolean>;
    /** In the order they were written. */
    readonly outbox: ReadonlyMap<ClientKey, OutboxItem>;
    readonly channelList: ChannelListState;
    readonly openChannelId: ChannelId | null;
    readonly connection: ConnectionStatus;
    /** Why the last attempt to catch up with the server failed; null when it succeeded. */
    readonly syncFailure: Failure | null;
    /** Something to tell the person that belongs to no channel; null when there is nothing. */
    readonly notice: Failure | null;
}

/** The same state as `apply` writes it. Nobody else takes this type. */
export interface WritableChatState extends ChatState {
    readonly channels: Map<ChannelId, Channel>;
    readonly summaries: Map<ChannelId, ChannelSummary>;
    readonly members: Map<ChannelId, Map<UserId, Member>>;
    readonly readMarks: Map<ChannelId, Map<UserId, MessageId>>;
    readonly messages: Map<MessageId, Message>;
    readonly messageIds: Map<ChannelId, SortedIds>;
    readonly timelines: Map<ChannelId, TimelineWindow>;
    readonly syncCursors: Map<ChannelId, Rev>;
    readonly sendPermissions: Map<ChannelId, boolean>;
    readonly outbox: Map<ClientKey, OutboxItem>;
    channelList: ChannelListState;
    openChannelId: ChannelId | null;
    connection: ConnectionStatus;
    syncFailure: Failure | null;
    notice: Failure | null;
}

/** @returns The state of somebody who has just arrived and knows nothing yet. */
export function createChatState(self: CurrentUser): WritableChatState {
    return {
        self,
        channels: new Map(),
        summaries: new Map(),
        members: new Map(),
        readMarks: new Map(),
        messages: new Map(),
        messageIds: new Map(),
        timelines: new Map(),
        syncCursors: new Map(),
        sendPermissions: new Map(),
        outbox: new Map(),
        channelList: {
            isLoaded: false,
            nextCursor: null,
            membershipsRev: null,
            status: "idle",
            failure: null,
        },
        openChannelId: null,
        connection: "connecting",
        syncFailure: null,
        notice: null,
    };
}

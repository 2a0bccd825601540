import type { ChannelId, ClientKey, MessageId, Rev, Timestamp, UploadId, UserId } from "./ids";
import type {
    Attachment,
    Channel,
    ChannelPermissions,
    ChannelPreferences,
    ChannelRecord,
    ChannelSummary,
    ChannelType,
    Failure,
    FoundMessage,
    Member,
    Message,
    MessageExtra,
    Opening,
    Person,
    Presence,
    Reaction,
    Topic,
    WantedMessage,
} from "./records";
import type {
    ChannelFilter,
    ChannelListState,
    ConnectionStatus,
    Draft,
    Notice,
    NotificationConsent,
    OutboxItem,
    Stage,
} from "./state";

/**
 * What the server told, by reply or by bus. Over these, `apply` is commutative and idempotent:
 * order, repetition and overlap do not matter.
 */
export type ServerEvent =
    /** A channel with what the reader alone sees of it. */
    | {
          readonly kind: "channelChanged";
          readonly channel: Channel;
          /**
           * Newest revision of anything in the channel when this copy was made: the number of
           * its people may change without a new revision of its own. Left out: the channel's.
           */
          readonly asOf?: Rev;
      }
    /** What the bus tells everybody alike; where `name` is null the reader's own stays. */
    | { readonly kind: "channelRecordChanged"; readonly record: ChannelRecord }
    | { readonly kind: "summaryChanged"; readonly summary: ChannelSummary }
    | {
          readonly kind: "preferencesChanged";
          readonly channelId: ChannelId;
          readonly preferences: ChannelPreferences;
          /** The revision of the summary or membership they came with. */
          readonly asOf: Rev;
      }
    | { readonly kind: "memberChanged"; readonly member: Member }
    | { readonly kind: "messageChanged"; readonly message: Message }
    | {
          readonly kind: "reactionChanged";
          readonly channelId: ChannelId;
          readonly reaction: Reaction;
      }
    | {
          readonly kind: "readMarked";
          readonly channelId: ChannelId;
          readonly userId: UserId;
          readonly messageId: MessageId;
      };

/** What the server tells of this moment and never again: no revision, the last one counts. */
export type PassingEvent =
    | {
          readonly kind: "typingChanged";
          readonly channelId: ChannelId;
          readonly userId: UserId | null;
          readonly name: string;
          /** By this machine's clock; null when the person has stopped. */
          readonly until: Timestamp | null;
      }
    /** Takes away those who have been silent for too long. */
    | { readonly kind: "typingExpired"; readonly now: Timestamp }
    | { readonly kind: "presenceChanged"; readonly userId: UserId; readonly presence: Presence };

/** The channel list was asked for, and what came of it. */
export type ChannelListEvent =
    | { readonly kind: "channelsRequested" }
    | {
          readonly kind: "channelsLoaded";
          readonly nextCursor: string | null;
          readonly membershipsRev: Rev | null;
          /** Null if the page does not tell. */
          readonly unread: Pick<ChannelListState, "unreadTold" | "unreadElsewhere"> | null;
      }
    | { readonly kind: "channelsFailed"; readonly failure: Failure }
    /** Channels were loaded that were not known; so many messages in them are unread. */
    | { readonly kind: "channelsArrived"; readonly unread: number }
    | { readonly kind: "wholeListWanted" };

/** What the server found by a name: it also knows people who are not loaded here. */
export interface ChannelsFoundEvent {
    readonly kind: "channelsFound";
    readonly search: string;
    readonly channelIds: readonly ChannelId[];
}

/**
 * Where a page of history is asked for: "newest", before the oldest or after the newest message
 * on show, or around one message, which moves the window there.
 */
export type HistoryPosition =
    | { readonly at: "newest" }
    | { readonly at: "before"; readonly messageId: MessageId }
    | { readonly at: "after"; readonly messageId: MessageId }
    | { readonly at: "around"; readonly messageId: MessageId };

/**
 * A page of history was asked for, and what came of it. `position` is the one of the request:
 * an answer that no longer fits the window is recognised by it.
 */
export type HistoryEvent =
    | {
          readonly kind: "historyRequested";
          readonly channelId: ChannelId;
          readonly position: HistoryPosition;
      }
    | {
          readonly kind: "historyLoaded";
          readonly channelId: ChannelId;
          readonly position: HistoryPosition;
          /** Oldest and newest message of the page; null when the page is empty. */
          readonly oldestId: MessageId | null;
          readonly newestId: MessageId | null;
          readonly hasOlder: boolean;
          readonly hasNewer: boolean;
          readonly syncRev: Rev;
      }
    | {
          readonly kind: "historyFailed";
          readonly channelId: ChannelId;
          readonly position: HistoryPosition;
          readonly failure: Failure;
      };

/** The replies to a message were asked for; `beforeId` is null for the newest. */
export type ThreadEvent =
    | {
          readonly kind: "threadRequested";
          readonly parentId: MessageId;
          readonly beforeId: MessageId | null;
      }
    | {
          readonly kind: "threadLoaded";
          readonly parentId: MessageId;
          readonly beforeId: MessageId | null;
          readonly oldestId: MessageId | null;
          readonly hasOlder: boolean;
      }
    | {
          readonly kind: "threadFailed";
          readonly parentId: MessageId;
          readonly beforeId: MessageId | null;
          readonly failure: Failure;
      };

/** The people or the pinned messages of a channel were asked for. */
export type DetailListEvent =
    | {
          readonly kind: "detailListRequested";
          readonly list: "members" | "pins";
          readonly channelId: ChannelId;
      }
    | {
          readonly kind: "detailListLoaded";
          readonly list: "members" | "pins";
          readonly channelId: ChannelId;
          readonly nextCursor: string | null;
      }
    | {
          readonly kind: "detailListFailed";
          readonly list: "members" | "pins";
          readonly channelId: ChannelId;
          readonly failure: Failure;
      };

/** Whom one could write to. */
export type DirectoryEvent =
    | {
          readonly kind: "openingsLoaded";
          readonly openings: readonly Opening[];
          readonly filters: readonly ChannelFilter[];
      }
    | {
          readonly kind: "choicesRequested";
          readonly channelType: ChannelType;
          readonly search: string;
      }
    /** Of an answer to a question that has been replaced in the meantime nothing is kept. */
    | {
          readonly kind: "choicesLoaded";
          readonly channelType: ChannelType;
          readonly search: string;
          readonly people: readonly Person[];
          readonly topics: readonly Topic[];
      }
    | {
          readonly kind: "directoryFailed";
          readonly failure: Failure;
      };

/** A search for messages. `query` and `channelId` tell whether an answer is still wanted. */
export type SearchEvent =
    | {
          readonly kind: "searchRequested";
          readonly query: string;
          readonly channelId: ChannelId | null;
          readonly isNextPage: boolean;
      }
    | {
          readonly kind: "searchLoaded";
          readonly query: string;
          readonly channelId: ChannelId | null;
          readonly isNextPage: boolean;
          readonly found: readonly FoundMessage[];
          readonly nextCursor: string | null;
      }
    | {
          readonly kind: "searchFailed";
          readonly query: string;
          readonly channelId: ChannelId | null;
          readonly failure: Failure;
      }
    | { readonly kind: "searchClosed" };

/** Catching up with the server. */
export type SyncEvent =
    /** The messages of one reply: as `messageChanged` for each of them. */
    | { readonly kind: "messagesReceived"; readonly messages: readonly Message[] }
    /** A channel came in a list or by itself, as of `syncRev`. */
    | {
          readonly kind: "snapshotLoaded";
          readonly channelId: ChannelId;
          readonly syncRev: Rev;
          /** Null when the reply does not say. */
          readonly permissions: ChannelPermissions | null;
      }
    /** All changes after `sinceRev` up to `syncRev` have been dispatched. */
    | {
          readonly kind: "channelSynced";
          readonly channelId: ChannelId;
          readonly sinceRev: Rev;
          readonly syncRev: Rev;
      }
    /** Too far behind to be told the changes: forget the channel, start again at `syncRev`. */
    | { readonly kind: "channelReset"; readonly channelId: ChannelId; readonly syncRev: Rev }
    | { readonly kind: "channelGone"; readonly channelId: ChannelId }
    | { readonly kind: "syncSucceeded" }
    | { readonly kind: "syncFailed"; readonly failure: Failure };

/** The life of an unsent message. */
export type OutboxEvent =
    | {
          readonly kind: "messageQueued";
          readonly channelId: ChannelId;
          readonly clientKey: ClientKey;
          readonly content: string;
          readonly parentId: MessageId | null;
          readonly attachments: readonly Attachment[];
          readonly extra: MessageExtra;
          readonly at: Timestamp;
      }
    /** Read back from where this browser keeps unsent messages; known keys are left alone. */
    | { readonly kind: "outboxRestored"; readonly items: readonly OutboxItem[] }
    | {
          readonly kind: "messageRefused";
          readonly clientKey: ClientKey;
          readonly failure: Failure;
      }
    | { readonly kind: "messageRequeued"; readonly clientKey: ClientKey }
    | { readonly kind: "messageDiscarded"; readonly clientKey: ClientKey };

/** What somebody is about to write. */
export type DraftEvent =
    /** An empty draft is none. */
    | { readonly kind: "draftChanged"; readonly channelId: ChannelId; readonly draft: Draft }
    | {
          readonly kind: "uploadStarted";
          readonly uploadId: UploadId;
          readonly channelId: ChannelId;
          readonly name: string;
          readonly mimetype: string;
          readonly size: number;
      }
    | {
          readonly kind: "uploadProgressed";
          readonly uploadId: UploadId;
          readonly progress: number;
      }
    /** The file is an attachment of the channel's draft from now on. */
    | {
          readonly kind: "uploadFinished";
          readonly uploadId: UploadId;
          readonly attachment: Attachment;
      }
    | {
          readonly kind: "uploadFailed";
          readonly uploadId: UploadId;
          readonly failure: Failure;
      }
    | { readonly kind: "uploadRetried"; readonly uploadId: UploadId }
    | { readonly kind: "uploadCancelled"; readonly uploadId: UploadId };

/** What this person reads on this screen, known before the server tells. */
export type ReadingEvent =
    /** Read up to a message, also what they had marked as unread up to there. */
    | {
          readonly kind: "readHere";
          readonly channelId: ChannelId;
          readonly messageId: MessageId;
      }
    /** A message, and what follows it, is unread again; the server has agreed. */
    | {
          readonly kind: "unreadHere";
          readonly channelId: ChannelId;
          readonly messageId: MessageId;
      };

/**
 * A message was fetched again because the addresses in it had expired. They have no revision: of
 * two copies of one, those that were asked for last count.
 */
export interface RenewalEvent {
    readonly kind: "addressesRenewed";
    readonly message: Message;
}

/** Deleting with a way back. */
export type DeletionEvent =
    | { readonly kind: "deletionPlanned"; readonly messageId: MessageId; readonly at: Timestamp }
    /** Brought back, done, or refused. */
    | { readonly kind: "deletionEnded"; readonly messageId: MessageId };

/** What happened around the chat on this screen. */
export type SessionEvent =
    | { readonly kind: "channelOpened"; readonly channelId: ChannelId | null }
    | { readonly kind: "stageChanged"; readonly stage: Stage }
    | { readonly kind: "messageWanted"; readonly wanted: WantedMessage | null }
    | { readonly kind: "connectionChanged"; readonly status: ConnectionStatus }
    | { readonly kind: "clockCompared"; readonly offset: number }
    | { readonly kind: "notificationConsentChanged"; readonly consent: NotificationConsent }
    | { readonly kind: "soundSwitched"; readonly isOn: boolean }
    | { readonly kind: "quietChanged"; readonly isQuiet: boolean }
    | { readonly kind: "ignoredChanged"; readonly userIds: readonly UserId[] }
    | { readonly kind: "noticeRaised"; readonly notice: Notice }
    | { readonly kind: "noticeDismissed" };

export type DeedEvent =
    OutboxEvent | DraftEvent | ReadingEvent | RenewalEvent | DeletionEvent | SessionEvent;

/** What this client did or noticed. These are ordered: they happen one after another here. */
export type LocalEvent =
    | ChannelListEvent
    | ChannelsFoundEvent
    | HistoryEvent
    | ThreadEvent
    | DetailListEvent
    | DirectoryEvent
    | SearchEvent
    | SyncEvent
    | DeedEvent;

export type ChatEvent = ServerEvent | PassingEvent | LocalEvent;

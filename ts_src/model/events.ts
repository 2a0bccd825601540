import type { ChannelId, ClientKey, MessageId, Rev, Timestamp, UserId } from "./ids";
import type { Channel, ChannelSummary, Failure, Member, Message } from "./records";

/**
 * What the server told, by reply or by bus. Over these, `apply` is commutative and idempotent:
 * order, repetition and overlap do not matter.
 */
export type ServerEvent =
    | { readonly kind: "channelChanged"; readonly channel: Channel }
    | { readonly kind: "summaryChanged"; readonly summary: ChannelSummary }
    | { readonly kind: "memberChanged"; readonly member: Member }
    | { readonly kind: "messageChanged"; readonly message: Message }
    | {
          readonly kind: "readMarked";
          readonly channelId: ChannelId;
          readonly userId: UserId;
          readonly messageId: MessageId;
      };

/** The channel list was asked for, and what came of it. */
export type ChannelListEvent =
    | { readonly kind: "channelsRequested" }
    | {
          readonly kind: "channelsLoaded";
          readonly nextCursor: string | null;
          readonly membershipsRev: Rev | null;
      }
    | { readonly kind: "channelsFailed"; readonly failure: Failure };

/**
 * A page of history was asked for, and what came of it. `beforeId` is the one of the request,
 * null for the newest page: an answer that no longer fits the window is recognised by it.
 */
export type HistoryEvent =
    | {
          readonly kind: "historyRequested";
          readonly channelId: ChannelId;
          readonly beforeId: MessageId | null;
      }
    | {
          readonly kind: "historyLoaded";
          readonly channelId: ChannelId;
          readonly beforeId: MessageId | null;
          /** Oldest message of the page; null when the page is empty. */
          readonly oldestId: MessageId | null;
          readonly hasOlder: boolean;
          readonly syncRev: Rev;
      }
    | {
          readonly kind: "historyFailed";
          readonly channelId: ChannelId;
          readonly beforeId: MessageId | null;
          readonly failure: Failure;
      };

/** Catching up with the server. */
export type SyncEvent =
    /** A channel came in a list or by itself, as of `syncRev`. */
    | {
          readonly kind: "snapshotLoaded";
          readonly channelId: ChannelId;
          readonly syncRev: Rev;
          /** Null when the reply does not say. */
          readonly canSend: boolean | null;
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
          readonly at: Timestamp;
      }
    | {
          readonly kind: "messageRefused";
          readonly clientKey: ClientKey;
          readonly failure: Failure;
      }
    | { readonly kind: "messageRequeued"; readonly clientKey: ClientKey }
    | { readonly kind: "messageDiscarded"; readonly clientKey: ClientKey };

/** What happened around the chat on this screen. */
export type SessionEvent =
    | { readonly kind: "channelOpened"; readonly channelId: ChannelId | null }
    | {
          readonly kind: "connectionChanged";
          readonly status: "connecting" | "online" | "offline";
      }
    | { readonly kind: "noticeRaised"; readonly notice: Failure }
    | { readonly kind: "noticeDismissed" };

/** What this client did or noticed. These are ordered: they happen one after another here. */
export type LocalEvent = ChannelListEvent | HistoryEvent | SyncEvent | OutboxEvent | SessionEvent;

export type ChatEvent = ServerEvent | LocalEvent;

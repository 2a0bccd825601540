import type { ChannelId, Timestamp } from "../ids";
import type { Failure } from "../records";
import type {
    Agent,
    DeskSetup,
    Note,
    QueueCount,
    QueueName,
    Support,
    SupportPerson,
} from "./desk_state";

export interface QueuePage {
    readonly supports: readonly Support[];
    readonly nextCursor: number | null;
    readonly counts: Readonly<Record<QueueCount, number>>;
}

/** Everything that can happen at a desk. */
export type DeskEvent =
    | { readonly kind: "setupLoaded"; readonly setup: DeskSetup }
    | { readonly kind: "agentChanged"; readonly agent: Agent }
    | { readonly kind: "supportChanged"; readonly support: Support }
    | { readonly kind: "queueLoading"; readonly queue: QueueName }
    | { readonly kind: "queueFailed"; readonly queue: QueueName }
    | {
          readonly kind: "queueLoaded";
          readonly queue: QueueName;
          /** What was asked for: the page after this request; null for the first one. */
          readonly cursor: number | null;
          /** What was in the queue when the server was asked. What the page lacks has left. */
          readonly known: readonly Support[];
          readonly page: QueuePage;
      }
    | {
          readonly kind: "personLoaded";
          readonly channelId: ChannelId;
          readonly person: SupportPerson;
      }
    | {
          readonly kind: "blockChanged";
          readonly channelId: ChannelId;
          readonly blockedUntil: Timestamp | null;
      }
    | { readonly kind: "noteChanged"; readonly note: Note }
    | { readonly kind: "noteDraftChanged"; readonly channelId: ChannelId; readonly text: string }
    | { readonly kind: "noticeChanged"; readonly notice: Failure | null };

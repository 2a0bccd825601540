import type { ChannelId, ClientKey, MessageId, Rev, Timestamp, UserId } from "../ids";
import type { ChannelState, ChannelType, Failure } from "../records";

/** What an agent's screen knows of the requests for support. */
export interface DeskState {
    /** Null until the server has told: colleagues, teams, tags, ready-made answers. */
    readonly setup: DeskSetup | null;
    /** By channel: the newest request in it. */
    readonly supports: ReadonlyMap<ChannelId, Support>;
    readonly queues: Readonly<Record<QueueName, Queue>>;
    /** How many there are of each, as last counted by the server. */
    readonly counts: Readonly<Record<QueueCount, number>>;
    /** By channel, in the order in which they were written. */
    readonly notes: ReadonlyMap<ChannelId, readonly Note[]>;
    /** By channel: who asks; loaded when a conversation is opened. */
    readonly persons: ReadonlyMap<ChannelId, SupportPerson>;
    /** Texts of notes that are typed and not sent. */
    readonly noteDrafts: ReadonlyMap<ChannelId, string>;
    readonly notice: Failure | null;
}

/** `waiting`: nobody has them; `mine`; `assigned`: a colleague or I have them; `closed`. */
export type QueueName = "waiting" | "mine" | "assigned" | "closed";
export type QueueCount = Exclude<QueueName, "closed">;

export interface Queue {
    /** In the server's order; what has changed since is told by `supports`. */
    readonly channelIds: readonly ChannelId[];
    readonly isLoaded: boolean;
    readonly isLoading: boolean;
    readonly nextCursor: number | null;
}

/** A request for support; `seitech.chat.support` of the server. */
export interface Support {
    readonly id: number;
    readonly rev: Rev;
    readonly channelId: ChannelId;
    readonly stage: "new" | "waiting" | "assigned" | "closed";
    readonly name: string;
    readonly type: ChannelType;
    readonly visitorName: string;
    readonly waitingSince: Timestamp | null;
    readonly assignedAt: Timestamp | null;
    readonly firstResponseAt: Timestamp | null;
    readonly resolvedAt: Timestamp | null;
    readonly language: string | null;
    readonly page: string | null;
    readonly referrer: string | null;
    readonly subject: string | null;
    readonly agent: { readonly id: UserId; readonly name: string } | null;
    readonly team: { readonly id: number; readonly name: string } | null;
    readonly isMissed: boolean;
    readonly isSpam: boolean;
    readonly tags: readonly Tag[];
    /** Whether an agent lets the visitor send files. */
    readonly mayAttach: boolean;
}

export interface Tag {
    readonly id: number;
    readonly name: string;
    /** Number of one of Odoo's colours. */
    readonly color: number;
}

export type AgentState = "online" | "busy" | "away";

export interface Agent {
    readonly userId: UserId;
    readonly name: string;
    /** What the agent's own switch says. */
    readonly state: AgentState;
    /** Whether new requests may come to them now. */
    readonly isAvailable: boolean;
    /** How many open conversations they have. */
    readonly load: number;
}

export interface CannedResponse {
    readonly id: number;
    /** What is typed after a colon. */
    readonly source: string;
    readonly substitution: string;
}

export interface DeskSetup {
    readonly me: Agent;
    /** Managers give back and hand over what colleagues have. */
    readonly isManager: boolean;
    readonly agents: readonly Agent[];
    readonly teams: readonly { readonly id: number; readonly name: string }[];
    readonly tags: readonly Tag[];
    readonly cannedResponses: readonly CannedResponse[];
}

/** Words of one agent to the others. No visitor ever gets them. */
export interface Note {
    readonly id: number;
    readonly rev: Rev;
    readonly clientKey: ClientKey | null;
    readonly channelId: ChannelId;
    /** It was written below this message; null for above all. */
    readonly afterMessageId: MessageId | null;
    readonly html: string;
    readonly authorId: UserId | null;
    readonly authorName: string;
    readonly authorImageUrl: string | null;
    readonly createdAt: Timestamp;
}

export interface SupportPerson {
    readonly name: string;
    readonly email: string | null;
    readonly blockedUntil: Timestamp | null;
    readonly earlier: readonly EarlierSupport[];
    readonly courses: readonly LearnerCourse[];
}

export interface EarlierSupport {
    readonly channelId: ChannelId;
    readonly name: string;
    readonly state: ChannelState;
    readonly date: Timestamp;
}

export interface LearnerCourse {
    readonly name: string;
    /** Per cent. */
    readonly progress: number;
}

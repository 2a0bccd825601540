import type { ServerEvent } from "../model/events";
import type { ChannelId, ClientKey, MessageId, Rev, Timestamp, UserId } from "../model/ids";
import type { Channel, ChannelSummary, Member, Message } from "../model/records";

/** A channel with the aggregates its list row needs. */
export interface ChannelSnapshot {
    readonly channel: Channel;
    readonly summary: ChannelSummary;
}

export interface ChannelPage {
    readonly channels: readonly ChannelSnapshot[];
    /** Opaque; null on the last page. */
    readonly nextCursor: string | null;
    /** Changes when the caller joined or left a channel: the list is then worth fetching again. */
    readonly membershipsRev: Rev | null;
}

export interface ChannelDetails extends ChannelSnapshot {
    readonly members: readonly Member[];
    readonly canSend: boolean;
}

export interface MessagePage {
    readonly channelId: ChannelId;
    /** Oldest first. */
    readonly messages: readonly Message[];
    /** More messages exist beyond this page, in the direction that was asked for. */
    readonly hasMore: boolean;
    readonly syncRev: Rev;
}

export interface MessagePageQuery {
    readonly channelId: ChannelId;
    readonly limit: number;
    readonly beforeId?: MessageId;
}

export interface OutgoingMessage {
    readonly channelId: ChannelId;
    readonly clientKey: ClientKey;
    readonly content: string;
}

export interface ReadMark {
    readonly channelId: ChannelId;
    readonly messageId: MessageId;
    readonly lastMessageId: MessageId | null;
    readonly unreadCount: number;
}

export interface ChannelChanges {
    /** The client is too far behind: it must drop the channel's messages and load them anew. */
    readonly reset: boolean;
    readonly snapshot: ChannelSnapshot;
    /** All changes up to this revision are here, or are what `reset` speaks of. */
    readonly syncRev: Rev;
    readonly members: readonly Member[];
    readonly messages: readonly Message[];
}

export interface SyncResult {
    readonly channels: readonly ChannelChanges[];
    /** Asked for, but the caller is not (or no longer) allowed to see them. */
    readonly gone: readonly ChannelId[];
    readonly membershipsRev: Rev | null;
}

/** The server, as the use cases see it. Every method rejects with `ApiError` and nothing else. */
export interface ChatApi {
    listChannels(cursor: string | null): Promise<ChannelPage>;
    fetchChannel(channelId: ChannelId): Promise<ChannelDetails>;
    fetchMessages(query: MessagePageQuery): Promise<MessagePage>;
    send(message: OutgoingMessage): Promise<Message>;
    createDirect(userId: UserId): Promise<ChannelId>;
    markRead(channelId: ChannelId, messageId: MessageId): Promise<ReadMark>;
    sync(cursors: ReadonlyMap<ChannelId, Rev>): Promise<SyncResult>;
}

/** Whether trying the very same request again later can help. */
export type ApiErrorKind = "unreachable" | "refused";

export class ApiError extends Error {
    /**
     * @param kind "unreachable": no answer, or the server is down or busy (network error, 429,
     *   5xx); "refused": the server understood and said no.
     * @param message A sentence for people.
     * @param code The server's machine code, or "unreachable".
     * @param retryAfter Seconds the server asked to wait, if it did.
     */
    constructor(
        readonly kind: ApiErrorKind,
        message: string,
        readonly code: string,
        readonly retryAfter: number | null = null,
    ) {
        super(message);
        this.name = "ApiError";
    }
}

export type BusStatus = "connecting" | "online" | "offline";

export interface BusHandlers {
    onEvent(event: ServerEvent): void;
    onStatus(status: BusStatus): void;
    /** What this person may hear has changed: subscribe again, then catch up. */
    onResubscribe(): void;
}

/** Real-time hints. They may be lost, repeated or reordered; `ChatApi.sync` is the truth. */
export interface ChatBus {
    start(handlers: BusHandlers): void;
    resubscribe(): void;
    stop(): void;
}

export interface Timer {
    cancel(): void;
}

/** Time and waiting. */
export interface Clock {
    now(): Timestamp;
    after(milliseconds: number, run: () => void): Timer;
}

/** Source of client keys and of jitter. */
export interface Keys {
    clientKey(): ClientKey;
    /** Uniform in [0, 1). */
    random(): number;
}

/** Tells when the person comes back to the page (tab shown, network back, machine awake). */
export interface Attention {
    isVisible(): boolean;
    onWake(run: () => void): void;
}

/** Everything outside that a chat needs. */
export interface ChatPorts {
    readonly api: ChatApi;
    readonly bus: ChatBus;
    readonly clock: Clock;
    readonly keys: Keys;
    readonly attention: Attention;
}

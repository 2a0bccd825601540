import type { PassingEvent, ServerEvent } from "../model/events";
import type {
    ChannelId,
    ClientKey,
    CourseId,
    MessageId,
    Rev,
    Timestamp,
    UploadId,
    UserId,
} from "../model/ids";
import type {
    Attachment,
    Channel,
    ChannelPermissions,
    ChannelPreferences,
    ChannelSummary,
    ChannelType,
    FoundMessage,
    Member,
    MemberRole,
    Membership,
    Message,
    MessageExtra,
    Opening,
    Person,
    Presence,
    Reaction,
    Topic,
} from "../model/records";
import type { ChannelFilter, Draft, NotificationConsent, OutboxItem, Stage } from "../model/state";

/** A channel with the aggregates its list row needs. */
export interface ChannelSnapshot {
    readonly channel: Channel;
    readonly summary: ChannelSummary;
    readonly preferences: ChannelPreferences;
}

/**
 * A message as it comes from the server: with the reactions it had at that moment. `reactions`
 * are all active ones; one that is missing says nothing about when it was taken back.
 */
export interface ReceivedMessage {
    readonly message: Message;
    readonly reactions: readonly Reaction[];
}

export interface ChannelPage {
    readonly channels: readonly ChannelSnapshot[];
    /** Opaque; null on the last page. */
    readonly nextCursor: string | null;
    /** Changes when the caller joined or left a channel: the list is then worth fetching again. */
    readonly membershipsRev: Rev | null;
    /**
     * With the first page of the whole list: unread messages in all channels, those of later pages
     * as well, 0 to `unreadCap`. Null otherwise.
     */
    readonly unreadTotal: number | null;
}

export interface ChannelQuery {
    readonly cursor?: string;
    /** Part of a channel's name, of its course's name or of a member's name. */
    readonly search?: string;
}

export interface ChannelDetails extends ChannelSnapshot {
    readonly members: readonly Member[];
    readonly permissions: ChannelPermissions;
}

export interface MemberPage {
    readonly members: readonly Member[];
    readonly nextCursor: string | null;
}

export interface MessagePage {
    readonly channelId: ChannelId;
    /** Oldest first. */
    readonly messages: readonly ReceivedMessage[];
    /** More messages exist beyond this page, in the direction that was asked for (around: older). */
    readonly hasMore: boolean;
    readonly syncRev: Rev;
}

export interface MessagePageQuery {
    readonly channelId: ChannelId;
    readonly limit: number;
    /** At most one of these. */
    readonly beforeId?: MessageId;
    readonly afterId?: MessageId;
    readonly aroundId?: MessageId;
}

export interface ThreadPage {
    /** Oldest first. */
    readonly messages: readonly ReceivedMessage[];
    readonly hasMore: boolean;
}

export interface OutgoingMessage {
    readonly channelId: ChannelId;
    readonly clientKey: ClientKey;
    readonly content: string;
    readonly parentId: MessageId | null;
    readonly attachments: readonly Attachment[];
    readonly extra: MessageExtra;
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
    readonly messages: readonly ReceivedMessage[];
    /** Also those taken back. */
    readonly reactions: readonly Reaction[];
}

export interface SyncResult {
    readonly channels: readonly ChannelChanges[];
    /** Asked for, but the caller is not (or no longer) allowed to see them. */
    readonly gone: readonly ChannelId[];
    readonly membershipsRev: Rev | null;
}

export interface SearchPage {
    readonly found: readonly FoundMessage[];
    readonly messages: readonly ReceivedMessage[];
    readonly nextCursor: string | null;
}

export interface Openings {
    readonly openings: readonly Opening[];
    readonly filters: readonly ChannelFilter[];
}

/** What to open: the fields that the opening's `subject` asks for. */
export interface OpeningRequest {
    readonly channelType: ChannelType;
    readonly userId?: UserId;
    readonly courseId?: CourseId;
    readonly groupId?: number;
    readonly name?: string;
}

/** Somebody who is there or not, and where the bus tells when that changes. */
export interface WatchedPresence {
    readonly userId: UserId;
    readonly partnerId: number;
    readonly presence: Presence;
    readonly busChannel: string;
}

/** A file that the person chose; what is behind it is known to the adapter alone. */
export interface LocalFile {
    readonly name: string;
    readonly mimetype: string;
    readonly size: number;
}

/** The server, as the use cases see it. Every method rejects with `ApiError` and nothing else. */
export interface ChatApi {
    listChannels(query: ChannelQuery): Promise<ChannelPage>;
    fetchChannel(channelId: ChannelId): Promise<ChannelDetails>;
    fetchMembers(channelId: ChannelId, search: string, cursor: string | null): Promise<MemberPage>;
    fetchMessages(query: MessagePageQuery): Promise<MessagePage>;
    fetchThread(parentId: MessageId, beforeId: MessageId | null): Promise<ThreadPage>;
    fetchPins(channelId: ChannelId): Promise<readonly ReceivedMessage[]>;
    search(query: string, channelId: ChannelId | null, cursor: string | null): Promise<SearchPage>;
    send(message: OutgoingMessage): Promise<ReceivedMessage>;
    editMessage(messageId: MessageId, content: string): Promise<ReceivedMessage>;
    deleteMessage(messageId: MessageId): Promise<ReceivedMessage>;
    pinMessage(messageId: MessageId, pinned: boolean): Promise<ReceivedMessage>;
    /** Lets everybody in the channel have the files of a message that are held. */
    acceptFiles(channelId: ChannelId, messageId: MessageId): Promise<ReceivedMessage>;
    fetchLinkPreviews(messageId: MessageId): Promise<ReceivedMessage>;
    removeLinkPreview(messageId: MessageId, url: string): Promise<ReceivedMessage>;
    /** @returns Everybody's active reactions to the message. */
    react(
        messageId: MessageId,
        emoji: string,
        action: "add" | "remove",
    ): Promise<readonly Reaction[]>;
    /** @param signal Aborting it rejects the promise with an `ApiError` of code "cancelled". */
    upload(
        channelId: ChannelId,
        file: LocalFile,
        onProgress: (progress: number) => void,
        signal: UploadSignal,
    ): Promise<Attachment>;
    fetchOpenings(): Promise<Openings>;
    findPeople(channelType: ChannelType, search: string): Promise<readonly Person[]>;
    findTopics(channelType: ChannelType, search: string): Promise<readonly Topic[]>;
    open(request: OpeningRequest): Promise<ChannelId>;
    createDirect(userId: UserId): Promise<ChannelId>;
    createStudentInstructor(instructorId: UserId, courseId: CourseId | null): Promise<ChannelId>;
    addMembers(channelId: ChannelId, userIds: readonly UserId[]): Promise<void>;
    removeMember(channelId: ChannelId, userId: UserId): Promise<void>;
    setRole(channelId: ChannelId, userId: UserId, role: MemberRole): Promise<void>;
    joinChannel(channelId: ChannelId): Promise<void>;
    leaveChannel(channelId: ChannelId): Promise<void>;
    changeState(channelId: ChannelId, change: "close" | "reopen" | "archive"): Promise<void>;
    renameChannel(channelId: ChannelId, name: string): Promise<void>;
    setPreferences(channelId: ChannelId, change: Partial<ChannelPreferences>): Promise<Membership>;
    markRead(channelId: ChannelId, messageId: MessageId): Promise<ReadMark>;
    markUnread(channelId: ChannelId, messageId: MessageId): Promise<void>;
    tellTyping(channelId: ChannelId, isTyping: boolean): Promise<void>;
    fetchPresences(channelIds: readonly ChannelId[]): Promise<readonly WatchedPresence[]>;
    sync(cursors: ReadonlyMap<ChannelId, Rev>): Promise<SyncResult>;
    /** Tells with each reply how far the server's clock is ahead, in milliseconds. */
    onServerTime(run: (offset: number) => void): void;
}

/** Lets an upload be stopped; the part of the DOM's `AbortSignal` that is needed here. */
export interface UploadSignal {
    readonly aborted: boolean;
    addEventListener(type: "abort", listener: () => void): void;
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
    onEvent(event: ServerEvent | PassingEvent): void;
    onStatus(status: BusStatus): void;
    /** What this person may hear has changed: subscribe again, then catch up. */
    onResubscribe(): void;
}

/** Real-time hints. They may be lost, repeated or reordered; `ChatApi.sync` is the truth. */
export interface ChatBus {
    start(handlers: BusHandlers): void;
    resubscribe(): void;
    /** Hears from now on when these people come and go; in addition to those before. */
    watch(people: readonly WatchedPresence[]): void;
    /** Hears, from now on, of these channels too, in which this person is not; and of no others. */
    follow(channelIds: ReadonlySet<ChannelId>): void;
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
    uploadId(): UploadId;
    /** Uniform in [0, 1). */
    random(): number;
}

/** Tells when the person comes back to the page (tab shown, network back, machine awake). */
export interface Attention {
    isVisible(): boolean;
    /** The person is looking at this very page: it is shown and has the focus. */
    isAttentive(): boolean;
    /** Whether this machine says it has a network. */
    isNetworkUp(): boolean;
    onWake(run: () => void): void;
    /** The page is about to go away, perhaps for ever. */
    onLeave(run: () => void): void;
}

/**
 * Where unsent messages outlive the page. Nothing here rejects: a browser that keeps nothing
 * (private window, full disk) behaves like one that forgets on reload.
 */
export interface OutboxStore {
    /** @returns This person's unsent messages, in the order they were written. */
    load(): Promise<readonly OutboxItem[]>;
    /** Kept when the promise resolves. */
    put(item: OutboxItem): Promise<void>;
    remove(clientKey: ClientKey): Promise<void>;
}

/** What tabs of one browser tell each other, and what is kept for the next page. */
export interface SharedState {
    loadDrafts(): ReadonlyMap<ChannelId, Draft>;
    saveDraft(channelId: ChannelId, draft: Draft): void;
    loadStage(): Stage | null;
    saveStage(stage: Stage): void;
    loadSound(): boolean;
    saveSound(isOn: boolean): void;
    /** Tells the other tabs something that happened here. */
    tell(event: TabEvent): void;
    start(handlers: TabHandlers): void;
    stop(): void;
}

/** Between tabs: what this person did in one of them. */
export type TabEvent =
    | {
          readonly kind: "readMarked";
          readonly channelId: ChannelId;
          readonly userId: UserId;
          readonly messageId: MessageId;
      }
    /** The unsent messages have changed: look them up again. */
    | { readonly kind: "outboxChanged" };

export interface TabHandlers {
    onDraft(channelId: ChannelId, draft: Draft): void;
    onEvent(event: TabEvent): void;
}

/** Makes tabs take turns. */
export interface Locks {
    /**
     * Runs `task` while no other tab runs one under this name; waits for its turn. A tab that is
     * closed or killed loses its turn.
     */
    hold(name: string, task: () => Promise<void>): Promise<void>;
    /** @returns Whether this tab is the first to claim `name`; later claims of it are refused. */
    claim(name: string): Promise<boolean>;
}

/** Tells the person about a message outside of the page. */
export interface Notifier {
    consent(): NotificationConsent;
    /** Has the browser ask. Only from within a click. */
    ask(): Promise<NotificationConsent>;
    /** The person's own switch; "off" stays until they switch it on again. */
    setOff(isOff: boolean): NotificationConsent;
    /** @param onClick Called when the person clicks on it. */
    show(notification: ChatNotification, onClick: () => void): void;
    playSound(): void;
    /** Count in the title of the document; 0 for none. */
    showCount(count: number): void;
}

export interface ChatNotification {
    readonly title: string;
    readonly body: string;
    readonly iconUrl: string | null;
    /** A later one with the same tag replaces it. */
    readonly tag: string;
}

/** Everything outside that a chat needs. */
export interface ChatPorts {
    readonly api: ChatApi;
    readonly bus: ChatBus;
    readonly clock: Clock;
    readonly keys: Keys;
    readonly attention: Attention;
    readonly outboxStore: OutboxStore;
    readonly shared: SharedState;
    readonly locks: Locks;
    readonly notifier: Notifier;
}

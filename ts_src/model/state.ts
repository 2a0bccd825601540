import type {
    AttachmentId,
    ChannelId,
    ClientKey,
    MessageId,
    Rev,
    Timestamp,
    UploadId,
    UserId,
} from "./ids";
import type {
    Attachment,
    Channel,
    ChannelPermissions,
    ChannelPreferences,
    ChannelRecord,
    ChannelSummary,
    ChannelType,
    CurrentUser,
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
    Typist,
    WantedMessage,
} from "./records";
import type { SortedIds } from "./sorted_ids";

export type LoadStatus = "idle" | "loading" | "failed";

/**
 * "connecting": real-time is being set up or regained; "polling": no websocket can be opened
 * here, so the server is asked every few seconds; "offline": this machine has no network. In all
 * of them everything still works through the API, only later.
 */
export type ConnectionStatus = "connecting" | "online" | "polling" | "offline";

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
    /** The message this is an answer to. */
    readonly parentId: MessageId | null;
    readonly attachments: readonly Attachment[];
    readonly extra: MessageExtra;
    /** By this machine's clock, which may be wrong: never compare it with the server's times. */
    readonly queuedAt: Timestamp;
    readonly status: "pending" | "failed";
    /** Why the server refused it; null while pending. */
    readonly failure: Failure | null;
}

/** What somebody has begun to write in a channel. Kept over reloads and shared by tabs. */
export interface Draft {
    readonly text: string;
    readonly replyToId: MessageId | null;
    readonly attachments: readonly Attachment[];
}

/** A file on its way to the server. When it is there it becomes an attachment of the draft. */
export interface Upload {
    readonly id: UploadId;
    readonly channelId: ChannelId;
    readonly name: string;
    readonly mimetype: string;
    /** Bytes. */
    readonly size: number;
    /** 0 to 1. */
    readonly progress: number;
    readonly status: "uploading" | "failed";
    readonly failure: Failure | null;
    /** Files that were chosen after it and are there already. */
    readonly followedBy: readonly AttachmentId[];
}

/**
 * Which part of a channel's history is on show: every known message from `oldestId` to
 * `newestId`. Messages outside of it may be known too (a late edit, a notification before the
 * first load); they stay hidden until the window reaches them, so the order of arrival does not
 * matter.
 */
export interface TimelineWindow {
    /** False until a page was loaded. */
    readonly isLoaded: boolean;
    /** Null while not loaded, or when the channel was empty: then everything known is on show. */
    readonly oldestId: MessageId | null;
    /** Null for the usual case: everything up to the newest message, and what comes, is on show. */
    readonly newestId: MessageId | null;
    readonly hasOlder: boolean;
    /** Where the window was last asked to be; answers to an earlier wish are recognised by it. */
    readonly target: MessageId | "newest" | null;
    readonly status: LoadStatus;
    readonly failure: Failure | null;
}

/** Which replies of a message are known to be all there: those from `oldestId` on. */
export interface ThreadWindow {
    readonly isLoaded: boolean;
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
    /** Somebody looks at the list, so every page of it is to be loaded, now and later. */
    readonly isWholeWanted: boolean;
    /** Unread messages in all channels as last told; at the cap there may be more. */
    readonly unreadTold: number;
    /** Those of them in channels that are not loaded. */
    readonly unreadElsewhere: number;
    readonly status: LoadStatus;
    readonly failure: Failure | null;
}

export type ChannelFilter =
    "all" | "direct" | "instructors" | "students" | "support" | "groups" | "courses";

/** What the server last found when the list was searched. */
export interface FoundChannels {
    readonly search: string;
    readonly ids: ReadonlySet<ChannelId>;
}

/** What a new conversation can be, and with whom; null until it was asked for. */
export interface Directory {
    readonly openings: readonly Opening[] | null;
    /** The filters that make sense for this person, without "all". */
    readonly filters: readonly ChannelFilter[];
    /** The kind of conversation that `people` or `topics` are for. */
    readonly channelType: ChannelType | null;
    readonly search: string;
    readonly people: readonly Person[];
    readonly topics: readonly Topic[];
    readonly status: LoadStatus;
    readonly failure: Failure | null;
}

/** A search for messages; in one channel, or in all. */
export interface MessageSearch {
    readonly query: string;
    readonly channelId: ChannelId | null;
    readonly found: readonly FoundMessage[];
    /** Opaque; null when there are no more pages. */
    readonly nextCursor: string | null;
    readonly status: LoadStatus;
    readonly failure: Failure | null;
}

/** A list that is loaded page by page. */
export interface PagedList {
    readonly isLoaded: boolean;
    readonly nextCursor: string | null;
    readonly status: LoadStatus;
    readonly failure: Failure | null;
}

/** A small window at the lower edge of the page. */
export interface FloatingWindow {
    readonly channelId: ChannelId;
    readonly isMinimised: boolean;
}

/** What floats above the page: nothing, windows, or the whole chat. */
export interface Stage {
    /** Oldest first: the last one stands nearest to the edge. */
    readonly windows: readonly FloatingWindow[];
    readonly isFullscreen: boolean;
}

/** Desktop notifications: "unasked" until the person has answered. */
export type NotificationConsent = "unasked" | "granted" | "denied" | "off" | "unsupported";

/** Something to tell the person. */
export interface Notice extends Failure {
    /** Set where there is a way back, for as long as there is. */
    readonly undo: "delete" | null;
}

/**
 * Where the unread messages of a channel begin since this person said so on this screen, until
 * the server tells the same. It counts for as long as the summary says `insteadOf`.
 */
export interface UnreadMark {
    /** Null when they have read on. */
    readonly fromId: MessageId | null;
    readonly insteadOf: MessageId | null;
}

/** A channel as a reply told it. */
export interface ToldChannel {
    readonly channel: Channel;
    /** Newest revision of anything in the channel when this copy was made. */
    readonly asOf: Rev;
}

/** Everything the chat knows, as the rest of the program may see it: to read, never to write. */
export interface ChatState {
    readonly self: CurrentUser;
    readonly channels: ReadonlyMap<ChannelId, Channel>;
    /** What `channels` is made of: the latest that replies told, and the bus. */
    readonly toldChannels: ReadonlyMap<ChannelId, ToldChannel>;
    readonly channelRecords: ReadonlyMap<ChannelId, ChannelRecord>;
    /** Those of which the server said that there is no such, or not for this person. */
    readonly goneChannels: ReadonlySet<ChannelId>;
    readonly summaries: ReadonlyMap<ChannelId, ChannelSummary>;
    /** With the revision they are from: of two, the later counts. */
    readonly preferences: ReadonlyMap<ChannelId, ChannelPreferences & { readonly asOf: Rev }>;
    readonly members: ReadonlyMap<ChannelId, ReadonlyMap<UserId, Member>>;
    /** How far the people of a channel are loaded; they are in `members`. */
    readonly memberLists: ReadonlyMap<ChannelId, PagedList>;
    /** Highest read mark heard of, per channel and person, whoever told it. */
    readonly readMarks: ReadonlyMap<ChannelId, ReadonlyMap<UserId, MessageId>>;
    readonly unreadMarks: ReadonlyMap<ChannelId, UnreadMark>;
    readonly messages: ReadonlyMap<MessageId, Message>;
    /** By message, then by person and emoji (`reactionKey`); also those taken back. */
    readonly reactions: ReadonlyMap<MessageId, ReadonlyMap<string, Reaction>>;
    /** Ids of the known messages of each channel, in and out of its window. */
    readonly messageIds: ReadonlyMap<ChannelId, SortedIds>;
    /** Ids of the known replies to each message, deleted ones as well. */
    readonly replyIds: ReadonlyMap<MessageId, SortedIds>;
    /** Ids of the known pinned messages of each channel. */
    readonly pinnedIds: ReadonlyMap<ChannelId, SortedIds>;
    readonly timelines: ReadonlyMap<ChannelId, TimelineWindow>;
    readonly threads: ReadonlyMap<MessageId, ThreadWindow>;
    /** Whether the pinned messages of a channel are loaded; they are in `messages`. */
    readonly pinLists: ReadonlyMap<ChannelId, PagedList>;
    /** Per channel: changes up to this revision have been received through the API. */
    readonly syncCursors: ReadonlyMap<ChannelId, Rev>;
    readonly permissions: ReadonlyMap<ChannelId, ChannelPermissions>;
    readonly outbox: ReadonlyMap<ClientKey, OutboxItem>;
    /** Keys of `outbox` for each channel, in the order the messages were written. */
    readonly outboxKeys: ReadonlyMap<ChannelId, readonly ClientKey[]>;
    readonly drafts: ReadonlyMap<ChannelId, Draft>;
    readonly uploads: ReadonlyMap<UploadId, Upload>;
    /** Messages the person has deleted but may still bring back; the server does not know yet. */
    readonly deletions: ReadonlyMap<MessageId, Timestamp>;
    readonly typing: ReadonlyMap<ChannelId, ReadonlyMap<string, Typist>>;
    readonly presences: ReadonlyMap<UserId, Presence>;
    readonly channelList: ChannelListState;
    readonly foundChannels: FoundChannels | null;
    readonly directory: Directory;
    readonly search: MessageSearch | null;
    /** The conversation of the chat's page or of the fullscreen chat. */
    readonly openChannelId: ChannelId | null;
    readonly stage: Stage;
    /** The message its conversation goes to once it is shown; null when none is waited for. */
    readonly wanted: WantedMessage | null;
    readonly connection: ConnectionStatus;
    /** Server time minus this machine's time, milliseconds; 0 until the server has answered. */
    readonly clockOffset: number;
    readonly notificationConsent: NotificationConsent;
    readonly isSoundOn: boolean;
    /** Whether these are hours in which the person is not to be disturbed. */
    readonly isQuiet: boolean;
    /** People this person wants to hear nothing of. */
    readonly ignored: ReadonlySet<UserId | null>;
    /** Why the last attempt to catch up with the server failed; null when it succeeded. */
    readonly syncFailure: Failure | null;
    /** Something to tell the person that belongs to no channel; null when there is nothing. */
    readonly notice: Notice | null;
}

/** The same state as `apply` writes it. Nobody else takes this type. */
export interface WritableChatState extends ChatState {
    readonly channels: Map<ChannelId, Channel>;
    readonly toldChannels: Map<ChannelId, ToldChannel>;
    readonly channelRecords: Map<ChannelId, ChannelRecord>;
    readonly goneChannels: Set<ChannelId>;
    readonly summaries: Map<ChannelId, ChannelSummary>;
    readonly preferences: Map<ChannelId, ChannelPreferences & { readonly asOf: Rev }>;
    readonly members: Map<ChannelId, Map<UserId, Member>>;
    readonly memberLists: Map<ChannelId, PagedList>;
    readonly readMarks: Map<ChannelId, Map<UserId, MessageId>>;
    readonly unreadMarks: Map<ChannelId, UnreadMark>;
    readonly messages: Map<MessageId, Message>;
    readonly reactions: Map<MessageId, Map<string, Reaction>>;
    readonly messageIds: Map<ChannelId, SortedIds>;
    readonly replyIds: Map<MessageId, SortedIds>;
    readonly pinnedIds: Map<ChannelId, SortedIds>;
    readonly timelines: Map<ChannelId, TimelineWindow>;
    readonly threads: Map<MessageId, ThreadWindow>;
    readonly pinLists: Map<ChannelId, PagedList>;
    readonly syncCursors: Map<ChannelId, Rev>;
    readonly permissions: Map<ChannelId, ChannelPermissions>;
    readonly outbox: Map<ClientKey, OutboxItem>;
    readonly outboxKeys: Map<ChannelId, readonly ClientKey[]>;
    readonly drafts: Map<ChannelId, Draft>;
    readonly uploads: Map<UploadId, Upload>;
    readonly deletions: Map<MessageId, Timestamp>;
    readonly typing: Map<ChannelId, Map<string, Typist>>;
    readonly presences: Map<UserId, Presence>;
    channelList: ChannelListState;
    foundChannels: FoundChannels | null;
    directory: Directory;
    search: MessageSearch | null;
    openChannelId: ChannelId | null;
    stage: Stage;
    wanted: WantedMessage | null;
    connection: ConnectionStatus;
    clockOffset: number;
    notificationConsent: NotificationConsent;
    isSoundOn: boolean;
    isQuiet: boolean;
    ignored: ReadonlySet<UserId | null>;
    syncFailure: Failure | null;
    notice: Notice | null;
}

/** @returns The state of somebody who has just arrived and knows nothing yet. */
export function createChatState(self: CurrentUser): WritableChatState {
    return {
        self,
        channels: new Map(),
        toldChannels: new Map(),
        channelRecords: new Map(),
        goneChannels: new Set(),
        summaries: new Map(),
        preferences: new Map(),
        members: new Map(),
        memberLists: new Map(),
        readMarks: new Map(),
        unreadMarks: new Map(),
        messages: new Map(),
        reactions: new Map(),
        messageIds: new Map(),
        replyIds: new Map(),
        pinnedIds: new Map(),
        timelines: new Map(),
        threads: new Map(),
        pinLists: new Map(),
        syncCursors: new Map(),
        permissions: new Map(),
        outbox: new Map(),
        outboxKeys: new Map(),
        drafts: new Map(),
        uploads: new Map(),
        deletions: new Map(),
        typing: new Map(),
        presences: new Map(),
        channelList: {
            isLoaded: false,
            nextCursor: null,
            membershipsRev: null,
            isWholeWanted: false,
            unreadTold: 0,
            unreadElsewhere: 0,
            status: "idle",
            failure: null,
        },
        foundChannels: null,
        directory: {
            openings: null,
            filters: [],
            channelType: null,
            search: "",
            people: [],
            topics: [],
            status: "idle",
            failure: null,
        },
        search: null,
        openChannelId: null,
        stage: { windows: [], isFullscreen: false },
        wanted: null,
        connection: "connecting",
        clockOffset: 0,
        notificationConsent: "unasked",
        isSoundOn: true,
        isQuiet: false,
        ignored: new Set(),
        syncFailure: null,
        notice: null,
    };
}

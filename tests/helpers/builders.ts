import { apply } from "../../ts_src/model/apply";
import type { ChatEvent } from "../../ts_src/model/events";
import type {
    AttachmentId,
    ChannelId,
    ClientKey,
    CourseId,
    MessageId,
    Rev,
    UploadId,
    UserId,
} from "../../ts_src/model/ids";
import type {
    Attachment,
    Author,
    Channel,
    ChannelPermissions,
    ChannelPreferences,
    ChannelRecord,
    ChannelSummary,
    CurrentUser,
    Member,
    Message,
    Reaction,
} from "../../ts_src/model/records";
import { createChatState, type OutboxItem, type WritableChatState } from "../../ts_src/model/state";

export const channelId = (id: number): ChannelId => id as ChannelId;
export const messageId = (id: number): MessageId => id as MessageId;
export const userId = (id: number): UserId => id as UserId;
export const courseId = (id: number): CourseId => id as CourseId;
export const attachmentId = (id: number): AttachmentId => id as AttachmentId;
export const rev = (value: number): Rev => value as Rev;
export const clientKey = (text: string): ClientKey => text as ClientKey;
export const uploadId = (text: string): UploadId => text as UploadId;

/** The person in front of the screen in most tests. */
export const self: CurrentUser = { id: userId(11), name: "Ines Instructor" };
/** The person they mostly write with. */
export const other: CurrentUser = { id: userId(12), name: "Sam Student" };

/** Midday of 31 January 2026, UTC. */
export const noon = Date.UTC(2026, 0, 31, 12);

/** @returns What `self` knows after these events. */
export function stateAfter(...events: readonly ChatEvent[]): WritableChatState {
    const state = createChatState(self);
    events.forEach((event) => apply(state, event));
    return state;
}

/** @returns Messages as the server tells of them. */
export function arrived(...messages: readonly Message[]): ChatEvent[] {
    return messages.map((message) => ({ kind: "messageChanged", message }));
}

export function makeChannel(changes: Partial<Channel> = {}): Channel {
    return {
        id: channelId(7),
        rev: rev(1),
        name: "Sam Student",
        type: "direct",
        state: "active",
        imageUrl: null,
        memberCount: 2,
        courseId: null,
        courseName: null,
        personName: null,
        peerId: other.id,
        myRole: "member",
        ...changes,
    };
}

/** The same channel as the bus tells everybody of it. */
export function makeChannelRecord(changes: Partial<ChannelRecord> = {}): ChannelRecord {
    return {
        id: channelId(7),
        rev: rev(1),
        name: null,
        type: "direct",
        state: "active",
        memberCount: 2,
        courseId: null,
        courseName: null,
        ...changes,
    };
}

export function makePreferences(changes: Partial<ChannelPreferences> = {}): ChannelPreferences {
    return {
        notificationLevel: "all",
        mutedUntil: null,
        pinned: false,
        hidden: false,
        ...changes,
    };
}

/** Those of an ordinary member. */
export function makePermissions(changes: Partial<ChannelPermissions> = {}): ChannelPermissions {
    return {
        send: true,
        join: false,
        leave: true,
        addMembers: false,
        removeMembers: false,
        setRoles: false,
        rename: false,
        close: false,
        pin: false,
        deleteAny: false,
        ...changes,
    };
}

export function makeSummary(changes: Partial<ChannelSummary> = {}): ChannelSummary {
    return {
        channelId: channelId(7),
        syncRev: rev(1),
        lastMessageId: null,
        lastMessageDate: null,
        lastMessagePreview: "",
        lastMessageType: null,
        lastMessageDeleted: false,
        lastMessageAuthorId: null,
        lastMessageAuthorName: null,
        readMessageId: null,
        visitorReadMessageId: null,
        unreadFromId: null,
        unreadCount: 0,
        unreadMentionCount: 0,
        ...changes,
    };
}

export function makeMember(changes: Partial<Member> = {}): Member {
    return {
        channelId: channelId(7),
        userId: other.id,
        name: other.name,
        imageUrl: null,
        role: "member",
        active: true,
        readMessageId: null,
        rev: rev(1),
        ...changes,
    };
}

/** Of a message to which nothing has happened yet, and with which nothing goes. */
export function makeNoFacts(): Pick<
    Message,
    "editedAt" | "pinnedAt" | "deleted" | "isHidden" | "isAnnouncement" | "answerId" | "lesson"
> {
    return {
        editedAt: null,
        pinnedAt: null,
        deleted: false,
        isHidden: false,
        isAnnouncement: false,
        answerId: null,
        lesson: null,
    };
}

/** A message by the other person; its revision is its id unless given. */
export function makeMessage(id: number, changes: Partial<Message> = {}): Message {
    return {
        id: messageId(id),
        rev: rev(id),
        clientKey: null,
        channelId: channelId(7),
        content: `message ${id}`,
        html: changes.content ?? `message ${id}`,
        type: "text",
        author: makeAuthor(other),
        createdAt: noon + id * 1000,
        parentId: null,
        parent: null,
        replyCount: 0,
        attachments: [],
        previews: [],
        mentions: [],
        ...makeNoFacts(),
        ...changes,
    };
}

/** A message by the person in front of the screen. */
export function makeOwnMessage(id: number, changes: Partial<Message> = {}): Message {
    return makeMessage(id, { author: makeAuthor(self), ...changes });
}

export function makeAuthor(changes: Partial<Author> = {}): Author {
    return {
        id: other.id,
        name: other.name,
        imageUrl: null,
        isAgent: false,
        isVisitor: false,
        ...changes,
    };
}

/** A thumb by the other person. */
export function makeReaction(changes: Partial<Reaction> = {}): Reaction {
    return {
        messageId: messageId(1),
        emoji: "👍",
        userId: other.id,
        userName: other.name,
        rev: rev(1),
        active: true,
        ...changes,
    };
}

export function makeAttachment(changes: Partial<Attachment> = {}): Attachment {
    return {
        id: attachmentId(1),
        name: "notes.pdf",
        mimetype: "application/pdf",
        size: 1234,
        url: "/chat/file/1",
        width: null,
        height: null,
        thumbnailUrl: null,
        isHeld: false,
        ...changes,
    };
}

/** A message on its way, written at noon; its text is its key unless given. */
export function makeOutboxItem(key: string, changes: Partial<OutboxItem> = {}): OutboxItem {
    return {
        clientKey: clientKey(key),
        channelId: channelId(7),
        content: key,
        parentId: null,
        attachments: [],
        extra: {},
        queuedAt: noon,
        status: "pending",
        failure: null,
        ...changes,
    };
}

type Queued = Extract<ChatEvent, { kind: "messageQueued" }>;

/** Somebody presses Enter, at noon; the text is the key unless given. */
export function queued(key: string, changes: Partial<Queued> = {}): ChatEvent {
    return {
        kind: "messageQueued",
        channelId: channelId(7),
        clientKey: clientKey(key),
        content: key,
        parentId: null,
        attachments: [],
        extra: {},
        at: noon,
        ...changes,
    };
}

type HistoryLoaded = Extract<ChatEvent, { kind: "historyLoaded" }>;

/** The newest page of history, with everything there is; the channel stands at revision 100. */
export function historyLoaded(changes: Partial<HistoryLoaded> = {}): ChatEvent {
    return {
        kind: "historyLoaded",
        channelId: channelId(7),
        position: { at: "newest" },
        oldestId: null,
        newestId: null,
        hasOlder: false,
        hasNewer: false,
        syncRev: rev(100),
        ...changes,
    };
}

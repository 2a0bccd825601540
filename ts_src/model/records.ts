import type {
    AttachmentId,
    ChannelId,
    ClientKey,
    CourseId,
    MessageId,
    Rev,
    Timestamp,
    UserId,
} from "./ids";

/** The seven kinds of conversation; a channel never changes its kind. */
export type ChannelType =
    | "public_support"
    | "student_instructor"
    | "student_support"
    | "instructor_admin"
    | "group"
    | "course"
    | "direct";

/** Closed and archived channels stay readable; nobody can write in them. */
export type ChannelState = "active" | "archived" | "closed";

/** What a channel is to everybody alike. */
export interface ChannelRecord {
    readonly id: ChannelId;
    readonly rev: Rev;
    /** Null where each person has another name for it. */
    readonly name: string | null;
    readonly type: ChannelType;
    readonly state: ChannelState;
    readonly memberCount: number;
    readonly courseId: CourseId | null;
    readonly courseName: string | null;
}

/** A channel as the signed-in person's list shows it, as the server last told. */
export interface Channel extends ChannelRecord {
    /** For a channel between two people the other person's name. */
    readonly name: string;
    readonly imageUrl: string | null;
    /** Who asks for support here, told to those who answer. */
    readonly personName: string | null;
    /** The other person, in channels that are named after one. */
    readonly peerId: UserId | null;
    /** Null for those who see a channel without being in it. */
    readonly myRole: MemberRole | null;
}

/**
 * Aggregates of a channel at one moment on the server. They are only ever replaced whole by a
 * newer summary; what happened since is counted from the messages themselves.
 */
export interface ChannelSummary {
    readonly channelId: ChannelId;
    /** Newest revision in the channel that the server had when it made this summary. */
    readonly syncRev: Rev;
    readonly lastMessageId: MessageId | null;
    readonly lastMessageDate: Timestamp | null;
    readonly lastMessagePreview: string;
    readonly lastMessageType: MessageType | null;
    /** Deleted messages keep their place; what they said is gone. */
    readonly lastMessageDeleted: boolean;
    readonly lastMessageAuthorId: UserId | null;
    readonly lastMessageAuthorName: string | null;
    /** The reader's own read mark that `unreadCount` was counted from. */
    readonly readMessageId: MessageId | null;
    /** How far the visitor has read; null where there is no visitor, or who has read nothing. */
    readonly visitorReadMessageId: MessageId | null;
    /** Where the reader asked for "unread from here"; null if they did not. */
    readonly unreadFromId: MessageId | null;
    /** 0 to 100; 100 stands for "more than 99". */
    readonly unreadCount: number;
    /** How many of the unread messages mention the reader; 0 to 100. */
    readonly unreadMentionCount: number;
}

export type NotificationLevel = "all" | "mentions" | "none";

/** What the reader wants to hear of a channel, and where to see it in the list. */
export interface ChannelPreferences {
    readonly notificationLevel: NotificationLevel;
    readonly mutedUntil: Timestamp | null;
    readonly pinned: boolean;
    /** Out of the list until something new is written. */
    readonly hidden: boolean;
}

/** What the reader may do in a channel. */
export interface ChannelPermissions {
    readonly send: boolean;
    readonly join: boolean;
    readonly leave: boolean;
    readonly addMembers: boolean;
    readonly removeMembers: boolean;
    readonly setRoles: boolean;
    readonly rename: boolean;
    readonly close: boolean;
    readonly pin: boolean;
    readonly deleteAny: boolean;
    /** Why they can only read, in a sentence of the server; without one, nothing is to be said. */
    readonly refusal?: string | null;
    /** The only student in it of whom they may see a card. */
    readonly learnerId?: UserId | null;
}

export type MemberRole = "member" | "moderator";

/** One person's part in one channel. */
export interface Member {
    readonly channelId: ChannelId;
    readonly userId: UserId;
    readonly name: string;
    readonly imageUrl: string | null;
    readonly role: MemberRole;
    readonly active: boolean;
    /** Everything up to this message is read; it only ever grows. */
    readonly readMessageId: MessageId | null;
    readonly rev: Rev;
}

/** The reader's own part in a channel. */
export interface Membership extends Member {
    readonly preferences: ChannelPreferences;
}

export interface Author {
    /** Null once the account is gone, or for a visitor; the name stays. */
    readonly id: UserId | null;
    readonly name: string;
    readonly imageUrl: string | null;
    readonly isAgent: boolean;
    readonly isVisitor: boolean;
}

export type MessageType = "text" | "file" | "image" | "system";

/** A file of a message, or one that is about to be sent. */
export interface Attachment {
    readonly id: AttachmentId;
    readonly name: string;
    readonly mimetype: string;
    /** Bytes. */
    readonly size: number;
    /** Empty as long as the file is held. */
    readonly url: string;
    /** Pixels; null for what is not an image. */
    readonly width: number | null;
    readonly height: number | null;
    /** A small picture of an image; null for other files. */
    readonly thumbnailUrl: string | null;
    /** A visitor sent it, and no agent has accepted it: nobody gets what is in it. */
    readonly isHeld: boolean;
}

/** The page behind a link, as the server saw it. */
export interface LinkPreview {
    readonly url: string;
    readonly title: string;
    readonly description: string;
    readonly siteName: string;
    /** From our own server. */
    readonly imageUrl: string | null;
}

/** The beginning of the message that a reply answers. */
export interface Quote {
    readonly id: MessageId;
    readonly authorName: string;
    readonly preview: string;
    readonly deleted: boolean;
}

/** One person's emoji on one message. */
export interface Reaction {
    readonly messageId: MessageId;
    readonly emoji: string;
    readonly userId: UserId;
    readonly userName: string;
    readonly rev: Rev;
    /** False once it was taken back. */
    readonly active: boolean;
}

/** A message the server has committed. What is not sent yet lives in the outbox, never here. */
export interface Message {
    readonly id: MessageId;
    readonly rev: Rev;
    readonly clientKey: ClientKey | null;
    readonly channelId: ChannelId;
    /** What the author typed. */
    readonly content: string;
    /** `content` rendered and sanitised by the server. */
    readonly html: string;
    readonly type: MessageType;
    readonly author: Author;
    readonly createdAt: Timestamp;
    readonly parentId: MessageId | null;
    readonly parent: Quote | null;
    /** As of when this copy was made; see `replyCount` in `threads.ts`. */
    readonly replyCount: number;
    readonly attachments: readonly Attachment[];
    readonly previews: readonly LinkPreview[];
    readonly mentions: readonly UserId[];
    readonly editedAt: Timestamp | null;
    readonly pinnedAt: Timestamp | null;
    /** There is nothing left of it, or nothing to be seen. */
    readonly deleted: boolean;
    /** Somebody responsible has hidden it. */
    readonly isHidden: boolean;
    /** For the attention of everybody in the course. */
    readonly isAnnouncement: boolean;
    /** The reply that answers this question. */
    readonly answerId: MessageId | null;
    /** Where in the course it was asked. */
    readonly lesson: Lesson | null;
}

/** A lesson of a course, and a place in it. */
export interface Lesson {
    readonly id: number;
    readonly name: string;
    /** As Odoo's courses name it: video, document, article, quiz… */
    readonly kind: string;
    /** Second of a video, page of a document; null where it is not known. */
    readonly position: number | null;
    /** Null while it is not published. */
    readonly url: string | null;
}

/** What goes with a message besides text and files; only what is there is said. */
export interface MessageExtra {
    readonly lessonId?: number;
    /** Second of a video, page of a document. */
    readonly lessonPosition?: number;
    readonly isAnnouncement?: true;
}

/** Odoo's `im_status`. */
export type Presence = "online" | "away" | "busy" | "offline";

/** Somebody to start a conversation with. */
export interface Person {
    readonly userId: UserId;
    readonly name: string;
    readonly imageUrl: string | null;
    readonly courseId: CourseId | null;
    readonly courseName: string | null;
}

/** A course or a study group to open the conversation of. */
export interface Topic {
    readonly id: number;
    readonly name: string;
}

/** A kind of conversation that the reader may open. */
export interface Opening {
    readonly channelType: ChannelType;
    /** What has to be chosen for it. */
    readonly subject: "person" | "course" | "group" | "name" | "nothing";
}

/** A message that was searched for. */
export interface FoundMessage {
    readonly messageId: MessageId;
    readonly channelId: ChannelId;
    readonly channelName: string;
}

/** The person in front of this screen. */
export interface CurrentUser {
    readonly id: UserId;
    readonly name: string;
}

/** Why something did not work. */
export interface Failure {
    /** Machine code, to choose a sentence by; "unreachable" when there was no answer. */
    readonly code: string;
    /** A sentence for people, in the server's words where it had some. */
    readonly message: string;
}

/** A message that somebody is led to. */
export interface WantedMessage {
    readonly channelId: ChannelId;
    readonly messageId: MessageId;
}

/** Somebody who is writing at this moment. */
export interface Typist {
    /** Null for a visitor. */
    readonly userId: UserId | null;
    readonly name: string;
    /** By this machine's clock: taken for gone from then on. */
    readonly until: Timestamp;
}

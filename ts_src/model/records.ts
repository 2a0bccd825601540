import type { ChannelId, ClientKey, MessageId, Rev, Timestamp, UserId } from "./ids";

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

/** What the signed-in person's channel list shows of a channel, as the server last told. */
export interface Channel {
    readonly id: ChannelId;
    readonly rev: Rev;
    /** For a direct channel the other person's name. */
    readonly name: string;
    readonly type: ChannelType;
    readonly state: ChannelState;
    readonly imageUrl: string | null;
    readonly memberCount: number;
    readonly courseId: number | null;
    readonly courseName: string | null;
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
    readonly lastMessageAuthorId: UserId | null;
    /** The reader's own read mark that `unreadCount` was counted from. */
    readonly readMessageId: MessageId | null;
    /** 0 to 100; 100 stands for "more than 99". */
    readonly unreadCount: number;
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

export interface Author {
    /** Null once the account is gone; the name stays. */
    readonly id: UserId | null;
    readonly name: string;
    readonly imageUrl: string | null;
    readonly isAgent: boolean;
}

export type MessageType = "text" | "file" | "image" | "system";

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
    readonly editedAt: Timestamp | null;
    readonly deleted: boolean;
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

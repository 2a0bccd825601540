import {
    ApiError,
    type ChannelChanges,
    type ChannelSnapshot,
    type MessagePage,
    type MessagePageQuery,
    type ReceivedMessage,
    type ThreadPage,
} from "../../ts_src/engine/ports";
import type { MessageId, Rev, UserId } from "../../ts_src/model/ids";
import { textOf } from "../../ts_src/model/message_text";
import type {
    Channel,
    ChannelPermissions,
    ChannelPreferences,
    ChannelRecord,
    ChannelSummary,
    Member,
    Message,
    Quote,
    Reaction,
} from "../../ts_src/model/records";

/** What the server in memory keeps of a channel, and what it tells of it. */

export interface ServerMember {
    record: Member;
    preferences: ChannelPreferences;
    unreadFromId: MessageId | null;
}

export interface ServerChannel {
    record: ChannelRecord & { readonly name: string; readonly imageUrl: string | null };
    /** Newest revision of anything in the channel. */
    syncRev: Rev;
    epoch: number;
    permissions: Partial<ChannelPermissions>;
    /** Who sees it without being in it. */
    readonly onlookers: Set<UserId>;
    readonly members: Map<UserId, ServerMember>;
    /** Oldest first. */
    readonly messages: Message[];
    readonly reactions: Map<MessageId, Map<string, Reaction>>;
}

export const defaultPreferences: ChannelPreferences = {
    notificationLevel: "all",
    mutedUntil: null,
    pinned: false,
    hidden: false,
};

const maxChanges = 200;
const threadPageSize = 30;

export function refuse(code: string, message: string): ApiError {
    return new ApiError("refused", message, code);
}

export function isIn(channel: ServerChannel, userId: UserId): boolean {
    return channel.members.get(userId)?.record.active ?? false;
}

export function sees(channel: ServerChannel, userId: UserId): boolean {
    return isIn(channel, userId) || channel.onlookers.has(userId);
}

export function channelFor(channel: ServerChannel, userId: UserId): Channel {
    const others = [...channel.members.keys()].filter((id) => id !== userId);
    const isPair = ["direct", "student_instructor", "instructor_admin"].includes(
        channel.record.type,
    );
    return {
        personName: null,
        ...channel.record,
        peerId: isPair && others.length === 1 ? (others[0] ?? null) : null,
        myRole: isIn(channel, userId) ? (channel.members.get(userId)?.record.role ?? null) : null,
    };
}

export function permissionsFor(channel: ServerChannel, userId: UserId): ChannelPermissions {
    const isActive = channel.record.state === "active";
    const isMember = isIn(channel, userId);
    const isModerator = isMember && channel.members.get(userId)?.record.role === "moderator";
    return {
        send: isActive && isMember,
        join: false,
        leave: isMember && channel.record.type === "group",
        addMembers: isModerator,
        removeMembers: isModerator,
        setRoles: isModerator,
        rename: isModerator,
        close: isModerator,
        pin: isActive && isMember,
        deleteAny: isModerator,
        ...channel.permissions,
    };
}

export function snapshotFor(channel: ServerChannel, userId: UserId): ChannelSnapshot {
    return {
        channel: channelFor(channel, userId),
        summary: summaryFor(channel, userId),
        preferences: channel.members.get(userId)?.preferences ?? defaultPreferences,
    };
}

export function summaryFor(channel: ServerChannel, userId: UserId): ChannelSummary {
    const { readMessageId = null } = channel.members.get(userId)?.record ?? {};
    const { unreadFromId = null } = channel.members.get(userId) ?? {};
    const mark = Math.min(readMessageId ?? 0, (unreadFromId ?? Infinity) - 1);
    const unread = channel.messages.filter(
        ({ id, author, deleted }) => id > mark && author.id !== userId && !deleted,
    );
    const mentions = unread.filter((message) => message.mentions.includes(userId));
    return {
        channelId: channel.record.id,
        syncRev: channel.syncRev,
        ...lastMessageOf(channel.messages.at(-1)),
        readMessageId,
        visitorReadMessageId: null,
        unreadFromId,
        unreadCount: Math.min(100, unread.length),
        unreadMentionCount: Math.min(100, mentions.length),
    };
}

function lastMessageOf(last: Message | undefined) {
    return {
        ...noMessage,
        ...(last && {
            lastMessageId: last.id,
            lastMessageDate: last.createdAt,
            lastMessagePreview: textOf(last),
            lastMessageType: last.type,
            lastMessageDeleted: last.deleted,
            lastMessageAuthorId: last.author.id,
            lastMessageAuthorName: last.author.name,
        }),
    };
}

const noMessage = {
    lastMessageId: null,
    lastMessageDate: null,
    lastMessagePreview: "",
    lastMessageType: null,
    lastMessageDeleted: false,
    lastMessageAuthorId: null,
    lastMessageAuthorName: null,
};

/** A message as it looks now, with what others have made of it. */
export function wire(channel: ServerChannel, message: Message): Message {
    const replies = channel.messages.filter(({ parentId }) => parentId === message.id);
    return { ...message, parent: quoteOf(channel, message), replyCount: replies.length };
}

export function received(channel: ServerChannel, message: Message): ReceivedMessage {
    return { message: wire(channel, message), reactions: activeReactions(channel, message.id) };
}

export function activeReactions(channel: ServerChannel, messageId: MessageId): Reaction[] {
    const all = channel.reactions.get(messageId)?.values() ?? [];
    return [...all].filter(({ active }) => active);
}

export function pageOf(channel: ServerChannel, query: MessagePageQuery): MessagePage {
    const { channelId, limit, beforeId, afterId, aroundId } = query;
    const { messages, syncRev } = channel;
    if (afterId !== undefined) {
        const after = messages.filter(({ id }) => id > afterId);
        return page(channelId, after.slice(0, limit), after.length > limit, syncRev, channel);
    }
    if (aroundId !== undefined) {
        if (!messages.some(({ id }) => id === aroundId)) {
            throw refuse("not_found", "There is no such message.");
        }
        const newer = messages.filter(({ id }) => id >= aroundId).slice(0, limit / 2);
        const older = messages.filter(({ id }) => id < aroundId);
        const rows = [...older.slice(-limit / 2), ...newer];
        return page(channelId, rows, older.length > limit / 2, syncRev, channel);
    }
    const before = messages.filter(({ id }) => id < (beforeId ?? Infinity));
    return page(channelId, before.slice(-limit), before.length > limit, syncRev, channel);
}

function page(
    channelId: MessagePage["channelId"],
    rows: readonly Message[],
    hasMore: boolean,
    syncRev: Rev,
    channel: ServerChannel,
): MessagePage {
    return {
        channelId,
        messages: rows.map((message) => received(channel, message)),
        hasMore,
        syncRev,
    };
}

export function threadOf(
    channel: ServerChannel,
    parentId: MessageId,
    beforeId: MessageId | null,
): ThreadPage {
    const replies = channel.messages.filter(
        (message) => message.parentId === parentId && message.id < (beforeId ?? Infinity),
    );
    const rows = replies.slice(-threadPageSize);
    return {
        messages: rows.map((message) => received(channel, message)),
        hasMore: replies.length > rows.length,
    };
}

/** @returns Nothing where nothing has changed. */
export function changesSince(channel: ServerChannel, userId: UserId, since: Rev): ChannelChanges[] {
    const { syncRev } = channel;
    if (since === syncRev) {
        return [];
    }
    const snapshot = snapshotFor(channel, userId);
    const messages = channel.messages.filter(({ rev }) => rev > since);
    const members = [...channel.members.values()].flatMap(({ record }) =>
        record.rev > since ? record : [],
    );
    const reactions = [...channel.reactions.values()].flatMap((some) =>
        [...some.values()].filter(({ rev }) => rev > since),
    );
    const count = messages.length + members.length + reactions.length;
    if (count > maxChanges || since > syncRev) {
        return [{ reset: true, snapshot, syncRev, members: [], messages: [], reactions: [] }];
    }
    const rows = messages.map((message) => received(channel, message));
    return [{ reset: false, snapshot, syncRev, members, messages: rows, reactions }];
}

function quoteOf(channel: ServerChannel, { parentId }: Message): Quote | null {
    const parent = channel.messages.find(({ id }) => id === parentId);
    return parent
        ? {
              id: parent.id,
              authorName: parent.author.name,
              preview: parent.content,
              deleted: parent.deleted,
          }
        : null;
}

/** What the real one renders of a text without marks, but for its line ends. */
export function escaped(content: string): string {
    return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

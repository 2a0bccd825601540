import type {
    ChannelChanges,
    ChannelDetails,
    ChannelPage,
    ChannelSnapshot,
    MessagePage,
    ReadMark,
    SyncResult,
} from "../engine/ports";
import type { ServerEvent } from "../model/events";
import type { ChannelId, ClientKey, MessageId, Rev, UserId } from "../model/ids";
import type {
    Author,
    Channel,
    ChannelState,
    ChannelSummary,
    ChannelType,
    Member,
    MemberRole,
    Message,
    MessageType,
} from "../model/records";
import type {
    WireAuthor,
    WireChannel,
    WireChannelChanges,
    WireChannelDetails,
    WireChannelReply,
    WireChannelsReply,
    WireCreateDirectReply,
    WireErrorReply,
    WireMember,
    WireMembershipNotification,
    WireMessage,
    WireMessageNotification,
    WireMessagesReply,
    WirePermissions,
    WireReadNotification,
    WireReadReply,
    WireSendReply,
    WireSyncReply,
} from "./wire";
import { WireReader } from "./wire_reader";

/*
 * Wire names become model names here and nowhere else. Every function takes JSON that has been
 * parsed and nothing more, and throws `DecodeError` if it is not what the wire types say.
 */

const channelTypes: readonly ChannelType[] = [
    "public_support",
    "student_instructor",
    "student_support",
    "instructor_admin",
    "group",
    "course",
    "direct",
];
const channelStates: readonly ChannelState[] = ["active", "archived", "closed"];
const memberRoles: readonly MemberRole[] = ["member", "moderator"];
const messageTypes: readonly MessageType[] = ["text", "file", "image", "system"];

export function decodeChannels(value: unknown): ChannelPage {
    const reply = new WireReader<WireChannelsReply>(value, "");
    return {
        channels: reply.list("channels", decodeSnapshot),
        nextCursor: reply.stringOrNull("next_cursor"),
        membershipsRev: reply.naturalOrNull("memberships_rev") as Rev | null,
    };
}

export function decodeChannel(value: unknown): ChannelDetails {
    return new WireReader<WireChannelReply>(value, "").child("channel", decodeDetails);
}

export function decodeMessages(value: unknown): MessagePage {
    const reply = new WireReader<WireMessagesReply>(value, "");
    return {
        channelId: reply.natural("channel_id") as ChannelId,
        messages: reply.list("messages", decodeMessage),
        hasMore: reply.boolean("has_more"),
        syncRev: reply.natural("sync_rev") as Rev,
    };
}

export function decodeSent(value: unknown): Message {
    return new WireReader<WireSendReply>(value, "").child("message", decodeMessage);
}

export function decodeCreatedDirect(value: unknown): ChannelId {
    return new WireReader<WireCreateDirectReply>(value, "").natural("channel_id") as ChannelId;
}

export function decodeReadMark(value: unknown): ReadMark {
    const reply = new WireReader<WireReadReply>(value, "");
    return {
        channelId: reply.natural("channel_id") as ChannelId,
        messageId: reply.natural("message_id") as MessageId,
        lastMessageId: reply.naturalOrNull("last_message_id") as MessageId | null,
        unreadCount: reply.natural("unread_count"),
    };
}

export function decodeSync(value: unknown): SyncResult {
    const reply = new WireReader<WireSyncReply>(value, "");
    return {
        channels: reply.values("channels", decodeChanges),
        gone: reply.naturals("gone") as ChannelId[],
        membershipsRev: reply.naturalOrNull("memberships_rev") as Rev | null,
    };
}

/** @returns What the server says when it refuses or fails. */
export function decodeError(value: unknown): { message: string; code: string } {
    const reply = new WireReader<WireErrorReply>(value, "");
    return { message: reply.string("error"), code: reply.string("code") };
}

/** Payload of `seitech.chat/new_message` and `seitech.chat/message_updated`. */
export function decodeMessageNotification(payload: unknown): ServerEvent {
    const reader = new WireReader<WireMessageNotification>(payload, "");
    return { kind: "messageChanged", message: reader.child("message", decodeMessage) };
}

/**
 * Payload of `seitech.chat/read`.
 *
 * @returns Null for the mark of a visitor: read marks here belong to accounts.
 */
export function decodeReadNotification(payload: unknown): ServerEvent | null {
    const reader = new WireReader<WireReadNotification>(payload, "");
    const channelId = reader.natural("channel_id") as ChannelId;
    const userId = reader.naturalOrNull("user_id") as UserId | null;
    const messageId = reader.natural("message_id") as MessageId;
    return userId === null ? null : { kind: "readMarked", channelId, userId, messageId };
}

/** Payload of `seitech.chat/membership`. */
export function decodeMembershipNotification(payload: unknown): ServerEvent {
    const reader = new WireReader<WireMembershipNotification>(payload, "");
    return { kind: "memberChanged", member: reader.child("membership", decodeMember) };
}

export function decodeMessage(value: unknown, path: string): Message {
    const wire = new WireReader<WireMessage>(value, path);
    return {
        id: wire.natural("id") as MessageId,
        rev: wire.natural("rev") as Rev,
        clientKey: wire.stringOrNull("client_key") as ClientKey | null,
        channelId: wire.natural("channel_id") as ChannelId,
        content: wire.string("content"),
        html: wire.string("html"),
        type: wire.choice("type", messageTypes),
        author: wire.child("author", decodeAuthor),
        createdAt: wire.time("created_at"),
        parentId: wire.naturalOrNull("parent_id") as MessageId | null,
        editedAt: wire.timeOrNull("edited_at"),
        deleted: wire.boolean("deleted"),
    };
}

export function decodeMember(value: unknown, path: string): Member {
    const wire = new WireReader<WireMember>(value, path);
    return {
        channelId: wire.natural("channel_id") as ChannelId,
        userId: wire.natural("user_id") as UserId,
        name: wire.string("name"),
        imageUrl: wire.stringOrNull("image_url"),
        role: wire.choice("role", memberRoles),
        active: wire.boolean("active"),
        readMessageId: wire.naturalOrNull("read_message_id") as MessageId | null,
        rev: wire.natural("rev") as Rev,
    };
}

export function decodeSnapshot(value: unknown, path: string): ChannelSnapshot {
    const wire = new WireReader<WireChannel>(value, path);
    return { channel: channelOf(wire), summary: summaryOf(wire) };
}

function channelOf(wire: WireReader<WireChannel>): Channel {
    return {
        id: wire.natural("id") as ChannelId,
        rev: wire.natural("rev") as Rev,
        name: wire.string("name"),
        type: wire.choice("type", channelTypes),
        state: wire.choice("state", channelStates),
        imageUrl: wire.stringOrNull("image_url"),
        memberCount: wire.natural("member_count"),
        courseId: wire.naturalOrNull("course_id"),
        courseName: wire.stringOrNull("course_name"),
    };
}

function summaryOf(wire: WireReader<WireChannel>): ChannelSummary {
    return {
        channelId: wire.natural("id") as ChannelId,
        syncRev: wire.natural("sync_rev") as Rev,
        lastMessageId: wire.naturalOrNull("last_message_id") as MessageId | null,
        lastMessageDate: wire.timeOrNull("last_message_date"),
        lastMessagePreview: wire.string("last_message_preview"),
        lastMessageAuthorId: wire.naturalOrNull("last_message_author_id") as UserId | null,
        readMessageId: wire.naturalOrNull("read_message_id") as MessageId | null,
        unreadCount: wire.natural("unread_count"),
    };
}

function decodeDetails(value: unknown, path: string): ChannelDetails {
    const wire = new WireReader<WireChannelDetails>(value, path);
    return {
        ...decodeSnapshot(value, path),
        members: wire.list("members", decodeMember),
        canSend: wire.child("permissions", decodeCanSend),
    };
}

function decodeCanSend(value: unknown, path: string): boolean {
    return new WireReader<WirePermissions>(value, path).boolean("send");
}

function decodeChanges(value: unknown, path: string): ChannelChanges {
    const wire = new WireReader<WireChannelChanges>(value, path);
    return {
        reset: wire.boolean("reset"),
        snapshot: wire.child("channel", decodeSnapshot),
        syncRev: wire.natural("sync_rev") as Rev,
        members: wire.list("members", decodeMember),
        messages: wire.list("messages", decodeMessage),
    };
}

function decodeAuthor(value: unknown, path: string): Author {
    const wire = new WireReader<WireAuthor>(value, path);
    return {
        id: wire.naturalOrNull("id") as UserId | null,
        name: wire.string("name"),
        imageUrl: wire.stringOrNull("image_url"),
        isAgent: wire.boolean("is_agent"),
    };
}

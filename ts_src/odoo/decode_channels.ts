import type { ChannelSnapshot, WatchedPresence } from "../engine/ports";
import type { ChannelId, CourseId, MessageId, Rev, UserId } from "../model/ids";
import type {
    Channel,
    ChannelPermissions,
    ChannelPreferences,
    ChannelRecord,
    ChannelState,
    ChannelSummary,
    ChannelType,
    Member,
    MemberRole,
    Membership,
    NotificationLevel,
    Person,
    Presence,
} from "../model/records";
import { messageTypes } from "./decode_messages";
import type {
    WireChannel,
    WireChannelRecord,
    WireMember,
    WirePermissions,
    WirePreferences,
} from "./wire";
import type { WirePerson, WirePresence } from "./wire_replies";
import { WireReader } from "./wire_reader";

export const channelTypes: readonly ChannelType[] = [
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
const notificationLevels: readonly NotificationLevel[] = ["all", "mentions", "none"];

export function decodeSnapshot(value: unknown, path: string): ChannelSnapshot {
    const wire = new WireReader<WireChannel>(value, path);
    return {
        channel: channelOf(wire, decodeChannelRecord(value, path)),
        summary: summaryOf(wire),
        preferences: decodePreferences(value, path),
    };
}

/** What the bus tells of a channel to everybody. */
export function decodeChannelRecord(value: unknown, path: string): ChannelRecord {
    const wire = new WireReader<WireChannelRecord>(value, path);
    return {
        id: wire.natural("id") as ChannelId,
        rev: wire.natural("rev") as Rev,
        name: wire.stringOrNull("name"),
        type: wire.choice("type", channelTypes),
        state: wire.choice("state", channelStates),
        memberCount: wire.natural("member_count"),
        courseId: wire.naturalOrNull("course_id") as CourseId | null,
        courseName: wire.stringOrNull("course_name"),
    };
}

function channelOf(wire: WireReader<WireChannel>, record: ChannelRecord): Channel {
    return {
        ...record,
        name: wire.string("name"),
        imageUrl: wire.stringOrNull("image_url"),
        personName: wire.stringOrNull("person_name"),
        peerId: wire.naturalOrNull("peer_id") as UserId | null,
        myRole: wire.choiceOrNull("my_role", memberRoles),
    };
}

function summaryOf(wire: WireReader<WireChannel>): ChannelSummary {
    return {
        channelId: wire.natural("id") as ChannelId,
        syncRev: wire.natural("sync_rev") as Rev,
        lastMessageId: wire.naturalOrNull("last_message_id") as MessageId | null,
        lastMessageDate: wire.timeOrNull("last_message_date"),
        lastMessagePreview: wire.string("last_message_preview"),
        lastMessageType: wire.choiceOrNull("last_message_type", messageTypes),
        lastMessageDeleted: wire.boolean("last_message_deleted"),
        lastMessageAuthorId: wire.naturalOrNull("last_message_author_id") as UserId | null,
        lastMessageAuthorName: wire.stringOrNull("last_message_author_name"),
        readMessageId: wire.naturalOrNull("read_message_id") as MessageId | null,
        visitorReadMessageId: wire.naturalOrNull("visitor_read_message_id") as MessageId | null,
        unreadFromId: wire.naturalOrNull("unread_from_id") as MessageId | null,
        unreadCount: wire.natural("unread_count"),
        unreadMentionCount: wire.natural("unread_mention_count"),
    };
}

export function decodePreferences(value: unknown, path: string): ChannelPreferences {
    const wire = new WireReader<WirePreferences>(value, path);
    return {
        notificationLevel: wire.choice("notification_level", notificationLevels),
        mutedUntil: wire.timeOrNull("muted_until"),
        pinned: wire.boolean("pinned"),
        hidden: wire.boolean("hidden"),
    };
}

export function decodePermissions(value: unknown, path: string): ChannelPermissions {
    const wire = new WireReader<WirePermissions>(value, path);
    return {
        send: wire.boolean("send"),
        join: wire.boolean("join"),
        leave: wire.boolean("leave"),
        addMembers: wire.boolean("add_members"),
        removeMembers: wire.boolean("remove_members"),
        setRoles: wire.boolean("set_roles"),
        rename: wire.boolean("rename"),
        close: wire.boolean("close"),
        pin: wire.boolean("pin"),
        deleteAny: wire.boolean("delete_any"),
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

/** The reader's own part in a channel. */
export function decodeMembership(value: unknown, path: string): Membership {
    return { ...decodeMember(value, path), preferences: decodePreferences(value, path) };
}

export function decodePerson(value: unknown, path: string): Person {
    const wire = new WireReader<WirePerson>(value, path);
    return {
        userId: wire.natural("user_id") as UserId,
        name: wire.string("name"),
        imageUrl: wire.stringOrNull("image_url"),
        courseId: wire.naturalOrNull("course_id") as CourseId | null,
        courseName: wire.stringOrNull("course_name"),
    };
}

export function decodeWatchedPresence(value: unknown, path: string): WatchedPresence {
    const wire = new WireReader<WirePresence>(value, path);
    return {
        userId: wire.natural("user_id") as UserId,
        partnerId: wire.natural("partner_id"),
        presence: presenceOf(wire.string("im_status")),
        busChannel: wire.string("bus_channel"),
    };
}

/** Modules add to Odoo's statuses: "leave_online" is somebody on holiday who is there. */
export function presenceOf(imStatus: string): Presence {
    const status = imStatus.replace(/^.*_/, "");
    return status === "online" || status === "away" || status === "busy" ? status : "offline";
}

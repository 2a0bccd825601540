import type {
    ChannelChanges,
    ChannelDetails,
    ChannelPage,
    MemberPage,
    MessagePage,
    ReadMark,
    ReceivedMessage,
    SearchPage,
    SyncResult,
    ThreadPage,
} from "../engine/ports";
import type { ChannelId, MessageId, Rev, UserId } from "../model/ids";
import type { Attachment, FoundMessage, Membership, Reaction } from "../model/records";
import {
    decodeMember,
    decodeMembership,
    decodePermissions,
    decodeSnapshot,
} from "./decode_channels";
import {
    decodeAttachment,
    decodeMessage,
    decodeMessageReaction,
    decodeReaction,
} from "./decode_messages";
import type { WireChannelDetails } from "./wire";
import type {
    WireChannelChanges,
    WireChannelReply,
    WireChannelsReply,
    WireErrorReply,
    WireFoundMessage,
    WireMembersReply,
    WireMessageReply,
    WireMessagesReply,
    WirePinsReply,
    WirePreferencesReply,
    WireReactionReply,
    WireReadReply,
    WireSearchReply,
    WireSyncReply,
    WireThreadReply,
    WireUploadReply,
} from "./wire_replies";
import { WireReader } from "./wire_reader";

/*
 * Wire names become model names here and in the other `decode_*` files, and nowhere else. Every
 * function takes JSON that has been parsed and nothing more, and throws `DecodeError` if it is
 * not what the wire types say.
 */

export function decodeChannels(value: unknown): ChannelPage {
    const reply = new WireReader<WireChannelsReply>(value, "");
    return {
        channels: reply.list("channels", decodeSnapshot),
        nextCursor: reply.stringOrNull("next_cursor"),
        membershipsRev: reply.naturalOrNull("memberships_rev") as Rev | null,
        unreadTotal: reply.naturalOrNull("unread_total"),
    };
}

export function decodeChannel(value: unknown): ChannelDetails {
    return new WireReader<WireChannelReply>(value, "").child("channel", decodeDetails);
}

export function decodeMembers(value: unknown): MemberPage {
    const reply = new WireReader<WireMembersReply>(value, "");
    return {
        members: reply.list("members", decodeMember),
        nextCursor: reply.stringOrNull("next_cursor"),
    };
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

export function decodeThread(value: unknown): ThreadPage {
    const reply = new WireReader<WireThreadReply>(value, "");
    return { messages: reply.list("messages", decodeMessage), hasMore: reply.boolean("has_more") };
}

export function decodePins(value: unknown): readonly ReceivedMessage[] {
    return new WireReader<WirePinsReply>(value, "").list("messages", decodeMessage);
}

export function decodeSearch(value: unknown): SearchPage {
    const reply = new WireReader<WireSearchReply>(value, "");
    return {
        found: reply.list("messages", decodeFound),
        messages: reply.list("messages", decodeMessage),
        nextCursor: reply.stringOrNull("next_cursor"),
    };
}

/** The answer to sending, editing, deleting, pinning. */
export function decodeMessageReply(value: unknown): ReceivedMessage {
    return new WireReader<WireMessageReply>(value, "").child("message", decodeMessage);
}

export function decodeReactions(value: unknown): readonly Reaction[] {
    const reply = new WireReader<WireReactionReply>(value, "");
    const messageId = reply.natural("message_id") as MessageId;
    return reply.list("reactions", (item, path) => decodeMessageReaction(messageId, item, path));
}

export function decodeUpload(value: unknown): Attachment {
    return new WireReader<WireUploadReply>(value, "").child("attachment", decodeAttachment);
}

export function decodePreferencesReply(value: unknown): Membership {
    return new WireReader<WirePreferencesReply>(value, "").child("membership", decodeMembership);
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

/** An answer of which only the success matters. */
export function decodeNothing(value: unknown): void {
    void new WireReader<object>(value, "");
}

/** @returns What the server says when it refuses or fails. */
export function decodeError(value: unknown): { message: string; code: string } {
    const reply = new WireReader<WireErrorReply>(value, "");
    return { message: reply.string("error"), code: reply.string("code") };
}

function decodeDetails(value: unknown, path: string): ChannelDetails {
    const wire = new WireReader<WireChannelDetails>(value, path);
    return {
        ...decodeSnapshot(value, path),
        members: wire.list("members", decodeMember),
        permissions: {
            ...wire.child("permissions", decodePermissions),
            refusal: wire.stringOrNull("refusal"),
            learnerId: wire.naturalOrNull("learner_id") as UserId | null,
        },
    };
}

function decodeFound(value: unknown, path: string): FoundMessage {
    const wire = new WireReader<WireFoundMessage>(value, path);
    return {
        messageId: wire.natural("id") as MessageId,
        channelId: wire.natural("channel_id") as ChannelId,
        channelName: wire.string("channel_name"),
    };
}

function decodeChanges(value: unknown, path: string): ChannelChanges {
    const wire = new WireReader<WireChannelChanges>(value, path);
    return {
        reset: wire.boolean("reset"),
        snapshot: wire.child("channel", decodeSnapshot),
        syncRev: wire.natural("sync_rev") as Rev,
        members: wire.list("members", decodeMember),
        messages: wire.list("messages", decodeMessage),
        reactions: wire.list("reactions", decodeReaction),
    };
}

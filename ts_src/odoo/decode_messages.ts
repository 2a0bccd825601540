import type { ReceivedMessage } from "../engine/ports";
import type { AttachmentId, ChannelId, ClientKey, MessageId, Rev, UserId } from "../model/ids";
import type {
    Attachment,
    Author,
    Lesson,
    LinkPreview,
    Message,
    MessageType,
    Quote,
    Reaction,
} from "../model/records";
import type {
    WireAttachment,
    WireAuthor,
    WireLesson,
    WireLinkPreview,
    WireMessage,
    WireMessageReaction,
    WireQuote,
    WireReaction,
} from "./wire";
import { DecodeError, WireReader } from "./wire_reader";

export const messageTypes: readonly MessageType[] = ["text", "file", "image", "system"];

/** A message, and apart from it the reactions it carries: they have revisions of their own. */
export function decodeMessage(value: unknown, path: string): ReceivedMessage {
    const wire = new WireReader<WireMessage>(value, path);
    const messageId = wire.natural("id") as MessageId;
    return {
        message: messageOf(wire),
        reactions: wire.list("reactions", (item, place) =>
            decodeMessageReaction(messageId, item, place),
        ),
    };
}

function messageOf(wire: WireReader<WireMessage>): Message {
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
        parent: wire.childOrNull("parent", decodeQuote),
        replyCount: wire.natural("reply_count"),
        attachments: wire.list("attachments", decodeAttachment),
        previews: wire.list("previews", decodeLinkPreview),
        mentions: wire.naturals("mentions") as UserId[],
        editedAt: wire.timeOrNull("edited_at"),
        pinnedAt: wire.timeOrNull("pinned_at"),
        // Nothing can be done with either: the difference is what stands in its place.
        deleted: wire.boolean("deleted") || wire.boolean("hidden"),
        isHidden: wire.boolean("hidden"),
        isAnnouncement: wire.boolean("announcement"),
        answerId: wire.naturalOrNull("answer_id") as MessageId | null,
        lesson: wire.childOrNull("lesson", decodeLesson),
    };
}

function decodeLesson(value: unknown, path: string): Lesson {
    const wire = new WireReader<WireLesson>(value, path);
    return {
        id: wire.natural("id"),
        name: wire.string("name"),
        kind: wire.string("kind"),
        position: wire.naturalOrNull("position"),
        url: wire.stringOrNull("url"),
    };
}

export function decodeAttachment(value: unknown, path: string): Attachment {
    const wire = new WireReader<WireAttachment>(value, path);
    const isHeld = wire.boolean("held");
    return {
        id: wire.natural("id") as AttachmentId,
        name: wire.string("name"),
        mimetype: wire.string("mimetype"),
        size: wire.natural("size"),
        url: isHeld ? "" : wire.child("url", decodeText),
        width: wire.naturalOrNull("width"),
        height: wire.naturalOrNull("height"),
        thumbnailUrl: wire.stringOrNull("thumbnail_url"),
        isHeld,
    };
}

function decodeText(value: unknown, path: string): string {
    if (typeof value !== "string") {
        throw new DecodeError(path, "a text");
    }
    return value;
}

/** A reaction as its message carries it. */
export function decodeMessageReaction(
    messageId: MessageId,
    value: unknown,
    path: string,
): Reaction {
    const wire = new WireReader<WireMessageReaction>(value, path);
    return {
        messageId,
        emoji: wire.string("emoji"),
        userId: wire.natural("user_id") as UserId,
        userName: wire.string("user_name"),
        rev: wire.natural("rev") as Rev,
        active: true,
    };
}

/** A reaction by itself, also one that was taken back. */
export function decodeReaction(value: unknown, path: string): Reaction {
    const wire = new WireReader<WireReaction>(value, path);
    const messageId = wire.natural("message_id") as MessageId;
    return {
        ...decodeMessageReaction(messageId, value, path),
        active: wire.boolean("active"),
    };
}

function decodeAuthor(value: unknown, path: string): Author {
    const wire = new WireReader<WireAuthor>(value, path);
    return {
        id: wire.naturalOrNull("id") as UserId | null,
        name: wire.string("name"),
        imageUrl: wire.stringOrNull("image_url"),
        isAgent: wire.boolean("is_agent"),
        isVisitor: wire.boolean("is_visitor"),
    };
}

function decodeQuote(value: unknown, path: string): Quote {
    const wire = new WireReader<WireQuote>(value, path);
    return {
        id: wire.natural("id") as MessageId,
        authorName: wire.stringOrNull("author_name") ?? "",
        preview: wire.string("preview"),
        deleted: wire.boolean("deleted"),
    };
}

function decodeLinkPreview(value: unknown, path: string): LinkPreview {
    const wire = new WireReader<WireLinkPreview>(value, path);
    return {
        url: wire.string("url"),
        title: wire.stringOrNull("title") ?? "",
        description: wire.stringOrNull("description") ?? "",
        siteName: wire.stringOrNull("site_name") ?? "",
        imageUrl: wire.stringOrNull("image_url"),
    };
}

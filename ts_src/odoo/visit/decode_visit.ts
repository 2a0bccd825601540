import type { OpenedVisit, VisitNews, VisitPage } from "../../engine/visit/ports/api";
import type { ChannelId, MessageId, Rev } from "../../model/ids";
import type { ChannelState } from "../../model/records";
import type { Availability, Visit, VisitMessage } from "../../model/visit/visit_state";
import { decodeMessage } from "../decode_messages";
import { WireReader } from "../wire_reader";
import type {
    WireAccessReply,
    WirePollReply,
    WireVisit,
    WireVisitAgent,
    WireVisitAvailabilityReply,
    WireVisitMessagesReply,
    WireVisitOpenedReply,
    WireVisitReply,
} from "./wire_visit";

/* The answers to visitors; see `../decode.ts`. */

const channelStates: readonly ChannelState[] = ["active", "archived", "closed"];

export function decodeAvailability(value: unknown): Availability {
    const reply = new WireReader<WireVisitAvailabilityReply>(value, "");
    return {
        isAvailable: reply.boolean("available"),
        reason: reply.choiceOrNull("reason", ["closed", "no_agent"]),
        nextOpening: reply.timeOrNull("next_opening"),
        subjects: reply.list("subjects", decodeText),
        isNameRequired: reply.boolean("name_required"),
        consent: reply.string("consent"),
    };
}

export function decodeOpened(value: unknown): OpenedVisit & { readonly message: VisitMessage } {
    const reply = new WireReader<WireVisitOpenedReply>(value, "");
    return { ...decodeAccess(value), message: reply.child("message", decodeVisitMessage) };
}

/** The answer to taking over a conversation. */
export function decodeAccess(value: unknown): OpenedVisit {
    const reply = new WireReader<WireAccessReply>(value, "");
    return {
        channelId: reply.natural("channel_id") as ChannelId,
        token: reply.string("session_token"),
        visit: reply.child("visit", decodeVisit),
    };
}

/** The answer to sending. */
export function decodeSent(value: unknown): VisitMessage {
    const reply = new WireReader<WireVisitOpenedReply>(value, "");
    return reply.child("message", decodeVisitMessage);
}

export function decodePage(value: unknown): VisitPage {
    const reply = new WireReader<WireVisitMessagesReply>(value, "");
    return {
        messages: reply.list("messages", decodeVisitMessage),
        hasMore: reply.boolean("has_more"),
        visit: reply.child("visit", decodeVisit),
    };
}

export function decodeNews(value: unknown): VisitNews {
    const reply = new WireReader<WirePollReply>(value, "");
    return { ...decodePage(value), isAgentTyping: reply.boolean("is_typing") };
}

/** An answer of which only the conversation is of interest. */
export function decodeVisitReply(value: unknown): Visit {
    return new WireReader<WireVisitReply>(value, "").child("visit", decodeVisit);
}

export function decodeVisitMessage(value: unknown, path: string): VisitMessage {
    const { message } = decodeMessage(value, path);
    const { id, rev, clientKey, html, type, author, createdAt, attachments } = message;
    return {
        id,
        rev,
        clientKey,
        html,
        type,
        authorName: author.name,
        authorImageUrl: author.imageUrl,
        isOwn: author.isVisitor,
        createdAt,
        attachments,
        isEdited: message.editedAt !== null,
        isDeleted: message.deleted,
    };
}

function decodeVisit(value: unknown, path: string): Visit {
    const wire = new WireReader<WireVisit>(value, path);
    return {
        channelId: wire.natural("channel_id") as ChannelId,
        rev: wire.natural("rev") as Rev,
        state: wire.choice("state", channelStates),
        agent: wire.childOrNull("agent", decodeAgent),
        mayAttach: wire.boolean("may_attach"),
        hasEmail: wire.boolean("has_email"),
        isAnswered: wire.boolean("is_answered"),
        rating: wire.naturalOrNull("rating"),
        readMessageId: wire.naturalOrNull("read_message_id") as MessageId | null,
    };
}

function decodeAgent(value: unknown, path: string): NonNullable<Visit["agent"]> {
    const wire = new WireReader<WireVisitAgent>(value, path);
    return { name: wire.string("name"), imageUrl: wire.stringOrNull("image_url") };
}

function decodeText(value: unknown, path: string): string {
    return new WireReader<{ text: string }>({ text: value }, path).string("text");
}

import type { VisitNotification } from "../../engine/visit/ports/bus";
import type { ChannelId, MessageId } from "../../model/ids";
import { decodeChannelRecord } from "../decode_channels";
import type { WireMessage } from "../wire";
import type {
    WireChannelNotification,
    WireMessageNotification,
    WireReadNotification,
    WireTypingNotification,
} from "../wire_notifications";
import { WireReader } from "../wire_reader";
import { decodeVisitMessage, decodeVisitReply } from "./decode_visit";

/** What one notification tells of which conversation; null for what is nothing to a visitor. */
export type ToldVisit = {
    readonly channelId: ChannelId;
    readonly notification: VisitNotification;
} | null;

const decoders: Readonly<Record<string, (payload: unknown) => ToldVisit>> = {
    "seitech.chat/new_message": decodeMessageNotification,
    "seitech.chat/message_updated": decodeMessageNotification,
    "seitech.chat/visit": decodeVisitNotification,
    "seitech.chat/channel": decodeChannelNotification,
    "seitech.chat/read": decodeReadNotification,
    "seitech.chat/typing": decodeTypingNotification,
};

/** The types of notifications that are of interest. */
export const visitNotificationTypes: readonly string[] = Object.keys(decoders);

/** @returns Under which name the bus gives to hear whose token this is. */
export function visitorAddress(token: string): string {
    return `seitech.chat/visitor/${token}`;
}

/**
 * @returns What a notification tells.
 * @throws {DecodeError} If it is not what its type says.
 */
export function decodeVisitorNotification(type: string, payload: unknown): ToldVisit {
    return decoders[type]?.(payload) ?? null;
}

function decodeMessageNotification(payload: unknown): ToldVisit {
    const reader = new WireReader<WireMessageNotification>(payload, "");
    return {
        channelId: reader.child("message", decodeChannelId),
        notification: {
            kind: "messageChanged",
            message: reader.child("message", decodeVisitMessage),
        },
    };
}

function decodeChannelId(value: unknown, path: string): ChannelId {
    return new WireReader<WireMessage>(value, path).natural("channel_id") as ChannelId;
}

function decodeVisitNotification(payload: unknown): ToldVisit {
    const visit = decodeVisitReply(payload);
    return { channelId: visit.channelId, notification: { kind: "visitChanged", visit } };
}

function decodeChannelNotification(payload: unknown): ToldVisit {
    const reader = new WireReader<WireChannelNotification>(payload, "");
    const { id, rev, state } = reader.child("channel", decodeChannelRecord);
    return { channelId: id, notification: { kind: "stateChanged", rev, state } };
}

/** A mark without an account is the visitor's own. */
function decodeReadNotification(payload: unknown): ToldVisit {
    const reader = new WireReader<WireReadNotification>(payload, "");
    return {
        channelId: reader.natural("channel_id") as ChannelId,
        notification: {
            kind: reader.naturalOrNull("user_id") === null ? "ownRead" : "agentRead",
            messageId: reader.natural("message_id") as MessageId,
        },
    };
}

/** That the visitor is typing is nothing to tell them. */
function decodeTypingNotification(payload: unknown): ToldVisit {
    const reader = new WireReader<WireTypingNotification>(payload, "");
    const channelId = reader.natural("channel_id") as ChannelId;
    if (reader.naturalOrNull("user_id") === null) {
        return null;
    }
    const name = reader.boolean("is_typing") ? reader.string("user_name") : null;
    return { channelId, notification: { kind: "agentTyping", name } };
}

import type { PassingEvent, ServerEvent } from "../model/events";
import {
    type ChannelId,
    type MessageId,
    type Timestamp,
    type UserId,
    visitorUserId,
} from "../model/ids";
import type { Presence } from "../model/records";
import { decodeChannelRecord, decodeMembership, presenceOf } from "./decode_channels";
import { decodeMessage, decodeReaction } from "./decode_messages";
import { messageEvents } from "./message_events";
import type {
    WireChannelNotification,
    WireMembershipNotification,
    WireMessageNotification,
    WirePresenceNotification,
    WireReactionNotification,
    WireReadNotification,
    WireTypingNotification,
} from "./wire_notifications";
import { WireReader } from "./wire_reader";

/** What one notification tells. */
export type BusEvents = readonly (ServerEvent | PassingEvent)[];

/** Who is said to be typing is taken for silent after this long without being said so again. */
const TYPING_MS = 6_000;

/** Payload of `seitech.chat/new_message` and `seitech.chat/message_updated`. */
export function decodeMessageNotification(payload: unknown): BusEvents {
    const reader = new WireReader<WireMessageNotification>(payload, "");
    return messageEvents(reader.child("message", decodeMessage));
}

/** Payload of `seitech.chat/reaction`. */
export function decodeReactionNotification(payload: unknown): BusEvents {
    const reader = new WireReader<WireReactionNotification>(payload, "");
    const channelId = reader.natural("channel_id") as ChannelId;
    const reaction = reader.child("reaction", decodeReaction);
    return [{ kind: "reactionChanged", channelId, reaction }];
}

/** Payload of `seitech.chat/channel`. */
export function decodeChannelNotification(payload: unknown): BusEvents {
    const reader = new WireReader<WireChannelNotification>(payload, "");
    return [{ kind: "channelRecordChanged", record: reader.child("channel", decodeChannelRecord) }];
}

/** Payload of `seitech.chat/read`; a visitor has no account. */
export function decodeReadNotification(payload: unknown): BusEvents {
    const reader = new WireReader<WireReadNotification>(payload, "");
    const channelId = reader.natural("channel_id") as ChannelId;
    const userId = (reader.naturalOrNull("user_id") as UserId | null) ?? visitorUserId;
    const messageId = reader.natural("message_id") as MessageId;
    return [{ kind: "readMarked", channelId, userId, messageId }];
}

/** Payload of `seitech.chat/membership`. */
export function decodeMembershipNotification(payload: unknown): BusEvents {
    const reader = new WireReader<WireMembershipNotification>(payload, "");
    const { preferences, ...member } = reader.child("membership", decodeMembership);
    const { channelId, rev } = member;
    return [
        { kind: "memberChanged", member },
        { kind: "preferencesChanged", channelId, preferences, asOf: rev },
    ];
}

/**
 * Payload of `seitech.chat/typing`.
 *
 * @param now By this machine's clock.
 */
export function decodeTypingNotification(payload: unknown, now: Timestamp): BusEvents {
    const reader = new WireReader<WireTypingNotification>(payload, "");
    return [
        {
            kind: "typingChanged",
            channelId: reader.natural("channel_id") as ChannelId,
            userId: reader.naturalOrNull("user_id") as UserId | null,
            name: reader.string("user_name"),
            until: reader.boolean("is_typing") ? now + TYPING_MS : null,
        },
    ];
}

/** Payload of Odoo's own `bus.bus/im_status_updated`; null for a guest. */
export function decodePresenceNotification(
    payload: unknown,
): { partnerId: number; presence: Presence } | null {
    const { partner_id, im_status } = (payload ?? {}) as Partial<WirePresenceNotification>;
    return typeof partner_id === "number" && typeof im_status === "string"
        ? { partnerId: partner_id, presence: presenceOf(im_status) }
        : null;
}

import type { WireChannelRecord, WireMembership, WireMessage, WireReaction } from "./wire";

/* What the bus brings; see `wire.ts`. */

/** Payload of `seitech.chat/new_message` and `seitech.chat/message_updated`. */
export interface WireMessageNotification {
    message: WireMessage;
}

/** Payload of `seitech.chat/read`. */
export interface WireReadNotification {
    channel_id: number;
    /** Null for a visitor, who has no account. */
    user_id: number | null;
    message_id: number;
}

/** Payload of `seitech.chat/membership`. */
export interface WireMembershipNotification {
    membership: WireMembership;
}

/** Payload of `seitech.chat/channel`. */
export interface WireChannelNotification {
    channel: WireChannelRecord;
}

/** Payload of `seitech.chat/reaction`. */
export interface WireReactionNotification {
    channel_id: number;
    reaction: WireReaction;
}

/** Payload of `seitech.chat/typing`. */
export interface WireTypingNotification {
    channel_id: number;
    /** Null for a visitor, who has no account. */
    user_id: number | null;
    user_name: string;
    is_typing: boolean;
}

/** Payload of Odoo's own `bus.bus/im_status_updated`. */
export interface WirePresenceNotification {
    /** False for a guest. */
    partner_id: number | false;
    im_status: string;
}

/*
 * JSON on the wire, field by field, as the server writes it. Held against the server by the
 * fixtures in `addon/seitech_elearning/tests/wire/`. Nobody but `decode.ts` and `http_api.ts`
 * sees these names.
 */

export interface WireAuthor {
    id: number | null;
    name: string;
    /** Always null; older clients expect base64 here. */
    image: null;
    image_url: string | null;
    is_agent: boolean;
}

export interface WireMessage {
    id: number;
    rev: number;
    client_key: string | null;
    channel_id: number;
    content: string;
    html: string;
    type: string;
    author: WireAuthor;
    created_at: string;
    parent_id: number | null;
    edited_at: string | null;
    deleted: boolean;
}

export interface WireMember {
    channel_id: number;
    user_id: number;
    name: string;
    image_url: string | null;
    role: string;
    active: boolean;
    read_message_id: number | null;
    rev: number;
}

export interface WireChannel {
    id: number;
    rev: number;
    name: string;
    type: string;
    state: string;
    image_url: string | null;
    member_count: number;
    course_id: number | null;
    course_name: string | null;
    last_message_id: number | null;
    last_message_date: string | null;
    last_message_preview: string;
    last_message_author_id: number | null;
    read_message_id: number | null;
    unread_count: number;
    sync_rev: number;
}

export interface WirePermissions {
    send: boolean;
}

export interface WireChannelDetails extends WireChannel {
    members: WireMember[];
    permissions: WirePermissions;
}

export interface WireChannelsReply {
    channels: WireChannel[];
    next_cursor: string | null;
    memberships_rev: number | null;
}

export interface WireChannelReply {
    channel: WireChannelDetails;
}

export interface WireMessagesReply {
    channel_id: number;
    messages: WireMessage[];
    has_more: boolean;
    sync_rev: number;
}

export interface WireSendReply {
    message: WireMessage;
}

export interface WireCreateDirectReply {
    channel_id: number;
}

export interface WireReadReply {
    channel_id: number;
    message_id: number;
    unread_count: number;
    last_message_id: number | null;
}

export interface WireChannelChanges {
    reset: boolean;
    sync_rev: number;
    channel: WireChannel;
    members: WireMember[];
    messages: WireMessage[];
}

export interface WireSyncReply {
    /** By channel id. */
    channels: Record<string, WireChannelChanges>;
    gone: number[];
    memberships_rev: number | null;
}

export interface WireErrorReply {
    success: false;
    error: string;
    code: string;
    request_id: string;
}

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
    membership: WireMember;
}

/*
 * JSON on the wire, field by field, as the server writes it. Held against the server by the
 * fixtures in `addon/seitech_elearning/tests/wire/`. Nobody but the decoders and `http_api.ts`
 * sees these names.
 */

export interface WireAuthor {
    id: number | null;
    name: string;
    /** Always null; older clients expect base64 here. */
    image: null;
    image_url: string | null;
    is_agent: boolean;
    is_visitor: boolean;
}

export interface WireAttachment {
    id: number;
    name: string;
    mimetype: string;
    size: number;
    /** Null as long as the file is held. */
    url: string | null;
    width: number | null;
    height: number | null;
    thumbnail_url: string | null;
    held: boolean;
}

export interface WireLinkPreview {
    url: string;
    title: string | null;
    description: string | null;
    site_name: string | null;
    image_url: string | null;
}

export interface WireQuote {
    id: number;
    author_name: string | null;
    preview: string;
    deleted: boolean;
}

/** A reaction as its message carries it: present, therefore active. */
export interface WireMessageReaction {
    emoji: string;
    user_id: number;
    user_name: string;
    rev: number;
}

export interface WireReaction extends WireMessageReaction {
    message_id: number;
    active: boolean;
}

/** The lesson of a course that a message was asked in. */
export interface WireLesson {
    id: number;
    name: string;
    kind: string;
    position: number | null;
    url: string | null;
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
    attachments: WireAttachment[];
    previews: WireLinkPreview[];
    reactions: WireMessageReaction[];
    mentions: number[];
    reply_count: number;
    parent_id: number | null;
    parent: WireQuote | null;
    edited_at: string | null;
    pinned_at: string | null;
    deleted: boolean;
    hidden: boolean;
    announcement: boolean;
    answer_id: number | null;
    lesson: WireLesson | null;
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

export interface WirePreferences {
    notification_level: string;
    muted_until: string | null;
    pinned: boolean;
    hidden: boolean;
}

/** The reader's own part in a channel. */
export interface WireMembership extends WireMember, WirePreferences {}

/** A channel as it is to everybody. */
export interface WireChannelRecord {
    id: number;
    rev: number;
    /** Null where each person has another name for it. */
    name: string | null;
    type: string;
    state: string;
    member_count: number;
    course_id: number | null;
    course_name: string | null;
}

export interface WireChannel extends WirePreferences {
    id: number;
    rev: number;
    name: string;
    type: string;
    state: string;
    image_url: string | null;
    person_name: string | null;
    peer_id: number | null;
    my_role: string | null;
    member_count: number;
    course_id: number | null;
    course_name: string | null;
    last_message_id: number | null;
    last_message_date: string | null;
    last_message_preview: string;
    last_message_type: string | null;
    last_message_deleted: boolean;
    last_message_author_id: number | null;
    last_message_author_name: string | null;
    read_message_id: number | null;
    visitor_read_message_id: number | null;
    unread_from_id: number | null;
    unread_count: number;
    unread_mention_count: number;
    sync_rev: number;
}

export interface WirePermissions {
    send: boolean;
    join: boolean;
    leave: boolean;
    add_members: boolean;
    remove_members: boolean;
    set_roles: boolean;
    rename: boolean;
    close: boolean;
    pin: boolean;
    delete_any: boolean;
}

export interface WireChannelDetails extends WireChannel {
    members: WireMember[];
    permissions: WirePermissions;
    refusal: string | null;
    learner_id: number | null;
}

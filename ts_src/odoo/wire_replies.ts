import type {
    WireAttachment,
    WireChannel,
    WireChannelDetails,
    WireMember,
    WireMembership,
    WireMessage,
    WireMessageReaction,
    WireReaction,
} from "./wire";

/* The answers of the routes; see `wire.ts`. */

export interface WireFoundMessage extends WireMessage {
    channel_name: string;
}

export interface WireChannelsReply {
    channels: WireChannel[];
    next_cursor: string | null;
    memberships_rev: number | null;
    unread_total: number | null;
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

export interface WireThreadReply {
    messages: WireMessage[];
    has_more: boolean;
}

export interface WirePinsReply {
    messages: WireMessage[];
}

export interface WireSearchReply {
    messages: WireFoundMessage[];
    next_cursor: string | null;
}

/** The answer to whatever was done with one message. */
export interface WireMessageReply {
    message: WireMessage;
}

export interface WireReactionReply {
    message_id: number;
    reactions: WireMessageReaction[];
}

export interface WireUploadReply {
    attachment: WireAttachment;
}

/** The answer to opening a channel. */
export interface WireOpenedReply {
    channel_id: number;
}

/** The answer to founding a study group; as much of the group as is needed here. */
export interface WireGroupReply {
    group: WireOpenedReply;
}

export interface WireMembersReply {
    members: WireMember[];
    next_cursor: string | null;
}

export interface WirePerson {
    user_id: number;
    name: string;
    image_url: string | null;
    course_id: number | null;
    course_name: string | null;
}

export interface WirePeopleReply {
    people: WirePerson[];
}

export interface WireTopic {
    id: number;
    name: string;
}

export interface WireTopicsReply {
    topics: WireTopic[];
}

export interface WireOpening {
    channel_type: string;
    subject: string;
}

export interface WireOpeningsReply {
    kinds: WireOpening[];
    filters: string[];
}

export interface WirePresence {
    user_id: number;
    partner_id: number;
    im_status: string;
    bus_channel: string;
}

export interface WirePresenceReply {
    people: WirePresence[];
}

export interface WirePreferencesReply {
    membership: WireMembership;
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
    reactions: WireReaction[];
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

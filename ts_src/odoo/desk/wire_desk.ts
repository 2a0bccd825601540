/* What agents are told, field by field; see `../wire.ts`. */

export interface WireNamed {
    id: number;
    name: string;
}

export interface WireTag extends WireNamed {
    color: number;
}

export interface WireSupport {
    id: number;
    rev: number;
    channel_id: number;
    stage: string;
    name: string;
    type: string;
    visitor_name: string | null;
    waiting_since: string | null;
    assigned_at: string | null;
    first_response_at: string | null;
    resolved_at: string | null;
    language: string | null;
    page: string | null;
    referrer: string | null;
    subject: string | null;
    agent: WireNamed | null;
    team: WireNamed | null;
    missed: boolean;
    spam: boolean;
    may_attach: boolean;
    tags: WireTag[];
}

export interface WireAgent {
    user_id: number;
    name: string;
    state: string;
    available: boolean;
    load: number;
}

export interface WireCannedResponse {
    id: number;
    source: string;
    substitution: string;
}

export interface WireNoteAuthor {
    id: number | null;
    name: string;
    image_url: string | null;
}

export interface WireNote {
    id: number;
    rev: number;
    client_key: string | null;
    channel_id: number;
    /** 0 where nothing had been said. */
    after_message_id: number;
    html: string;
    author: WireNoteAuthor;
    created_at: string;
}

export interface WireLearnerCourse {
    course_name: string;
    /** Per cent. */
    completion: number;
}

export interface WireQueueReply {
    supports: WireSupport[];
    next_cursor: number | null;
    counts: WireCounts;
}

export interface WireCounts {
    waiting: number;
    assigned: number;
    mine: number;
}

export interface WireSetupReply {
    me: WireAgent;
    is_manager: boolean;
    agents: WireAgent[];
    teams: WireNamed[];
    tags: WireTag[];
    canned_responses: WireCannedResponse[];
}

/** The answer to whatever was done with a request; payload of `seitech.chat/support`. */
export interface WireSupportReply {
    support: WireSupport;
}

export interface WirePersonReply extends WireSupportReply {
    name: string | null;
    email: string | null;
    blocked_until: string | null;
    /** Requests, the newest first; also earlier ones of the same conversation. */
    earlier: WireSupport[];
    courses: WireLearnerCourse[];
}

/** The answer to writing a note; payload of `seitech.chat/note`. */
export interface WireNoteReply {
    note: WireNote;
}

export interface WireNotesReply {
    notes: WireNote[];
    has_more: boolean;
}

export interface WireBlockReply {
    blocked_until: string | null;
}

export interface WireAvailabilityReply {
    state: string;
}

/** Payload of `seitech.chat/agent`. */
export interface WireAgentNotification {
    agent: WireAgent;
}

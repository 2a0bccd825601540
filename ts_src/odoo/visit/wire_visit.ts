import type { WireMessage } from "../wire";

/* What visitors are answered, and what the bus tells them; see `../wire.ts`. */

export interface WireVisitAgent {
    name: string;
    image_url: string | null;
}

export interface WireVisit {
    channel_id: number;
    rev: number;
    state: string;
    agent: WireVisitAgent | null;
    may_attach: boolean;
    has_email: boolean;
    is_answered: boolean;
    rating: number | null;
    read_message_id: number | null;
}

/** Every answer that tells what the conversation is like now; payload of `seitech.chat/visit`. */
export interface WireVisitReply {
    visit: WireVisit;
}

/** The answer to taking over a conversation. */
export interface WireAccessReply extends WireVisitReply {
    channel_id: number;
    session_token: string;
}

export interface WireVisitOpenedReply extends WireAccessReply {
    message: WireMessage;
}

export interface WireVisitMessagesReply extends WireVisitReply {
    messages: WireMessage[];
    has_more: boolean;
}

export interface WirePollReply extends WireVisitMessagesReply {
    is_typing: boolean;
}

export interface WireVisitAvailabilityReply {
    available: boolean;
    reason: string | null;
    next_opening: string | null;
    subjects: string[];
    name_required: boolean;
    consent: string;
}

/** What a refusal says of the fields. */
export interface WireRefusal {
    fields: Record<string, string>;
}

/** What shows that somebody is human, in the words of its provider. */
export interface WireChallenge {
    provider: string;
    site_key: string;
}

/** The refusal of somebody who has to show that they are. */
export interface WireChallengeRefusal {
    details: WireChallenge;
}

/** The refusal of a link of an e-mail that was used before. */
export interface WireUsedLinkRefusal {
    details: { channel_id: number };
}

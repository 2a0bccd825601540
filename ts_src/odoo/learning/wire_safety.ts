/** The answer of `POST notices`, and of `POST notices/acknowledge`. */
export interface WireNoticesReply {
    notices: WireNotice[];
    blocked: WireBlocked[];
}

export interface WireNotice {
    id: number;
    kind: string;
    text: string;
    channel_id: number | null;
    until: string | null;
}

/** A person, of whom only this is used. */
export interface WireBlocked {
    user_id: number;
}

import type { ChannelId, ClientKey, Timestamp, UserId } from "../../../model/ids";
import type { Failure } from "../../../model/records";

/** What opens a conversation to whoever shows it. */
export interface VisitAccess {
    readonly channelId: ChannelId;
    readonly token: string;
}

/**
 * How a token is replaced, written down before the server is asked: if no answer comes, nobody
 * knows whether it was, and any tab can repeat it. By the link of an e-mail, or for an account.
 */
export type TokenExchange =
    | { readonly kind: "ticket"; readonly ticket: string }
    | { readonly kind: "account"; readonly userId: UserId };

/** How a browser keeps a conversation. */
export interface KeptVisit extends VisitAccess {
    /** The account it is bound to: the token is good only together with a session of it. */
    readonly userId: UserId | null;
    /** What is being done to the token; null for nothing. */
    readonly exchange: TokenExchange | null;
}

/** What is told when a conversation is opened; a repetition under the same key is told the same. */
export interface VisitOpening {
    readonly name: string;
    readonly email: string;
    readonly subject: string;
    readonly language: string;
    readonly page: string;
    readonly referrer: string;
}

/** A text that the server does not have yet, as it outlives the page. */
export interface KeptText {
    readonly clientKey: ClientKey;
    readonly text: string;
    /** Grows with every text of a browser: the order in which they are sent. */
    readonly createdAt: Timestamp;
    readonly failure: Failure | null;
    /** With what it opens a conversation, if there is none when its turn comes. */
    readonly opening: VisitOpening | null;
}

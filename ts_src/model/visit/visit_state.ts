import type { ChannelId, ClientKey, MessageId, Rev, Timestamp } from "../ids";
import type { Attachment, ChannelState, Failure, MessageType } from "../records";

/** What a visitor's browser knows of the conversation with the support team. */
export interface VisitState {
    /** Whether the widget is open on this page; kept for the next page. */
    readonly isOpen: boolean;
    /** Null until the server has told. */
    readonly availability: Availability | null;
    /** Null as long as there is no conversation: then there is a form. */
    readonly visit: Visit | null;
    /** True until it is known whether the conversation of an earlier page still exists. */
    readonly isRestoring: boolean;
    /** What is typed and not sent, the form's fields among it. Outlives the page. */
    readonly draft: VisitDraft;
    /** By id, that is in the order in which they were written. */
    readonly messages: readonly VisitMessage[];
    /** What is on its way to the server, in the order in which it was sent. */
    readonly outgoing: readonly OutgoingVisitMessage[];
    readonly hasOlder: boolean;
    readonly isLoadingOlder: boolean;
    /** Name of the agent who is typing. */
    readonly typing: string | null;
    /** "polling": no websocket can be opened, the server is asked every few seconds. */
    readonly connection: "connecting" | "online" | "polling" | "offline";
    /** Messages of agents that the visitor has not seen. */
    readonly unread: number;
    readonly isSoundOn: boolean;
    readonly transcript: "none" | "sending" | "sent";
    /** Something to tell the visitor, until it is put away. */
    readonly notice: Failure | null;
    /** What the server has said of the form's fields when it refused to open a conversation. */
    readonly formErrors: FormErrors;
    /** The server's clock minus this one's, in milliseconds. */
    readonly clockOffset: number;
}

/** Whether somebody is there, and what is asked before a conversation begins. */
export interface Availability {
    readonly isAvailable: boolean;
    /** Why not. */
    readonly reason: "closed" | "no_agent" | null;
    readonly nextOpening: Timestamp | null;
    readonly subjects: readonly string[];
    readonly isNameRequired: boolean;
    /** What the visitor agrees to by leaving an address; empty for nothing. */
    readonly consent: string;
}

export interface Visit {
    readonly channelId: ChannelId;
    /** Of two copies the higher wins. */
    readonly rev: Rev;
    readonly state: ChannelState;
    /** Whoever has taken the conversation. */
    readonly agent: { readonly name: string; readonly imageUrl: string | null } | null;
    /** Whether the visitor can send files. */
    readonly mayAttach: boolean;
    /** Whether answers and the transcript have an address to go to. */
    readonly hasEmail: boolean;
    /** Whether an agent has answered, so that there is something to rate. */
    readonly isAnswered: boolean;
    /** 1 to 5; null before. */
    readonly rating: number | null;
    /** Agents have read everything up to this message. */
    readonly readMessageId: MessageId | null;
}

export interface VisitDraft {
    readonly name: string;
    readonly email: string;
    readonly subject: string;
    readonly text: string;
}

/** A sentence for each field that the server did not take; gone once the field is changed. */
export type FormErrors = Readonly<Partial<Record<keyof VisitDraft, string>>>;

export interface VisitMessage {
    readonly id: MessageId;
    readonly rev: Rev;
    readonly clientKey: ClientKey | null;
    readonly html: string;
    readonly type: MessageType;
    readonly authorName: string;
    readonly authorImageUrl: string | null;
    /** By the visitor. */
    readonly isOwn: boolean;
    readonly createdAt: Timestamp;
    readonly attachments: readonly Attachment[];
    readonly isEdited: boolean;
    readonly isDeleted: boolean;
}

/** A text or a file that the server does not have yet. */
export interface OutgoingVisitMessage {
    readonly clientKey: ClientKey;
    readonly text: string;
    readonly file: { readonly name: string; readonly size: number } | null;
    /** Of a file, 0 to 1. */
    readonly progress: number;
    readonly createdAt: Timestamp;
    /** Null while it is tried; the server's reason once it has said no. */
    readonly failure: Failure | null;
}

import type { ChannelId, ClientKey, MessageId, Rev, Timestamp, UserId } from "../../model/ids";
import type { ChannelState, Failure } from "../../model/records";
import type {
    Availability,
    FormErrors,
    Visit,
    VisitDraft,
    VisitMessage,
} from "../../model/visit/visit_state";
import {
    ApiError,
    type Attention,
    type BusStatus,
    type Clock,
    type Keys,
    type LocalFile,
    type Locks,
    type UploadSignal,
} from "../ports";

/** What opens a conversation to whoever shows it. */
export interface VisitAccess {
    readonly channelId: ChannelId;
    readonly token: string;
}

/** How a browser keeps a conversation. */
export interface KeptVisit extends VisitAccess {
    /** The account it is bound to: the token is good only together with a session of it. */
    readonly userId: UserId | null;
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

export interface OpenedVisit extends VisitAccess {
    readonly visit: Visit;
}

export interface VisitPage {
    /** Oldest first. */
    readonly messages: readonly VisitMessage[];
    /** More messages exist, in the direction that was asked for. */
    readonly hasMore: boolean;
    readonly visit: Visit;
}

export interface VisitNews extends VisitPage {
    readonly isAgentTyping: boolean;
}

/** The server, as visitors use it. Every method rejects with `ApiError` and nothing else. */
export interface VisitApi {
    /**
     * @param timeZone By IANA's name; null where the browser does not tell.
     * @param language In which subjects and consent are to be; "" for the website's.
     */
    fetchAvailability(timeZone: string | null, language: string): Promise<Availability>;
    /** Rejects with `RefusedForm` where it is a field that the server does not take. */
    open(
        text: Pick<KeptText, "clientKey" | "text">,
        opening: VisitOpening,
    ): Promise<OpenedVisit & { readonly message: VisitMessage }>;
    send(access: VisitAccess, text: Pick<KeptText, "clientKey" | "text">): Promise<VisitMessage>;
    /** @param signal Aborting it rejects the promise with an `ApiError` of code "cancelled". */
    upload(
        access: VisitAccess,
        clientKey: ClientKey,
        file: LocalFile,
        onProgress: (progress: number) => void,
        signal: UploadSignal,
    ): Promise<VisitMessage>;
    /** @param beforeId Null for the newest messages. */
    fetchMessages(access: VisitAccess, beforeId: MessageId | null): Promise<VisitPage>;
    /** @returns What came after a message, the oldest first. */
    poll(access: VisitAccess, lastId: MessageId | null): Promise<VisitNews>;
    tellTyping(access: VisitAccess, isTyping: boolean): Promise<void>;
    markRead(access: VisitAccess, messageId: MessageId): Promise<void>;
    close(access: VisitAccess): Promise<Visit>;
    rate(access: VisitAccess, rating: number, feedback: string): Promise<Visit>;
    mailTranscript(access: VisitAccess): Promise<void>;
    /** @param ticket From the link of an e-mail. The token of before is good for nothing then. */
    resume(ticket: string): Promise<OpenedVisit>;
    /** Makes the conversation the signed-in account's, under another token. */
    bind(access: VisitAccess): Promise<OpenedVisit>;
    /** Tells with each reply how far the server's clock is ahead, in milliseconds. */
    onServerTime(run: (offset: number) => void): void;
}

/** The server does not take what stands in some fields of the form. */
export class RefusedForm extends ApiError {
    /** @param fields A sentence for each field that is refused. */
    constructor(
        error: ApiError,
        readonly fields: FormErrors,
    ) {
        super(error.kind, error.message, error.code, error.retryAfter);
        this.name = "RefusedForm";
    }
}

/** What the bus tells of one conversation. */
export type VisitNotification =
    | { readonly kind: "messageChanged"; readonly message: VisitMessage }
    | { readonly kind: "visitChanged"; readonly visit: Visit }
    | { readonly kind: "stateChanged"; readonly rev: Rev; readonly state: ChannelState }
    | { readonly kind: "agentRead"; readonly messageId: MessageId }
    /** The visitor, in this browser or another one. */
    | { readonly kind: "ownRead"; readonly messageId: MessageId }
    /** Null when they have stopped. */
    | { readonly kind: "agentTyping"; readonly name: string | null };

export interface VisitBusHandlers {
    onNotification(channelId: ChannelId, notification: VisitNotification): void;
    onStatus(status: BusStatus): void;
    /** What the token gives to hear has changed: subscribe again, then catch up. */
    onResubscribe(): void;
}

/** Real-time hints. They may be lost, repeated or reordered; `VisitApi.poll` is the truth. */
export interface VisitBus {
    /** Connects to nothing yet. */
    start(handlers: VisitBusHandlers): void;
    /** Hears of this token's conversation from now on, and of no other; null for none. */
    follow(token: string | null): void;
    /** Subscribes again to what is followed. */
    resubscribe(): void;
    stop(): void;
}

/**
 * What the tabs of a browser share and what outlives the page. Nothing here throws: a browser that
 * keeps nothing leaves the visitor with what this page knows.
 */
export interface VisitStorage {
    loadVisit(): KeptVisit | null;
    /** @param visit Null takes it away. */
    saveVisit(visit: KeptVisit | null): void;
    loadOpen(): boolean;
    saveOpen(isOpen: boolean): void;
    loadDraft(): VisitDraft;
    saveDraft(draft: VisitDraft): void;
    /** @returns In the order in which they were written. */
    loadTexts(): readonly KeptText[];
    putText(text: KeptText): void;
    removeText(clientKey: ClientKey): void;
    /** @returns Up to where the visitor has read in a conversation. */
    loadRead(channelId: ChannelId): MessageId | null;
    saveRead(channelId: ChannelId, messageId: MessageId): void;
    loadSound(): boolean;
    saveSound(isOn: boolean): void;
    /** @param onChange Called after another tab has changed something. */
    start(onChange: (change: VisitStorageChange) => void): void;
    stop(): void;
}

export type VisitStorageChange = "visit" | "draft" | "texts" | "read" | "sound";

/** The page around the widget. */
export interface VisitSurroundings {
    /** Such as `fr` or `pt-BR`; "" if the page does not say. */
    language(): string;
    address(): string;
    /** "" for none. */
    referrer(): string;
    timeZone(): string | null;
    /** @returns What the link of an e-mail has put into the address; null for nothing. */
    ticket(): string | null;
    /** Takes the ticket out of the address. */
    forgetTicket(): void;
    playSound(): void;
}

/** Everything outside that the visitor's widget needs. */
export interface VisitPorts {
    readonly api: VisitApi;
    readonly bus: VisitBus;
    readonly storage: VisitStorage;
    readonly surroundings: VisitSurroundings;
    readonly clock: Clock;
    readonly keys: Keys;
    readonly attention: Attention;
    readonly locks: Locks;
    /** Who is signed in on this page. */
    readonly userId: UserId | null;
}

import type { ChannelId, ClientKey, MessageId } from "../../../model/ids";
import type {
    Availability,
    FormErrors,
    Visit,
    VisitMessage,
} from "../../../model/visit/visit_state";
import { ApiError, type LocalFile, type UploadSignal } from "../../ports";
import type { Challenge } from "./challenge";
import type { KeptText, VisitAccess, VisitOpening } from "./records";

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
    /**
     * Rejects with `RefusedForm` where it is a field that the server does not take, and with
     * `ChallengeRequired` where it wants to know that this is a human.
     *
     * @param captchaToken What shows it; null before anybody has asked.
     */
    open(
        text: Pick<KeptText, "clientKey" | "text">,
        opening: VisitOpening,
        captchaToken: string | null,
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
    /**
     * Rejects with `LinkUsed` where the link was used before.
     *
     * @param ticket From the link of an e-mail. The token of before is good for nothing then.
     * @param clientKey Repeated with the same one, because the answer was lost, it is one use.
     */
    resume(ticket: string, clientKey: ClientKey): Promise<OpenedVisit>;
    /**
     * Has another link sent to the visitor's own address.
     *
     * @param ticket From the link that was used.
     */
    mailLink(ticket: string): Promise<void>;
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

/** The link of an e-mail is good once. */
export class LinkUsed extends ApiError {
    /** @param channelId The conversation that it led to. */
    constructor(
        error: ApiError,
        readonly channelId: ChannelId,
    ) {
        super(error.kind, error.message, error.code, error.retryAfter);
        this.name = "LinkUsed";
    }
}

/** Who writes from a suspicious place has to show first that they are human. */
export class ChallengeRequired extends ApiError {
    constructor(
        error: ApiError,
        readonly challenge: Challenge,
    ) {
        super(error.kind, error.message, error.code, error.retryAfter);
        this.name = "ChallengeRequired";
    }
}

import type { LocalFile, UploadSignal } from "../../engine/ports";
import type { OpenedVisit, VisitApi, VisitNews, VisitPage } from "../../engine/visit/ports/api";
import type { KeptText, VisitAccess, VisitOpening } from "../../engine/visit/ports/records";
import type { ClientKey, MessageId } from "../../model/ids";
import type { Availability, Visit, VisitMessage } from "../../model/visit/visit_state";
import { type HttpAnswer, unreachableError } from "../api_errors";
import { decodeNothing } from "../decode";
import { HttpClient, type HttpOptions } from "../http_client";
import { uploadForm } from "../http_upload";
import { availabilityRoute } from "./availability_route";
import {
    decodeAccess,
    decodeAvailability,
    decodeNews,
    decodeOpened,
    decodePage,
    decodeSent,
    decodeVisitReply,
} from "./decode_visit";
import { toVisitError } from "./visit_errors";

type Text = Pick<KeptText, "clientKey" | "text">;

const messagesPerPage = 50;

/** The visitors' part of the server's JSON API: a route for each method. */
export class VisitHttpApi implements VisitApi {
    private readonly client: HttpClient;

    /** @param takeEarly Gives what was asked before this was there. */
    constructor(
        options: HttpOptions = {},
        private readonly takeEarly: (route: string) => Promise<HttpAnswer> | null = () => null,
    ) {
        this.client = new HttpClient({ toError: toVisitError, ...options });
    }

    onServerTime(run: (offset: number) => void): void {
        this.client.onServerTime(run);
    }

    async fetchAvailability(timeZone: string | null, language: string): Promise<Availability> {
        const route = availabilityRoute(given({ time_zone: timeZone ?? "", language }));
        const early = this.takeEarly(route);
        if (!early) {
            return this.client.get(route, {}, decodeAvailability);
        }
        const answer = await early.catch(() => Promise.reject(unreachableError()));
        return this.client.understand(route, answer, decodeAvailability);
    }

    open(
        { clientKey, text }: Text,
        opening: VisitOpening,
        captchaToken: string | null,
    ): Promise<OpenedVisit & { readonly message: VisitMessage }> {
        const facts = given({ ...opening, captcha_token: captchaToken ?? "" });
        const body = { client_key: clientKey, content: text, ...facts };
        // Sent also when the visitor goes on to the next page right away.
        return this.client.post("support", body, decodeOpened, true);
    }

    send(access: VisitAccess, { clientKey, text }: Text): Promise<VisitMessage> {
        const body = { ...shown(access), client_key: clientKey, content: text };
        return this.client.post("support/send", body, decodeSent, true);
    }

    async upload(
        { channelId, token }: VisitAccess,
        clientKey: ClientKey,
        file: LocalFile,
        onProgress: (progress: number) => void,
        signal: UploadSignal,
    ): Promise<VisitMessage> {
        const form = new FormData();
        form.append("channel_id", String(channelId));
        form.append("session_token", token);
        form.append("client_key", clientKey);
        // Whoever chooses a file in a browser hands in the browser's own object.
        if (file instanceof Blob) {
            form.append("file", file, file.name);
        }
        const url = `${this.client.baseUrl}/support/upload`;
        const answer = await uploadForm(url, form, onProgress, signal);
        return this.client.understand("support/upload", answer, decodeSent);
    }

    fetchMessages(access: VisitAccess, beforeId: MessageId | null): Promise<VisitPage> {
        const query = beforeId === null ? "" : `&before_id=${beforeId}`;
        const route = `support/${access.channelId}/messages?limit=${messagesPerPage}${query}`;
        return this.client.get(route, header(access), decodePage);
    }

    poll(access: VisitAccess, lastId: MessageId | null): Promise<VisitNews> {
        const route = `support/${access.channelId}/poll?last_message_id=${lastId ?? 0}`;
        return this.client.get(route, header(access), decodeNews);
    }

    tellTyping(access: VisitAccess, isTyping: boolean): Promise<void> {
        const body = { ...shown(access), is_typing: isTyping };
        return this.client.post("support/typing", body, decodeNothing);
    }

    markRead(access: VisitAccess, messageId: MessageId): Promise<void> {
        const body = { ...shown(access), message_id: messageId };
        return this.client.post("support/read", body, decodeNothing);
    }

    close(access: VisitAccess): Promise<Visit> {
        return this.client.post("support/close", shown(access), decodeVisitReply);
    }

    rate(access: VisitAccess, rating: number, feedback: string): Promise<Visit> {
        const body = { ...shown(access), rating, feedback };
        return this.client.post("support/rate", body, decodeVisitReply);
    }

    mailTranscript(access: VisitAccess): Promise<void> {
        return this.client.post("support/transcript", shown(access), decodeNothing);
    }

    resume(ticket: string, clientKey: ClientKey): Promise<OpenedVisit> {
        const body = { ticket, client_key: clientKey };
        return this.client.post("support/resume", body, decodeAccess);
    }

    mailLink(ticket: string): Promise<void> {
        return this.client.post("support/resume/mail", { ticket }, decodeNothing);
    }

    bind(access: VisitAccess): Promise<OpenedVisit> {
        return this.client.post("support/bind", shown(access), decodeAccess);
    }
}

function shown({ channelId, token }: VisitAccess): Record<string, unknown> {
    return { channel_id: channelId, session_token: token };
}

/** Addresses are written down on the way: a token does not belong there. */
function header({ token }: VisitAccess): Record<string, string> {
    return { "X-Session-Token": token };
}

/** @returns What there is to say: the API takes nothing that is empty. */
function given(facts: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ""));
}

import {
    ApiError,
    type ChannelDetails,
    type ChannelPage,
    type ChatApi,
    type MessagePage,
    type MessagePageQuery,
    type OutgoingMessage,
    type ReadMark,
    type SyncResult,
} from "../engine/ports";
import type { ChannelId, MessageId, Rev, UserId } from "../model/ids";
import type { Message } from "../model/records";
import {
    decodeChannel,
    decodeChannels,
    decodeCreatedDirect,
    decodeError,
    decodeMessages,
    decodeReadMark,
    decodeSent,
    decodeSync,
} from "./decode";
import { DecodeError } from "./wire_reader";

const channelsPerPage = 50;
const unreachable = "The server cannot be reached.";
const notUnderstood = "The server's answer cannot be understood.";

export interface HttpApiOptions {
    /** Where the API is; a path means this page's own server. */
    readonly baseUrl?: string;
    /** How long to wait for a whole answer. */
    readonly timeoutMs?: number;
    readonly fetch?: typeof fetch;
}

/** The server's JSON API over HTTP, with the browser's session cookie. */
export class HttpApi implements ChatApi {
    private readonly baseUrl: string;
    private readonly timeoutMs: number;
    private readonly fetch: typeof fetch;

    constructor(options: HttpApiOptions = {}) {
        this.baseUrl = options.baseUrl ?? "/api/chat";
        this.timeoutMs = options.timeoutMs ?? 20_000;
        // Called as a method of anything but the window, the browser's `fetch` throws.
        this.fetch = options.fetch ?? ((...request) => globalThis.fetch(...request));
    }

    listChannels(cursor: string | null): Promise<ChannelPage> {
        const position = cursor === null ? {} : { cursor };
        return this.post("channels", { limit: channelsPerPage, ...position }, decodeChannels);
    }

    fetchChannel(channelId: ChannelId): Promise<ChannelDetails> {
        return this.post(`channel/${channelId}`, {}, decodeChannel);
    }

    fetchMessages({ channelId, limit, beforeId }: MessagePageQuery): Promise<MessagePage> {
        const position = beforeId === undefined ? {} : { before_id: beforeId };
        const body = { channel_id: channelId, limit, ...position };
        return this.post("messages", body, decodeMessages);
    }

    send({ channelId, clientKey, content }: OutgoingMessage): Promise<Message> {
        const body = { channel_id: channelId, client_key: clientKey, content };
        return this.post("send", body, decodeSent);
    }

    createDirect(userId: UserId): Promise<ChannelId> {
        return this.post("create-direct", { user_id: userId }, decodeCreatedDirect);
    }

    markRead(channelId: ChannelId, messageId: MessageId): Promise<ReadMark> {
        const body = { channel_id: channelId, message_id: messageId };
        return this.post("read", body, decodeReadMark);
    }

    sync(cursors: ReadonlyMap<ChannelId, Rev>): Promise<SyncResult> {
        return this.post("sync", { channels: Object.fromEntries(cursors) }, decodeSync);
    }

    private async post<Result>(
        route: string,
        body: object,
        decode: (value: unknown) => Result,
    ): Promise<Result> {
        const { response, text } = await this.request(route, body);
        if (!response.ok) {
            throw toApiError(response, text);
        }
        try {
            return decode(JSON.parse(text));
        } catch (error) {
            throw misunderstood(route, error);
        }
    }

    /** @throws {ApiError} if no complete answer comes in time. */
    private async request(
        route: string,
        body: object,
    ): Promise<{ response: Response; text: string }> {
        const abort = new AbortController();
        const timeout = setTimeout(() => abort.abort(), this.timeoutMs);
        try {
            const response = await this.fetch(`${this.baseUrl}/${route}`, {
                method: "POST",
                headers: { "Content-Type": "application/json", Accept: "application/json" },
                body: JSON.stringify(body),
                credentials: "same-origin",
                signal: abort.signal,
            });
            return { response, text: await response.text() };
        } catch {
            throw new ApiError("unreachable", unreachable, "unreachable");
        } finally {
            clearTimeout(timeout);
        }
    }
}

/** @returns What an answer with an error status means. */
function toApiError(response: Response, text: string): ApiError {
    const { status } = response;
    const said = decodeRefusal(text);
    if (status === 401) {
        return new ApiError("refused", said?.message ?? "Please log in again.", "unauthenticated");
    }
    const isBusy = status === 429 || status >= 500;
    // Without our own words it was not our server that said no, but a proxy or a page of the
    // website: while the server restarts, for example. Later it may be there again.
    if (isBusy || !said) {
        const { message, code } = said ?? { message: unreachable, code: "unreachable" };
        return new ApiError("unreachable", message, code, retryAfter(response));
    }
    return new ApiError("refused", said.message, said.code);
}

function decodeRefusal(text: string): { message: string; code: string } | null {
    try {
        return decodeError(JSON.parse(text));
    } catch {
        return null;
    }
}

/** @returns Seconds to wait, if the server says so in seconds. */
function retryAfter(response: Response): number | null {
    const value = response.headers.get("Retry-After") ?? "";
    return /^\d+$/.test(value) ? Number(value) : null;
}

/** A login page instead of JSON comes here too: as if the server were not there. */
function misunderstood(route: string, error: unknown): ApiError {
    if (error instanceof DecodeError) {
        console.warn(`seitech_elearning: answer of ${route}: ${error.message}`);
    }
    return new ApiError("unreachable", notUnderstood, "unreachable");
}

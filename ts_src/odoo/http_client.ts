import type { ApiError } from "../engine/ports";
import { type HttpAnswer, misunderstood, toApiError, unreachableError } from "./api_errors";

export interface HttpOptions {
    /** Where the API is; a path means this page's own server. */
    readonly baseUrl?: string;
    /** How long to wait for a whole answer. */
    readonly timeoutMs?: number;
    readonly fetch?: typeof fetch;
    /** What an answer with an error status means, where it says more than usual. */
    readonly toError?: (answer: HttpAnswer) => ApiError;
}

/** Requests to the JSON API, and what their answers mean. */
export class HttpClient {
    readonly baseUrl: string;
    private readonly timeoutMs: number;
    private readonly fetch: typeof fetch;
    private readonly toError: (answer: HttpAnswer) => ApiError;
    private onTime: (offset: number) => void = () => undefined;

    constructor(options: HttpOptions) {
        this.baseUrl = options.baseUrl ?? "/api/chat";
        this.timeoutMs = options.timeoutMs ?? 20_000;
        // Called as a method of anything but the window, the browser's `fetch` throws.
        this.fetch = options.fetch ?? ((...request) => globalThis.fetch(...request));
        this.toError = options.toError ?? toApiError;
    }

    /** @param run Told with each answer how far the server's clock is ahead, in milliseconds. */
    onServerTime(run: (offset: number) => void): void {
        this.onTime = run;
    }

    /**
     * @param isLast The page may be gone before the answer comes; the request goes out all the same.
     * @throws {ApiError} And nothing else.
     */
    async post<Result>(
        route: string,
        body: object,
        decode: (value: unknown) => Result,
        isLast = false,
    ): Promise<Result> {
        const answer = await this.request(route, {
            method: "POST",
            headers: { "Content-Type": "application/json", Accept: "application/json" },
            body: JSON.stringify(body),
            keepalive: isLast,
        });
        return this.understand(route, answer, decode);
    }

    /**
     * @param headers What must not stand in the address.
     * @throws {ApiError} And nothing else.
     */
    async get<Result>(
        route: string,
        headers: Readonly<Record<string, string>>,
        decode: (value: unknown) => Result,
    ): Promise<Result> {
        const answer = await this.request(route, {
            method: "GET",
            headers: { Accept: "application/json", ...headers },
        });
        return this.understand(route, answer, decode);
    }

    /**
     * @returns What an answer holds.
     * @throws {ApiError} If it is an error, or makes no sense.
     */
    understand<Result>(
        route: string,
        answer: HttpAnswer,
        decode: (value: unknown) => Result,
    ): Result {
        this.compareClocks(answer);
        if (answer.status < 200 || answer.status > 299) {
            throw this.toError(answer);
        }
        try {
            return decode(JSON.parse(answer.text));
        } catch (error) {
            throw misunderstood(route, error);
        }
    }

    /** @throws {ApiError} if no complete answer comes in time. */
    private async request(route: string, options: RequestInit): Promise<HttpAnswer> {
        const abort = new AbortController();
        const timeout = setTimeout(() => abort.abort(), this.timeoutMs);
        try {
            const response = await this.fetch(`${this.baseUrl}/${route}`, {
                ...options,
                credentials: "same-origin",
                signal: abort.signal,
            });
            const text = await response.text();
            const { status, headers } = response;
            return { status, text, header: (name) => headers.get(name) };
        } catch {
            throw unreachableError();
        } finally {
            clearTimeout(timeout);
        }
    }

    /** The header counts whole seconds, and the way back takes time: good enough for a minute. */
    private compareClocks(answer: HttpAnswer): void {
        const serverTime = Date.parse(answer.header("Date") ?? "");
        if (!Number.isNaN(serverTime)) {
            this.onTime(serverTime - Date.now());
        }
    }
}

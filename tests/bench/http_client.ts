/** Somebody signed in, whose requests are timed from the first byte out to the last byte in. */
import { Agent, request } from "node:http";

/** A single request may take this long before it counts as failed. */
const REQUEST_TIMEOUT_MS = 90_000;

export interface Reply {
    readonly ms: number;
    /** Size of the body. */
    readonly bytes: number;
    readonly status: number;
    /** What went wrong, absent when nothing did. */
    readonly failure?: string;
    readonly body: unknown;
}

/** Several requests that together answer one question. */
export function together(replies: readonly Reply[]): Reply {
    const failed = replies.find((reply) => reply.failure !== undefined);
    return {
        ms: replies.reduce((sum, { ms }) => sum + ms, 0),
        bytes: replies.reduce((sum, { bytes }) => sum + bytes, 0),
        status: failed?.status ?? 200,
        body: replies.at(-1)?.body,
        ...(failed?.failure === undefined ? {} : { failure: failed.failure }),
    };
}

export class Session {
    private constructor(
        private readonly address: URL,
        private readonly agent: Agent,
        /** `session_id=…`, for a browser that is to be the same person. */
        readonly cookie: string,
    ) {}

    /** @throws Error when Odoo refuses the login. */
    static async signIn(
        address: URL,
        database: string,
        login: string,
        password: string,
    ): Promise<Session> {
        const params = { db: database, login, password };
        const response = await fetch(new URL("/web/session/authenticate", address), {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ jsonrpc: "2.0", params }),
        });
        const text = await response.text();
        const cookie = /session_id=[^;]+/.exec(response.headers.get("set-cookie") ?? "")?.[0];
        if (!cookie || !/"uid": \d/.test(text)) {
            throw new Error(`cannot sign in as ${login}: ${text.slice(0, 400)}`);
        }
        return new Session(address, new Agent({ maxSockets: Infinity }), cookie);
    }

    /**
     * Somebody who is not signed in.
     *
     * @param from the address of this machine that the requests come from
     */
    static passerBy(address: URL, from: string): Session {
        return new Session(address, new Agent({ maxSockets: Infinity, localAddress: from }), "");
    }

    /** A JSON-RPC call, as Odoo's own client makes it. An error in the answer is a failure. */
    async rpc(path: string, params: Record<string, unknown>): Promise<Reply> {
        const reply = await this.post(path, { id: 1, jsonrpc: "2.0", method: "call", params });
        const error = field(reply.body, "error");
        if (error === undefined || reply.failure !== undefined) {
            return reply;
        }
        const name = field(field(error, "data"), "name");
        return { ...reply, failure: typeof name === "string" ? name : "error" };
    }

    /** A bare JSON object to a route that answers with a real status. Never rejects. */
    post(path: string, body: unknown): Promise<Reply> {
        const payload = JSON.stringify(body);
        const started = performance.now();
        return new Promise((resolve) => {
            const fail = (failure: string) =>
                resolve({
                    ms: performance.now() - started,
                    bytes: 0,
                    status: 0,
                    failure,
                    body: null,
                });
            const outgoing = request(new URL(path, this.address), {
                method: "POST",
                agent: this.agent,
                timeout: REQUEST_TIMEOUT_MS,
                headers: {
                    "Content-Type": "application/json",
                    "Content-Length": Buffer.byteLength(payload),
                    Cookie: this.cookie,
                },
            });
            outgoing.on("timeout", () => outgoing.destroy(new Error("timeout")));
            outgoing.on("error", (error) => fail(error.message));
            outgoing.on("response", (response) => {
                const chunks: Buffer[] = [];
                response.on("data", (chunk: Buffer) => chunks.push(chunk));
                response.on("error", (error) => fail(error.message));
                response.on("end", () => {
                    const ms = performance.now() - started;
                    resolve(finished(ms, response.statusCode ?? 0, Buffer.concat(chunks)));
                });
            });
            outgoing.end(payload);
        });
    }
}

function finished(ms: number, status: number, bytes: Buffer): Reply {
    const body = parse(bytes.toString());
    const reply: Reply = { ms, bytes: bytes.length, status, body };
    return status === 200 ? reply : { ...reply, failure: `HTTP ${status}` };
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return null;
    }
}

/** One field of something that may be an object. */
export function field(value: unknown, name: string): unknown {
    return typeof value === "object" && value !== null
        ? (value as Record<string, unknown>)[name]
        : undefined;
}

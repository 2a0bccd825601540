/** Odoo with several workers behind nginx, as the administrator's guide describes it. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { type RequestOptions, request } from "node:https";
import { promisify } from "node:util";
import { WebSocket } from "ws";

import { type BusNotification, ODOO_DB } from "./odoo_session";

const run = promisify(execFile);
const SCRIPT = new URL("../../scripts/e2e_proxy.sh", import.meta.url).pathname;

export interface ProxiedReply {
    readonly status: number;
    readonly headers: IncomingHttpHeaders;
    readonly text: string;
}

export interface ProxiedRequest {
    /** Left out: a GET. */
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
    /** The address of this machine from which it is asked. */
    readonly from?: string;
}

/** Somebody who has signed in through the proxy. */
export interface ProxiedPerson {
    readonly cookie: string;
    readonly userId: number;
}

export class ProxiedOdoo {
    private constructor(
        readonly url: string,
        private readonly ca: string,
    ) {}

    /**
     * Starts both; {@link stop} ends them.
     *
     * @throws Error with the script's output when one does not start.
     */
    static async start(): Promise<ProxiedOdoo> {
        const { stdout } = await run(SCRIPT, ["start"]);
        const [url = "", certificate = ""] = stdout.trim().split(" ");
        return new ProxiedOdoo(url, readFileSync(certificate, "utf8"));
    }

    async stop(): Promise<void> {
        await run(SCRIPT, ["stop"]);
    }

    /** One request, on a connection of its own. Never rejects for an HTTP error status. */
    ask(path: string, { body, headers, from }: ProxiedRequest = {}): Promise<ProxiedReply> {
        const payload = body === undefined ? null : JSON.stringify(body);
        return this.exchange(path, payload, {
            method: payload === null ? "GET" : "POST",
            headers: { "Content-Type": "application/json", ...headers },
            ...(from && { localAddress: from }),
        });
    }

    /** Announces a body of that size, and sends nothing of it. */
    announce(path: string, bytes: number): Promise<ProxiedReply> {
        return this.exchange(path, null, {
            method: "POST",
            headers: { "Content-Length": bytes, "Content-Type": "application/json" },
        });
    }

    async signIn(login: string): Promise<ProxiedPerson> {
        const reply = await this.ask("/web/session/authenticate", {
            body: { jsonrpc: "2.0", params: { db: ODOO_DB, login, password: login } },
        });
        const cookie = /session_id=[^;]+/.exec(reply.headers["set-cookie"]?.join() ?? "")?.[0];
        const { result } = JSON.parse(reply.text) as { result?: { uid: number } };
        if (!cookie || !result) {
            throw new Error(`cannot sign in as ${login}: ${reply.text}`);
        }
        return { cookie, userId: result.uid };
    }

    /** @throws Error when the chat's API does not answer with success. */
    async api(
        person: ProxiedPerson,
        route: string,
        body: Record<string, unknown>,
    ): Promise<Record<string, unknown>> {
        const headers = { Cookie: person.cookie };
        const { status, text } = await this.ask(`/api/chat/${route}`, { body, headers });
        if (status !== 200) {
            throw new Error(`${route} answered ${status}: ${text}`);
        }
        return JSON.parse(text) as Record<string, unknown>;
    }

    /** A websocket through the proxy; what comes on it is added to `heard`. */
    async listen(person: ProxiedPerson, heard: BusNotification[]): Promise<WebSocket> {
        const socket = new WebSocket(`${this.url.replace("https", "wss")}/websocket`, {
            ca: this.ca,
            headers: { Cookie: person.cookie, Origin: this.url },
        });
        socket.on("message", (data: Buffer) => {
            heard.push(...(JSON.parse(data.toString("utf8")) as BusNotification[]));
        });
        await new Promise<void>((resolve, reject) => {
            socket.once("open", () => resolve());
            socket.once("error", reject);
        });
        // As Odoo's own client begins: what it wants to hear, and that somebody is there.
        const first = { channels: [], last: 0 };
        socket.send(JSON.stringify({ event_name: "subscribe", data: first }));
        const active = { inactivity_period: 0 };
        socket.send(JSON.stringify({ event_name: "update_presence", data: active }));
        return socket;
    }

    private exchange(
        path: string,
        payload: string | null,
        options: RequestOptions,
    ): Promise<ProxiedReply> {
        return new Promise((resolve, reject) => {
            const asked = request(
                new URL(path, this.url),
                { ...options, ca: this.ca, agent: false, family: 4 },
                (reply) => {
                    const parts: Buffer[] = [];
                    reply.on("data", (part: Buffer) => parts.push(part));
                    reply.on("end", () => {
                        const text = Buffer.concat(parts).toString("utf8");
                        const { statusCode = 0, headers } = reply;
                        resolve({ status: statusCode, headers, text });
                        asked.destroy();
                    });
                },
            );
            asked.on("error", reject);
            if (payload !== null || options.method === "GET") {
                asked.end(payload ?? undefined);
            } else {
                asked.flushHeaders();
            }
        });
    }
}

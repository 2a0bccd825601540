/**
 * A person talking to a running Odoo without a browser: sign in, call the chat API, call the ORM,
 * listen on the raw websocket. What a hostile or headless client could do, these can do.
 */
import { WebSocket } from "ws";

/** Base address of the Odoo under test, set by the runner. */
export const ODOO_URL = requiredEnv("SEITECH_URL");
/** Name of the database under test, set by the runner. */
export const ODOO_DB = requiredEnv("SEITECH_DB");

export function requiredEnv(name: string): string {
    const value = process.env[name];
    if (!value) {
        throw new Error(`${name} is not set: run these tests by ./scripts/dev.sh test e2e`);
    }
    return value;
}

export interface ApiReply {
    readonly status: number;
    readonly body: Record<string, unknown>;
    readonly text: string;
}

/** Sessions of this run by login: a password takes the server a third of a second to check. */
const remembered = new Map<string, Promise<OdooSession>>();

export class OdooSession {
    private constructor(
        readonly login: string,
        readonly cookie: string,
        readonly userId: number,
    ) {}

    /**
     * Signs in, or goes on with the session of an earlier sign-in that the server still knows.
     *
     * @param login Login of a demo user.
     * @param password By default the same word.
     * @throws Error when Odoo refuses the login.
     */
    static signIn(login: string, password = login): Promise<OdooSession> {
        const anew = (): Promise<OdooSession> => OdooSession.signInAnew(login, password);
        const session = (remembered.get(login) ?? anew()).then(async (known) =>
            (await known.isKnown()) ? known : anew(),
        );
        remembered.set(login, session);
        session.catch(() => remembered.delete(login));
        return session;
    }

    /** The next sign-in is a new one: a session keeps the language that its person had. */
    static forget(login: string): void {
        remembered.delete(login);
    }

    private async isKnown(): Promise<boolean> {
        const response = await fetch(`${ODOO_URL}/web/session/check`, {
            method: "POST",
            headers: { "Content-Type": "application/json", Cookie: this.cookie },
            body: JSON.stringify({ jsonrpc: "2.0", params: {} }),
        });
        return !("error" in ((await response.json()) as object));
    }

    private static async signInAnew(login: string, password: string): Promise<OdooSession> {
        const response = await fetch(`${ODOO_URL}/web/session/authenticate`, {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({
                jsonrpc: "2.0",
                params: { db: ODOO_DB, login, password },
            }),
        });
        const reply = (await response.json()) as { result?: { uid?: number } };
        const cookie = /session_id=[^;]+/.exec(response.headers.get("set-cookie") ?? "")?.[0];
        if (!reply.result?.uid || !cookie) {
            throw new Error(`cannot sign in as ${login}: ${JSON.stringify(reply)}`);
        }
        return new OdooSession(login, cookie, reply.result.uid);
    }

    /** A caller without an account. */
    static anonymous(): OdooSession {
        return new OdooSession("", "", 0);
    }

    /** Calls one route of the chat API. Never rejects for an HTTP error status. */
    async api(route: string, body: Record<string, unknown>): Promise<ApiReply> {
        const response = await fetch(`${ODOO_URL}/api/chat/${route}`, {
            method: "POST",
            headers: { "Content-Type": "application/json", Cookie: this.cookie },
            body: JSON.stringify(body),
            redirect: "manual",
        });
        const text = await response.text();
        return { status: response.status, body: parseObject(text), text };
    }

    /**
     * Calls one route that is expected to succeed.
     * @throws Error with status and body when it does not.
     */
    async apiOk(route: string, body: Record<string, unknown>): Promise<Record<string, unknown>> {
        const reply = await this.api(route, body);
        if (reply.status !== 200 || reply.body["success"] !== true) {
            throw new Error(`${this.login}: ${route} answered ${reply.status}: ${reply.text}`);
        }
        return reply.body;
    }

    /** `call_kw`, as Odoo's own web client does it. */
    async callKw(
        model: string,
        method: string,
        args: readonly unknown[],
        kwargs: Record<string, unknown> = {},
    ): Promise<{ result?: unknown; error?: { data?: { name?: string } } }> {
        const response = await fetch(`${ODOO_URL}/web/dataset/call_kw/${model}/${method}`, {
            method: "POST",
            headers: { "Content-Type": "application/json", Cookie: this.cookie },
            body: JSON.stringify({
                jsonrpc: "2.0",
                id: 1,
                method: "call",
                params: { model, method, args, kwargs },
            }),
        });
        return (await response.json()) as { result?: unknown };
    }

    /** @throws Error when Odoo answers with an error. */
    async callKwOk(
        model: string,
        method: string,
        args: readonly unknown[],
        kwargs: Record<string, unknown> = {},
    ): Promise<unknown> {
        const reply = await this.callKw(model, method, args, kwargs);
        if (reply.error) {
            throw new Error(`${this.login}: ${model}.${method}: ${JSON.stringify(reply.error)}`);
        }
        return reply.result;
    }
}

function parseObject(text: string): Record<string, unknown> {
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === "object" && value !== null
            ? (value as Record<string, unknown>)
            : {};
    } catch {
        return {};
    }
}

export interface BusNotification {
    readonly id: number;
    readonly message: { readonly type: string; readonly payload: Record<string, unknown> };
}

/** A raw websocket to Odoo's bus: hears what the server sends, whatever a client would ignore. */
export class RawWebsocket {
    readonly notifications: BusNotification[] = [];

    private constructor(private readonly socket: WebSocket) {
        socket.on("message", (data: Buffer) => {
            const heard = JSON.parse(data.toString("utf8")) as readonly BusNotification[];
            this.notifications.push(...heard);
        });
    }

    /**
     * Connects and subscribes.
     * @param channels Strings the client asks for; the server decides what it really gets.
     */
    static async open(
        session: OdooSession,
        channels: readonly string[] = [],
    ): Promise<RawWebsocket> {
        const socket = new WebSocket(`${ODOO_URL.replace(/^http/, "ws")}/websocket`, {
            headers: { Cookie: session.cookie, Origin: ODOO_URL },
        });
        await new Promise<void>((resolve, reject) => {
            socket.once("open", () => resolve());
            socket.once("error", reject);
        });
        const opened = new RawWebsocket(socket);
        opened.subscribe(channels);
        return opened;
    }

    /** Subscribes again; the server looks up afresh what this person may hear. */
    subscribe(channels: readonly string[] = []): void {
        this.socket.send(JSON.stringify({ event_name: "subscribe", data: { channels, last: 0 } }));
    }

    /** Payloads heard so far of one type, `seitech.chat/…` without the prefix. */
    heard(type: string): readonly Record<string, unknown>[] {
        return this.notifications
            .filter(({ message }) => message.type === `seitech.chat/${type}`)
            .map(({ message }) => message.payload);
    }

    close(): void {
        this.socket.close();
    }
}

/**
 * Waits until a condition holds.
 * @param timeout Milliseconds.
 * @throws Error naming `what` when it does not hold in time.
 */
export async function waitUntil(
    what: string,
    condition: () => boolean | Promise<boolean>,
    timeout = 10_000,
): Promise<void> {
    const deadline = Date.now() + timeout;
    while (!(await condition())) {
        if (Date.now() > deadline) {
            throw new Error(`not within ${timeout} ms: ${what}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 25));
    }
}

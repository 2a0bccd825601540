import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { ApiError } from "../../ts_src/engine/ports";
import type { ChannelId, Rev } from "../../ts_src/model/ids";
import { HttpApi } from "../../ts_src/odoo/http_api";
import { channelId, clientKey, messageId, rev, userId } from "../helpers/builders";
import { wireFixture } from "../helpers/wire_fixtures";

interface Request {
    readonly method: string;
    readonly url: string;
    readonly type: string;
    readonly body: unknown;
}

type Answer = (response: ServerResponse) => void;

/** A server that notes what it is asked and answers as the test says. */
class TestServer {
    readonly requests: Request[] = [];
    answer: Answer = (response) => void response.end();
    private readonly server = createServer((request, response) => {
        void this.handle(request, response);
    });

    async start(): Promise<string> {
        await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
        const { port } = this.server.address() as AddressInfo;
        return `http://127.0.0.1:${port}/api/chat`;
    }

    async stop(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise((resolve) => this.server.close(resolve));
    }

    private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
        let text = "";
        for await (const chunk of request) {
            text += String(chunk);
        }
        this.requests.push({
            method: request.method ?? "",
            url: request.url ?? "",
            type: request.headers["content-type"] ?? "",
            body: JSON.parse(text) as unknown,
        });
        this.answer(response);
    }
}

const json =
    (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
    (response) =>
        void response
            .writeHead(status, { "Content-Type": "application/json", ...headers })
            .end(JSON.stringify(body));

const text =
    (body: string, status: number): Answer =>
    (response) =>
        void response.writeHead(status, { "Content-Type": "text/html" }).end(body);

QUnit.module("odoo/http_api", (hooks) => {
    let server: TestServer;
    let api: HttpApi;
    let baseUrl: string;
    const warn = console.warn;
    let warnings: string[];

    hooks.beforeEach(async () => {
        server = new TestServer();
        baseUrl = await server.start();
        api = new HttpApi({ baseUrl });
        warnings = [];
        console.warn = (...parts: unknown[]) => void warnings.push(parts.join(" "));
    });
    hooks.afterEach(async () => {
        console.warn = warn;
        await server.stop();
    });

    const failure = async (request: Promise<unknown> = api.listChannels(null)) => {
        try {
            await request;
        } catch (caught) {
            if (caught instanceof ApiError) {
                const { kind, code, message, retryAfter } = caught;
                return { kind, code, message, retryAfter };
            }
            return caught;
        }
        return "no failure";
    };
    const unreachable = {
        kind: "unreachable",
        code: "unreachable",
        message: "The server cannot be reached.",
        retryAfter: null,
    };
    const notUnderstood = {
        ...unreachable,
        message: "The server's answer cannot be understood.",
    };

    QUnit.module("asks", () => {
        const cases: [string, (api: HttpApi) => Promise<unknown>, string, string, object][] = [
            [
                "first page of channels",
                (it) => it.listChannels(null),
                "reply_channels",
                "channels",
                { limit: 50 },
            ],
            [
                "next page of channels",
                (it) => it.listChannels("next"),
                "reply_channels",
                "channels",
                { limit: 50, cursor: "next" },
            ],
            ["channel", (it) => it.fetchChannel(channelId(7)), "reply_channel", "channel/7", {}],
            [
                "newest messages",
                (it) => it.fetchMessages({ channelId: channelId(7), limit: 30 }),
                "reply_messages",
                "messages",
                { channel_id: 7, limit: 30 },
            ],
            [
                "older messages",
                (it) =>
                    it.fetchMessages({
                        channelId: channelId(7),
                        limit: 30,
                        beforeId: messageId(9),
                    }),
                "reply_messages",
                "messages",
                { channel_id: 7, limit: 30, before_id: 9 },
            ],
            [
                "send",
                (it) =>
                    it.send({
                        channelId: channelId(7),
                        clientKey: clientKey("key"),
                        content: "hi\n<b>",
                    }),
                "reply_send",
                "send",
                { channel_id: 7, client_key: "key", content: "hi\n<b>" },
            ],
            [
                "create direct",
                (it) => it.createDirect(userId(12)),
                "reply_create_direct",
                "create-direct",
                { user_id: 12 },
            ],
            [
                "mark read",
                (it) => it.markRead(channelId(7), messageId(9)),
                "reply_read",
                "read",
                { channel_id: 7, message_id: 9 },
            ],
            [
                "sync",
                (it) => it.sync(new Map<ChannelId, Rev>([[channelId(7), rev(5)]])),
                "reply_sync",
                "sync",
                { channels: { 7: 5 } },
            ],
        ];

        for (const [name, call, fixture, route, body] of cases) {
            QUnit.test(name, async (assert) => {
                server.answer = json(wireFixture(fixture));
                assert.strictEqual(await failure(call(api)), "no failure");
                assert.deepEqual(server.requests, [
                    {
                        method: "POST",
                        url: `/api/chat/${route}`,
                        type: "application/json",
                        body,
                    },
                ]);
            });
        }
    });

    QUnit.module("refused", () => {
        for (const status of [400, 403, 404, 409, 413, 415, 422]) {
            QUnit.test(`${status} with the server's own sentence`, async (assert) => {
                server.answer = json(wireFixture("reply_error"), status);
                assert.deepEqual(await failure(), {
                    kind: "refused",
                    code: "invalid_value",
                    message: "Write a message before sending.",
                    retryAfter: null,
                });
            });
        }

        QUnit.test("401, whoever says it", async (assert) => {
            server.answer = json(
                { success: false, error: "Log in.", code: "unauthenticated" },
                401,
            );
            const said = { kind: "refused", code: "unauthenticated", retryAfter: null };
            assert.deepEqual(await failure(), { ...said, message: "Log in." });
            server.answer = text("<h1>Login</h1>", 401);
            assert.deepEqual(await failure(), { ...said, message: "Please log in again." });
        });
    });

    QUnit.module("unreachable", () => {
        QUnit.test("nobody listens", async (assert) => {
            await server.stop();
            assert.deepEqual(await failure(), unreachable);
        });

        const failureInTime = () =>
            failure(new HttpApi({ baseUrl, timeoutMs: 200 }).listChannels(null));

        QUnit.test("no answer in time", async (assert) => {
            server.answer = () => {};
            assert.deepEqual(await failureInTime(), unreachable);
            assert.strictEqual(server.requests.length, 1);
        });

        QUnit.test("an answer that does not end", async (assert) => {
            server.answer = (response) => void response.writeHead(200).write('{"success":');
            assert.deepEqual(await failureInTime(), unreachable);
        });

        QUnit.test("the connection breaks in the middle", async (assert) => {
            server.answer = (response) => {
                response.writeHead(200, { "Content-Length": "1000" }).write("{");
                response.destroy();
            };
            assert.deepEqual(await failure(), unreachable);
        });

        QUnit.test("500 and 502 in HTML", async (assert) => {
            for (const status of [500, 502]) {
                server.answer = text("<h1>Internal Server Error</h1>", status);
                assert.deepEqual(await failure(), unreachable);
            }
        });

        QUnit.test("503 in the server's words", async (assert) => {
            const body = { success: false, error: "Try again later.", code: "unavailable" };
            server.answer = json(body, 503, { "Retry-After": "7" });
            assert.deepEqual(await failure(), {
                kind: "unreachable",
                code: "unavailable",
                message: "Try again later.",
                retryAfter: 7,
            });
        });

        QUnit.test("429, with and without a number of seconds", async (assert) => {
            const body = { success: false, error: "Slow down.", code: "rate_limited" };
            const said = { kind: "unreachable", code: "rate_limited", message: "Slow down." };
            server.answer = json(body, 429, { "Retry-After": "30" });
            assert.deepEqual(await failure(), { ...said, retryAfter: 30 });
            server.answer = json(body, 429, { "Retry-After": "Sat, 31 Jan 2026 12:00:00 GMT" });
            assert.deepEqual(await failure(), { ...said, retryAfter: null });
        });

        QUnit.test("a page of the website instead of an answer", async (assert) => {
            server.answer = text("<html>Log in</html>", 200);
            assert.deepEqual(await failure(), notUnderstood);
            server.answer = text("<html>Not found</html>", 404);
            assert.deepEqual(await failure(), unreachable);
        });

        QUnit.test("JSON of another shape, told to whoever looks for the cause", async (assert) => {
            server.answer = json({ success: true, channels: [{ id: "7" }] });
            assert.deepEqual(await failure(), notUnderstood);
            assert.deepEqual(warnings, [
                "seitech_elearning: answer of channels: channels[0].id is not a whole number from 0",
            ]);
        });

        QUnit.test("empty, broken and bare JSON", async (assert) => {
            for (const body of ["", "{", "null", "[]", "7"]) {
                server.answer = (response) => void response.end(body);
                assert.deepEqual(await failure(), notUnderstood, JSON.stringify(body));
            }
        });
    });
});

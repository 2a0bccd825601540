import { ApiError } from "../../ts_src/engine/ports";
import { HttpApi } from "../../ts_src/odoo/http_api";
import { json, TestServer, text } from "../helpers/api_server";
import { wireFixture } from "../helpers/wire_fixtures";

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

    const failure = async (request: Promise<unknown> = api.listChannels({})) => {
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

        QUnit.test("by a proxy, before our server has seen it", async (assert) => {
            const said = { kind: "refused", retryAfter: null };
            server.answer = text("<h1>413 Request Entity Too Large</h1>", 413);
            const tooLarge = "This is too large for the server.";
            assert.deepEqual(await failure(), { ...said, code: "too_large", message: tooLarge });
            server.answer = text("<h1>415</h1>", 415);
            const message = "The server does not take this.";
            const code = "unsupported_media_type";
            assert.deepEqual(await failure(), { ...said, code, message });
        });

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
            failure(new HttpApi({ baseUrl, timeoutMs: 200 }).listChannels({}));

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

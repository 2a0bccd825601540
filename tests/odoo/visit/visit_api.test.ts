import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { ApiError } from "../../../ts_src/engine/ports";
import { ChallengeRequired, LinkUsed, RefusedForm } from "../../../ts_src/engine/visit/ports/api";
import type { ChannelId, ClientKey, MessageId } from "../../../ts_src/model/ids";
import { VisitHttpApi } from "../../../ts_src/odoo/visit/visit_api";
import { wireFixture } from "../../helpers/wire_fixtures";

const access = { channelId: 6 as ChannelId, token: "secret" };
const text = { clientKey: "key" as ClientKey, text: "Hello" };
const shown = { channel_id: 6, session_token: "secret" };
const opening = {
    name: "Vera",
    email: "",
    subject: "Payment",
    language: "fr-FR",
    page: "https://www.example.com/shop",
    referrer: "",
};

type Call = (api: VisitHttpApi) => Promise<unknown>;

/** What is called, what is answered, and what is asked: method, address, body, token by header. */
const calls: readonly [string, Call, string, readonly [string, string, unknown, unknown]][] = [
    [
        "availability",
        (it) => it.fetchAvailability("Europe/Paris", "fr"),
        "reply_support_availability",
        ["GET", "support/availability?time_zone=Europe%2FParis&language=fr", null, undefined],
    ],
    [
        "open",
        (it) => it.open(text, opening, null),
        "reply_support_opened",
        [
            "POST",
            "support",
            {
                client_key: "key",
                content: "Hello",
                name: "Vera",
                subject: "Payment",
                language: "fr-FR",
                page: "https://www.example.com/shop",
            },
            undefined,
        ],
    ],
    [
        "open, by a human",
        (it) => it.open(text, { ...opening, subject: "", page: "" }, "captcha"),
        "reply_support_opened",
        [
            "POST",
            "support",
            {
                client_key: "key",
                content: "Hello",
                name: "Vera",
                language: "fr-FR",
                captcha_token: "captcha",
            },
            undefined,
        ],
    ],
    [
        "send",
        (it) => it.send(access, text),
        "reply_support_send",
        ["POST", "support/send", { ...shown, client_key: "key", content: "Hello" }, undefined],
    ],
    [
        "newest messages",
        (it) => it.fetchMessages(access, null),
        "reply_support_messages",
        ["GET", "support/6/messages?limit=50", null, "secret"],
    ],
    [
        "older messages",
        (it) => it.fetchMessages(access, 201 as MessageId),
        "reply_support_messages",
        ["GET", "support/6/messages?limit=50&before_id=201", null, "secret"],
    ],
    [
        "poll",
        (it) => it.poll(access, 201 as MessageId),
        "reply_support_poll",
        ["GET", "support/6/poll?last_message_id=201", null, "secret"],
    ],
    [
        "poll for all",
        (it) => it.poll(access, null),
        "reply_support_poll",
        ["GET", "support/6/poll?last_message_id=0", null, "secret"],
    ],
    [
        "typing",
        (it) => it.tellTyping(access, false),
        "reply_support_transcript",
        ["POST", "support/typing", { ...shown, is_typing: false }, undefined],
    ],
    [
        "read",
        (it) => it.markRead(access, 202 as MessageId),
        "reply_support_read",
        ["POST", "support/read", { ...shown, message_id: 202 }, undefined],
    ],
    [
        "close",
        (it) => it.close(access),
        "reply_support_close",
        ["POST", "support/close", shown, undefined],
    ],
    [
        "rate",
        (it) => it.rate(access, 5, "Nice"),
        "reply_support_rate",
        ["POST", "support/rate", { ...shown, rating: 5, feedback: "Nice" }, undefined],
    ],
    [
        "transcript",
        (it) => it.mailTranscript(access),
        "reply_support_transcript",
        ["POST", "support/transcript", shown, undefined],
    ],
    [
        "resume",
        (it) => it.resume("ticket", "key" as ClientKey),
        "reply_support_resume",
        ["POST", "support/resume", { ticket: "ticket", client_key: "key" }, undefined],
    ],
    [
        "a link in the place of a used one",
        (it) => it.mailLink("ticket"),
        "reply_support_transcript",
        ["POST", "support/resume/mail", { ticket: "ticket" }, undefined],
    ],
    [
        "bind",
        (it) => it.bind(access),
        "reply_support_bind",
        ["POST", "support/bind", shown, undefined],
    ],
];

QUnit.module("odoo/visit/visit_api", (hooks) => {
    let asked: unknown[];
    let status = 200;
    let answer: unknown;
    let api: VisitHttpApi;
    const server = createServer((request, response) => void handle(request, response));

    const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
        let body = "";
        for await (const chunk of request) {
            body += String(chunk);
        }
        const { method, url, headers } = request;
        const told = body === "" ? null : (JSON.parse(body) as unknown);
        asked.push([method, url, told, headers["x-session-token"]]);
        response.writeHead(status, { "Content-Type": "application/json" });
        response.end(JSON.stringify(answer));
    };

    hooks.before(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
    hooks.after(() => {
        server.closeAllConnections();
        server.close();
    });
    hooks.beforeEach(() => {
        asked = [];
        status = 200;
        const { port } = server.address() as AddressInfo;
        api = new VisitHttpApi({ baseUrl: `http://127.0.0.1:${port}/api/chat` });
    });

    const rejection = async (run: Promise<unknown>): Promise<unknown> =>
        run.then(
            () => null,
            (error: unknown) => error,
        );

    for (const [name, call, fixture, [method, route, body, token]] of calls) {
        QUnit.test(name, async (assert) => {
            answer = wireFixture(fixture);
            await call(api);
            assert.deepEqual(asked, [[method, `/api/chat/${route}`, body, token]]);
        });
    }

    QUnit.test("what was asked early is taken, and asked again if it failed", async (assert) => {
        const early = [
            Promise.resolve({
                status: 200,
                text: JSON.stringify(wireFixture("reply_support_availability")),
                header: () => null,
            }),
            Promise.reject(new TypeError("offline")),
        ];
        const { port } = server.address() as AddressInfo;
        const routes: string[] = [];
        const hasty = new VisitHttpApi(
            { baseUrl: `http://127.0.0.1:${port}/api/chat` },
            (route) => {
                routes.push(route);
                return early.shift() ?? null;
            },
        );
        answer = wireFixture("reply_support_availability");
        const first = await hasty.fetchAvailability("UTC", "en");
        assert.strictEqual(
            ((await rejection(hasty.fetchAvailability("UTC", "en"))) as ApiError).kind,
            "unreachable",
        );
        assert.deepEqual(asked, []);
        assert.deepEqual(await hasty.fetchAvailability("UTC", "en"), first);
        assert.strictEqual(asked.length, 1);
        assert.deepEqual(routes, Array(3).fill("support/availability?time_zone=UTC&language=en"));
    });

    QUnit.test("every route of the port is here", (assert) => {
        // Uploads need a browser; the clock is no request.
        const others = ["constructor", "onServerTime", "upload"];
        const called = calls.map(([, call]) => /\bit\.(\w+)/.exec(String(call))?.[1]);
        const methods = Object.getOwnPropertyNames(VisitHttpApi.prototype);
        assert.deepEqual(
            methods.filter((name) => !called.includes(name)),
            others,
        );
    });

    QUnit.test("a refusal tells which fields of the form it is about", async (assert) => {
        status = 422;
        answer = { ...(wireFixture("reply_error") as object), fields: { email: "No address." } };
        const error = await rejection(api.open(text, opening, null));
        assert.true(error instanceof RefusedForm);
        assert.deepEqual((error as RefusedForm).fields, { email: "No address." });
        assert.strictEqual((error as RefusedForm).kind, "refused");
    });

    QUnit.test("who has to show to be human is told how", async (assert) => {
        status = 403;
        answer = wireFixture("reply_support_challenge");
        const error = await rejection(api.open(text, opening, null));
        assert.true(error instanceof ChallengeRequired);
        assert.deepEqual((error as ChallengeRequired).challenge, {
            provider: "turnstile",
            siteKey: "1x00000000000000000000AA",
        });
        assert.strictEqual((error as ChallengeRequired).kind, "refused");
        // What is not known cannot be solved: a refusal like any other.
        answer = { ...(answer as object), details: { provider: "abacus", site_key: "x" } };
        const strange = await rejection(api.open(text, opening, null));
        assert.true(strange instanceof RefusedForm);
        assert.strictEqual((strange as ApiError).code, "challenge_required");
    });

    QUnit.test("a link that was used says where it has led", async (assert) => {
        status = 409;
        answer = wireFixture("reply_support_link_used");
        const error = await rejection(api.resume("ticket", "key" as ClientKey));
        assert.true(error instanceof LinkUsed);
        const { channelId, code, kind } = error as LinkUsed;
        assert.deepEqual([channelId, code, kind], [6 as ChannelId, "link_used", "refused"]);
        answer = { ...(answer as object), details: {} };
        const strange = await rejection(api.resume("ticket", "key" as ClientKey));
        assert.deepEqual([strange instanceof LinkUsed, (strange as ApiError).code], [
            false,
            "link_used",
        ] as [boolean, string]);
    });

    QUnit.test("no answer is no refusal, and a dead token is told as such", async (assert) => {
        status = 503;
        answer = "";
        const busy = await rejection(api.poll(access, null));
        assert.deepEqual([(busy as ApiError).kind, busy instanceof RefusedForm], [
            "unreachable",
            false,
        ] as [string, boolean]);
        status = 401;
        const dead = await rejection(api.poll(access, null));
        assert.true(dead instanceof ApiError);
        assert.strictEqual((dead as ApiError).code, "unauthenticated");
    });
});

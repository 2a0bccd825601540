import type { IncomingMessage } from "node:http";

import type { Page } from "playwright-core";

import { wireFixture } from "../helpers/wire_fixtures";
import { WiresBrowser } from "../helpers/wires_page";

const json = (body: unknown) => JSON.stringify(body);

/** Uploads need the browser's own way of sending forms. */
QUnit.module("odoo/http_api uploads", (hooks) => {
    const browser = new WiresBrowser();
    let tab: Page;

    hooks.before(() => browser.start());
    hooks.after(() => browser.stop());
    hooks.beforeEach(async () => {
        tab = await browser.openTab();
        await tab.evaluate(() => {
            const upload = async (bytes: number, stopAfter: number | null) => {
                const progress: number[] = [];
                const stop = new AbortController();
                const content = new Uint8Array(bytes).fill(97);
                const file = Object.assign(new File([content], "nötes.txt"), {
                    mimetype: "text/plain",
                });
                if (stopAfter !== null) {
                    setTimeout(() => stop.abort(), stopAfter);
                }
                const api = new wires.HttpApi();
                try {
                    const attachment = await api.upload(
                        wires.ids.channelId(7),
                        file,
                        (part) => void progress.push(part),
                        stop.signal,
                    );
                    return { progress, attachment };
                } catch (error) {
                    const { kind, code, message } = error as Record<string, unknown>;
                    return { progress, kind, code, message };
                }
            };
            Object.assign(notes, { upload });
        });
    });
    hooks.afterEach(() => browser.closeTabs());

    type Outcome = { progress: number[] } & Record<string, unknown>;
    const upload = (bytes = 14, stopAfter: number | null = null) =>
        tab.evaluate(
            ([size, time]) =>
                (notes["upload"] as (a: number, b: number | null) => Promise<Outcome>)(size, time),
            [bytes, stopAfter] as const,
        );
    const read = async (request: IncomingMessage) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) {
            chunks.push(chunk as Buffer);
        }
        return Buffer.concat(chunks).toString();
    };
    const answerWith = (status: number, body: string, type = "application/json") => {
        const asked: { url: string; type: string; body: string }[] = [];
        const handle: typeof browser.answer = async (request, response) => {
            const { url = "", headers } = request;
            asked.push({ url, type: headers["content-type"] ?? "", body: await read(request) });
            response.writeHead(status, { "Content-Type": type }).end(body);
        };
        browser.answer = handle;
        return asked;
    };

    QUnit.test("a form with the channel and the file under its own name", async (assert) => {
        const asked = answerWith(200, json(wireFixture("reply_upload")));
        const { attachment } = await upload();
        assert.deepEqual(attachment, {
            id: 51,
            name: "notes.txt",
            mimetype: "text/plain",
            size: 14,
            url: "/seitech_chat/file/51/notes.txt?token=token",
            width: null,
            height: null,
            thumbnailUrl: null,
            isHeld: false,
        });
        assert.strictEqual(asked.length, 1);
        assert.strictEqual(asked[0]?.url, "/api/chat/upload");
        assert.true(asked[0]?.type.startsWith("multipart/form-data; boundary="));
        const body = asked[0]?.body ?? "";
        assert.true(/name="channel_id"\r\n\r\n7\r\n/.test(body), body);
        assert.true(/name="file"; filename="nötes.txt"/.test(body), body);
        assert.true(body.includes("a".repeat(14)));
    });

    QUnit.test("tells how far it is, up to the end", async (assert) => {
        answerWith(200, json(wireFixture("reply_upload")));
        const { progress } = await upload(8_000_000);
        assert.true(progress.length > 0);
        assert.true(progress.every((part, index) => part >= (progress[index - 1] ?? 0)));
        assert.strictEqual(progress.at(-1), 1);
    });

    QUnit.test("stopped on the way, and before it began", async (assert) => {
        let aborted = 0;
        browser.answer = (request, response) => {
            response.on("close", () => void (aborted += 1));
            request.resume();
        };
        const stopped = { kind: "refused", code: "cancelled", message: "The upload was stopped." };
        const { progress: _some, ...outcome } = await upload(14, 300);
        assert.deepEqual(outcome, stopped);
        await tab.waitForTimeout(100);
        assert.strictEqual(aborted, 1, "the server is not left waiting");
        const early = await tab.evaluate(() => {
            const stop = new AbortController();
            stop.abort();
            return wires
                .uploadForm("/api/chat/upload", new FormData(), () => {}, stop.signal)
                .then(String, (error: unknown) => (error as { code: string }).code);
        });
        assert.strictEqual(early, "cancelled");
    });

    QUnit.test("nothing moves any more", async (assert) => {
        browser.answer = (request) => void request.resume();
        const outcome = await tab.evaluate(() =>
            wires
                .uploadForm(
                    "/api/chat/upload",
                    new FormData(),
                    () => {},
                    new AbortController().signal,
                    200,
                )
                .then(String, (error: unknown) => (error as { code: string }).code),
        );
        assert.strictEqual(outcome, "unreachable");
    });

    QUnit.test("refused in the server's words", async (assert) => {
        for (const [status, code] of [
            [413, "too_large"],
            [415, "unsupported_media_type"],
            [422, "invalid_value"],
        ] as const) {
            answerWith(status, json({ success: false, error: "Not this one.", code }));
            const { progress: _some, ...outcome } = await upload();
            assert.deepEqual(outcome, { kind: "refused", code, message: "Not this one." });
        }
    });

    QUnit.test("refused by a proxy that knows no JSON", async (assert) => {
        answerWith(413, "<h1>413 Request Entity Too Large</h1>", "text/html");
        const { progress: _some, ...outcome } = await upload();
        const message = "This is too large for the server.";
        assert.deepEqual(outcome, { kind: "refused", code: "too_large", message });
    });

    QUnit.test("the connection breaks", async (assert) => {
        browser.answer = (request) => void request.socket.destroy();
        const { progress: _some, ...outcome } = await upload();
        const message = "The server cannot be reached.";
        assert.deepEqual(outcome, { kind: "unreachable", code: "unreachable", message });
    });
});

QUnit.module("odoo/http_api on leaving the page", (hooks) => {
    const browser = new WiresBrowser();

    hooks.before(() => browser.start());
    hooks.after(() => browser.stop());

    QUnit.test("a deletion goes out although the page is gone", async (assert) => {
        const tab = await browser.openTab();
        const asked = new Promise<string>((resolve) => {
            browser.answer = (request, response) => {
                response.end();
                resolve(request.url ?? "");
            };
        });
        await tab.evaluate(() => {
            addEventListener("pagehide", () => {
                void new wires.HttpApi().deleteMessage(wires.ids.messageId(9)).catch(() => {});
            });
        });
        await tab.goto("about:blank");
        assert.strictEqual(await asked, "/api/chat/delete");
    });
});

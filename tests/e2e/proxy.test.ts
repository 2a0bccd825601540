/** Several workers behind nginx, with the very files of doc/admin. */
import { randomUUID } from "node:crypto";

import { type BusNotification, OdooSession, waitUntil } from "../helpers/odoo_session";
import { ProxiedOdoo } from "../helpers/proxied_odoo";

const MEGABYTE = 1024 * 1024;
const LIMIT = 12;

QUnit.module("e2e > proxy", (hooks) => {
    let odoo: ProxiedOdoo;

    hooks.before(async (assert) => {
        assert.timeout(120_000);
        odoo = await ProxiedOdoo.start();
    });
    hooks.after(() => odoo.stop());

    QUnit.test("a page, with addresses of the outside", async (assert) => {
        const page = await odoo.ask("/slides");
        assert.strictEqual(page.status, 200);
        assert.true(page.text.includes(`${odoo.url}/slides`), "https, the name and port asked for");
        const { headers } = await odoo.ask("/web/login", {
            headers: { "Accept-Encoding": "gzip" },
        });
        assert.true(/session_id=.*HttpOnly/i.test(headers["set-cookie"]?.join() ?? ""));
    });

    QUnit.test("what one worker takes, everybody hears by the websocket", async (assert) => {
        const [student, instructor] = await Promise.all([
            odoo.signIn("student"),
            odoo.signIn("instructor"),
        ]);
        const { channel_id: id } = await odoo.api(student, "create-direct", {
            user_id: instructor.userId,
        });
        const heard: BusNotification[] = [];
        const socket = await odoo.listen(instructor, heard);
        const texts = Array.from({ length: 10 }, (_, number) => `${number} ${randomUUID()}`);
        // Each on a connection of its own, so that both workers have some.
        await Promise.all(
            texts.map((content) =>
                odoo.api(student, "send", { channel_id: id, content, client_key: randomUUID() }),
            ),
        );
        const said = (): string[] =>
            heard
                .filter(({ message }) => message.type === "seitech.chat/new_message")
                .map(({ message }) => (message.payload["message"] as { content: string }).content)
                .filter((content) => texts.includes(content));
        await waitUntil("all ten are heard", () => said().length >= texts.length);
        assert.deepEqual(said().toSorted(), texts.toSorted(), "each once");
        await waitUntil("somebody who listens is online", async () => {
            const { people } = await odoo.api(student, "presence", { channel_id: id });
            return JSON.stringify(people).includes("online");
        });
        socket.close();
    });

    QUnit.test("limits go by the caller's address, and are one for all workers", async (assert) => {
        const admin = await OdooSession.signIn("admin");
        const key = "seitech_elearning.rate_network";
        const before = await admin.callKwOk("ir.config_parameter", "get_param", [key]);
        await admin.callKwOk("ir.config_parameter", "set_param", [key, `${LIMIT}`]);
        try {
            const call = async (from: string, claims: string): Promise<number> => {
                const headers = { "X-Forwarded-For": claims };
                const path = "/api/chat/support/availability";
                return (await odoo.ask(path, { headers, from })).status;
            };
            const answers = await Promise.all(
                Array.from({ length: 3 * LIMIT }, (_, n) => call("127.0.2.1", `10.0.${n}.1`)),
            );
            const accepted = answers.filter((status) => status === 200).length;
            assert.true(
                accepted >= LIMIT && accepted < 1.5 * LIMIT,
                `${accepted} are answered, whatever address they claim to come from`,
            );
            assert.true(answers.includes(429));
            assert.strictEqual(await call("127.0.9.1", "127.0.2.1"), 200, "others are let in");
        } finally {
            await admin.callKwOk("ir.config_parameter", "set_param", [key, before]);
        }
    });

    QUnit.test(
        "what is too large is refused, by Odoo in words, at last by nginx",
        async (assert) => {
            const person = await odoo.signIn("student");
            const headers = { Cookie: person.cookie };
            const body = { channel_id: 1, content: "x".repeat(MEGABYTE) };
            const refused = await odoo.ask("/api/chat/send", { body, headers });
            assert.strictEqual(refused.status, 413);
            assert.strictEqual((JSON.parse(refused.text) as { code: string }).code, "too_large");
            const turnedAway = await odoo.announce("/api/chat/upload", 129 * MEGABYTE);
            assert.strictEqual(turnedAway.status, 413);
            assert.true(turnedAway.text.includes("nginx"), "before any of it has been sent");
        },
    );
});

import { decodeChannels, decodeMessages, decodeSync } from "../../ts_src/odoo/decode";
import { decodeMessage } from "../../ts_src/odoo/decode_messages";
import { DecodeError } from "../../ts_src/odoo/wire_reader";
import { noon } from "../helpers/builders";
import { wireFixture } from "../helpers/wire_fixtures";

QUnit.module("odoo/decode what it is not", () => {
    const changed = (change: object) => ({ ...(wireFixture("message") as object), ...change });
    const without = (name: string) => {
        const { [name]: _gone, ...rest } = wireFixture("message") as Record<string, unknown>;
        return rest;
    };
    const path = (decode: () => unknown) => {
        try {
            decode();
        } catch (caught) {
            return caught instanceof DecodeError ? caught.path : `not a DecodeError: ${caught}`;
        }
        return "understood";
    };
    const decoded = (value: unknown) => path(() => decodeMessage(value, "message"));

    QUnit.test("no field may be missing or of another type", (assert) => {
        const names = Object.keys(wireFixture("message") as object);
        // This is there for older clients.
        const unread = ["is_read"];
        for (const name of names) {
            const isRead = !unread.includes(name);
            const expected = isRead ? `message.${name}` : "understood";
            assert.strictEqual(decoded(without(name)), expected, `${name} missing`);
            const wrong = decoded(changed({ [name]: [-1] }));
            assert.strictEqual(wrong.startsWith(expected), true, `${name} a list: ${wrong}`);
        }
    });

    QUnit.test("values out of range", (assert) => {
        const cases: [object, string][] = [
            [{ id: "101" }, "message.id"],
            [{ id: true }, "message.id"],
            [{ id: 1.5 }, "message.id"],
            [{ id: -1 }, "message.id"],
            [{ id: 2 ** 53 }, "message.id"],
            [{ id: null }, "message.id"],
            [{ content: 5 }, "message.content"],
            [{ deleted: 0 }, "message.deleted"],
            [{ type: "video" }, "message.type"],
            [{ created_at: "yesterday" }, "message.created_at"],
            [{ created_at: "2026-01-31 12:00:00" }, "message.created_at"],
            [{ created_at: "2026-13-31T12:00:00Z" }, "message.created_at"],
            [{ edited_at: "2026-01-31T12:00:00+01:00" }, "message.edited_at"],
            [{ parent_id: "1" }, "message.parent_id"],
            [{ author: null }, "message.author"],
            [{ author: [] }, "message.author"],
        ];
        for (const [change, expected] of cases) {
            assert.strictEqual(decoded(changed(change)), expected, JSON.stringify(change));
        }
    });

    QUnit.test("what may be null, and what may be more", (assert) => {
        const flags = { is_agent: true, is_visitor: false };
        const author = { id: null, name: "Former member", image_url: null, ...flags };
        const change = { author, client_key: null, parent_id: 3, later_feature: {} };
        const result = decodeMessage(changed(change), "").message;
        assert.deepEqual(
            [result.author.id, result.clientKey, Number(result.parentId)],
            [null, null, 3],
        );
        const later = decodeMessage(changed({ edited_at: "2026-01-31T12:00:01.500Z" }), "");
        assert.strictEqual(later.message.editedAt, noon + 1_500);
        const parent = { id: 3, author_name: null, preview: "", deleted: true };
        const quoted = decodeMessage(changed({ parent }), "").message.parent;
        assert.deepEqual(quoted, { id: 3, authorName: "", preview: "", deleted: true });
    });

    QUnit.test("the path leads to the mistake", (assert) => {
        const page = wireFixture("reply_messages") as { messages: object[] };
        const broken = { ...page.messages[0], author: { id: 1, name: 2 } };
        const messages = [page.messages[0], broken];
        assert.strictEqual(
            path(() => decodeMessages({ ...page, messages })),
            "messages[1].author.name",
        );
        assert.strictEqual(
            path(() => decodeSync({ channels: { 7: { reset: 1 } }, gone: [] })),
            "channels.7.reset",
        );
        assert.strictEqual(
            path(() => decodeSync({ channels: {}, gone: [null], memberships_rev: null })),
            "gone",
        );
        assert.strictEqual(
            path(() => decodeChannels([])),
            "",
        );
        assert.strictEqual(
            path(() => decodeChannels("<html>")),
            "",
        );
        assert.strictEqual(
            path(() => decodeChannels({ channels: {} })),
            "channels",
        );
        assert.strictEqual(new DecodeError("a.b", "a text").message, "a.b is not a text");
    });
});

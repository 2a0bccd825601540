/** A third person can neither list, read, send to, nor hear somebody else's conversation. */
import { randomUUID } from "node:crypto";
import { OdooSession, RawWebsocket, waitUntil } from "../helpers/odoo_session";

const MODELS = ["seitech.chat.channel", "seitech.chat.member", "seitech.chat.message"] as const;

QUnit.module("e2e > access", (hooks) => {
    let instructor: OdooSession;
    let student: OdooSession;
    let outsiders: OdooSession[];
    let channelId: number;
    let secret: string;

    hooks.before(async () => {
        instructor = await OdooSession.signIn("instructor");
        student = await OdooSession.signIn("student");
        outsiders = await Promise.all(
            ["student3", "student2", "instructor2", "agent"].map((login) =>
                OdooSession.signIn(login),
            ),
        );
        const created = await instructor.apiOk("create-direct", { user_id: student.userId });
        channelId = created["channel_id"] as number;
        secret = `secret ${randomUUID()}`;
        await instructor.apiOk("send", { channel_id: channelId, content: secret });
    });

    QUnit.test(
        "over HTTP a stranger gets the answer for a channel that is not there",
        async (assert) => {
            const absent = 2_000_000_000;
            for (const outsider of outsiders) {
                const list = await outsider.apiOk("channels", { limit: 100 });
                const ids = (list["channels"] as { id: number }[]).map(({ id }) => id);
                assert.notOk(ids.includes(channelId), `${outsider.login} does not see it listed`);

                for (const [route, body] of attempts(channelId)) {
                    const reply = await outsider.api(route, body);
                    const nothing = await outsider.api(...absentAttempt(route, body, absent));
                    assert.strictEqual(reply.status, 404, `${outsider.login}: ${route}`);
                    assert.strictEqual(reply.body["code"], "not_found");
                    assert.deepEqual(
                        withoutRequestId(reply.body),
                        withoutRequestId(nothing.body),
                        "no difference to a channel that does not exist",
                    );
                }
                const sync = await outsider.apiOk("sync", { channels: { [channelId]: 0 } });
                assert.deepEqual(sync["channels"], {}, "sync gives nothing");
                assert.deepEqual(sync["gone"], [channelId]);
            }
            const visitor = OdooSession.anonymous();
            for (const [route, body] of attempts(channelId)) {
                const reply = await visitor.api(route, body);
                assert.strictEqual(reply.status, 401, `not signed in: ${route}`);
                assert.strictEqual(reply.body["code"], "unauthenticated");
            }
        },
    );

    QUnit.test("nor by call_kw", async (assert) => {
        for (const outsider of [...outsiders, OdooSession.anonymous()]) {
            for (const model of MODELS) {
                const key = model === "seitech.chat.channel" ? "id" : "channel_id";
                const found = await outsider.callKw(model, "search_read", [
                    [[key, "=", channelId]],
                ]);
                assert.notOk(
                    Array.isArray(found.result) && found.result.length,
                    `${outsider.login || "visitor"} finds no ${model}`,
                );
            }
            const read = await outsider.callKw("seitech.chat.channel", "read", [[channelId]]);
            assert.ok(read.error, "reading by id is refused");
            const written = await outsider.callKw("seitech.chat.message", "create", [
                [{ channel_id: channelId, content: "intruder" }],
            ]);
            assert.ok(written.error, "so is writing a message");
            const posted = await outsider.callKw("seitech.chat.channel", "action_send_message", [
                [channelId],
                "intruder",
            ]);
            assert.ok(posted.error, "so is calling the method that sends");
            const joined = await outsider.callKw("seitech.chat.member", "create", [
                [{ channel_id: channelId, user_id: outsider.userId }],
            ]);
            assert.ok(joined.error, "so is making oneself a member");
        }
        const history = await student.apiOk("messages", { channel_id: channelId });
        const contents = (history["messages"] as { content: string }[]).map((m) => m.content);
        assert.ok(contents.includes(secret), "the members still read it");
        assert.notOk(contents.includes("intruder"), "and nothing was written");
    });

    QUnit.test("nor on the websocket", async (assert) => {
        assert.timeout(30_000);
        const names = [`seitech.chat.channel_${channelId}`, `${channelId}`];
        const member = await RawWebsocket.open(student);
        const sockets = await Promise.all(
            [...outsiders, OdooSession.anonymous()].map((person) =>
                RawWebsocket.open(person, names),
            ),
        );
        try {
            await waitUntil("the member hears a message", async () => {
                await instructor.apiOk("send", { channel_id: channelId, content: secret });
                return member
                    .heard("new_message")
                    .some((payload) => payload["channel_id"] === channelId);
            });
            for (const socket of sockets) {
                const overheard = socket
                    .heard("new_message")
                    .filter((payload) => payload["channel_id"] === channelId);
                assert.deepEqual(overheard, [], "a stranger hears nothing of it");
            }
        } finally {
            [member, ...sockets].forEach((socket) => socket.close());
        }
    });
});

function attempts(channelId: number): [string, Record<string, unknown>][] {
    return [
        [`channel/${channelId}`, {}],
        ["messages", { channel_id: channelId }],
        ["send", { channel_id: channelId, content: "intruder" }],
        ["read", { channel_id: channelId, message_id: 1 }],
    ];
}

function absentAttempt(
    route: string,
    body: Record<string, unknown>,
    absent: number,
): [string, Record<string, unknown>] {
    return route.startsWith("channel/")
        ? [`channel/${absent}`, body]
        : [route, { ...body, channel_id: absent }];
}

function withoutRequestId(body: Record<string, unknown>): Record<string, unknown> {
    return { ...body, request_id: null };
}

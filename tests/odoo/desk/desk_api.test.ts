import type { DeskApi } from "../../../ts_src/engine/desk/desk_ports";
import { ApiError } from "../../../ts_src/engine/ports";
import { HttpDeskApi } from "../../../ts_src/odoo/desk/desk_api";
import { json, TestServer } from "../../helpers/api_server";
import { channelId, clientKey, rev, userId } from "../../helpers/builders";
import { wireFixture } from "../../helpers/wire_fixtures";

const six = channelId(6);
const limit = 100;

/** What is asked, what the server answers, and what it should have heard. */
const calls: readonly [
    keyof DeskApi,
    (api: DeskApi) => Promise<unknown>,
    string,
    object,
    string?,
][] = [
    ["fetchSetup", (it) => it.fetchSetup(), "setup", {}],
    ["fetchQueue", (it) => it.fetchQueue("mine", null), "queue", { queue: "mine", limit }],
    [
        "fetchQueue",
        (it) => it.fetchQueue("closed", 31),
        "queue",
        { queue: "closed", limit, cursor: 31 },
    ],
    ["claim", (it) => it.claim(six), "claim", { channel_id: 6 }],
    ["release", (it) => it.release(six), "release", { channel_id: 6 }],
    [
        "transfer",
        (it) => it.transfer(six, { userId: userId(15) }, "Knows her"),
        "transfer",
        { channel_id: 6, user_id: 15, note: "Knows her" },
    ],
    [
        "transfer",
        (it) => it.transfer(six, { teamId: 61 }, null),
        "transfer",
        { channel_id: 6, team_id: 61 },
    ],
    ["setTags", (it) => it.setTags(six, [51]), "tags", { channel_id: 6, tag_ids: [51] }],
    ["fetchPerson", (it) => it.fetchPerson(six), "person", { channel_id: 6 }],
    ["fetchNotes", (it) => it.fetchNotes(six, null), "notes", { channel_id: 6, after_rev: 0 }],
    [
        "fetchNotes",
        (it) => it.fetchNotes(six, rev(2001)),
        "notes",
        { channel_id: 6, after_rev: 2001 },
    ],
    [
        "addNote",
        (it) => it.addNote(six, "*Careful*", clientKey("key")),
        "note",
        { channel_id: 6, content: "*Careful*", client_key: "key" },
    ],
    ["block", (it) => it.block(six, 24), "block", { channel_id: 6, hours: 24 }],
    ["unblock", (it) => it.unblock(six), "unblock", { channel_id: 6 }],
    ["markSpam", (it) => it.markSpam(six), "spam", { channel_id: 6 }],
    ["allowFiles", (it) => it.allowFiles(six, true), "files", { channel_id: 6, allowed: true }],
    ["setAvailability", (it) => it.setAvailability("busy"), "availability", { state: "busy" }],
];

QUnit.module("odoo/desk/desk_api", (hooks) => {
    let server: TestServer;
    let api: HttpDeskApi;

    hooks.beforeEach(async () => {
        server = new TestServer();
        api = new HttpDeskApi({ baseUrl: await server.start() });
    });
    hooks.afterEach(() => server.stop());

    QUnit.test("every request of the port is here", (assert) => {
        const methods = Object.getOwnPropertyNames(HttpDeskApi.prototype);
        const others = ["constructor", "change"];
        const called = new Set<string>(calls.map(([name]) => name));
        assert.deepEqual(
            methods.filter((name) => !called.has(name)),
            others,
        );
    });

    for (const [name, call, route, body] of calls) {
        QUnit.test(`${name} ${JSON.stringify(body)}`, async (assert) => {
            server.answer = json(wireFixture(`reply_desk_${route}`));
            await call(api);
            const asked = server.requests.map(({ url, body: told }) => [url, told]);
            assert.deepEqual(asked, [[`/api/chat/desk/${route}`, body]]);
        });
    }

    QUnit.test("a colleague was first: who, in the server's words", async (assert) => {
        server.answer = json(wireFixture("reply_desk_claimed"), 409);
        await assert.rejects(
            api.claim(six),
            (error: unknown) =>
                error instanceof ApiError &&
                error.kind === "refused" &&
                error.code === "already_claimed" &&
                error.message === "Ada Agent has this conversation.",
        );
    });
});

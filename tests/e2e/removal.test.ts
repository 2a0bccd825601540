/**
 * Somebody who is no longer in a channel hears nothing more of it, whatever the reason, even with
 * a client that plays foul: one that never subscribes again, or asks for what it guesses.
 */
import { randomUUID } from "node:crypto";
import { createCrowd, liftLimits } from "../helpers/crowd";
import { OdooSession, RawWebsocket, waitUntil } from "../helpers/odoo_session";

const SENDS_AFTER = 100;

/** A channel with somebody who writes, somebody who stays and somebody who is about to go. */
interface Scene {
    readonly channelId: number;
    readonly writes: OdooSession;
    readonly stays: OdooSession;
    readonly leaves: OdooSession;
    /** Ends the membership of the one who leaves. */
    readonly end: () => Promise<void>;
    /** What the API answers the one who left: 401 to those who cannot even sign in. */
    readonly refusal: number;
}

QUnit.module("e2e > removal", (hooks) => {
    hooks.before(liftLimits);

    for (const [how, prepare] of [
        ["removed from a group", groupScene],
        ["unenrolled from a course", courseScene],
        ["archived", archivedScene],
    ] as const) {
        QUnit.test(`${how}: the open websocket falls silent`, async (assert) => {
            assert.timeout(120_000);
            const scene = await prepare();
            const staying = await RawWebsocket.open(scene.stays);
            const leaving = await RawWebsocket.open(scene.leaves, guesses(scene));
            try {
                await sendUntilHeard(scene, [staying, leaving]);
                await scene.end();
                const before = contents(leaving, scene).length;
                await waitUntil("the others are told to subscribe again", () => {
                    return staying.heard("resubscribe").length > 0;
                });
                staying.subscribe();
                for (let number = 0; number < SENDS_AFTER; number++) {
                    await send(scene, `after ${number}`);
                }
                await waitUntil("the member who stayed hears every message", () => {
                    const after = contents(staying, scene).filter((t) => t.startsWith("after"));
                    return after.length === SENDS_AFTER;
                });
                assert.strictEqual(contents(leaving, scene).length, before, "0 of 100 reached it");

                leaving.subscribe(guesses(scene));
                await send(scene, "after all");
                await waitUntil("the member who stayed hears it", () => {
                    return contents(staying, scene).includes("after all");
                });
                assert.strictEqual(contents(leaving, scene).length, before, "nor after asking");
                for (const payload of leaving.heard("resubscribe")) {
                    assert.deepEqual(payload, {}, "what it does hear has no content");
                }
                await assertStranger(assert, scene);
            } finally {
                staying.close();
                leaving.close();
            }
        });
    }
});

async function assertStranger(assert: Assert, scene: Scene): Promise<void> {
    const { leaves, channelId } = scene;
    const asked = await leaves.api("messages", { channel_id: channelId });
    assert.strictEqual(asked.status, scene.refusal, "the API refuses to read");
    const sent = await leaves.api("send", { channel_id: channelId, content: "still here" });
    assert.strictEqual(sent.status, scene.refusal, "and to send");
    const found = await leaves.callKw("seitech.chat.message", "search_read", [
        [["channel_id", "=", channelId]],
    ]);
    assert.notOk(Array.isArray(found.result) && found.result.length, "the ORM finds nothing");
}

/** A manager takes somebody out. */
async function groupScene(): Promise<Scene> {
    const { manager, people, channelId } = await newGroup();
    const [writes, stays, leaves] = people;
    return {
        channelId,
        writes,
        stays,
        leaves,
        refusal: 404,
        end: async () => {
            await manager.callKwOk("seitech.chat.channel", "write", [
                [channelId],
                { member_ids: [[3, leaves.userId]] },
            ]);
        },
    };
}

/** An administrator archives an account. */
async function archivedScene(): Promise<Scene> {
    const { people, channelId } = await newGroup();
    const [writes, stays, leaves] = people;
    const admin = await OdooSession.signIn("admin");
    return {
        channelId,
        writes,
        stays,
        leaves,
        refusal: 401,
        end: async () => {
            await admin.callKwOk("res.users", "write", [[leaves.userId], { active: false }]);
        },
    };
}

/** An enrolment ends. */
async function courseScene(): Promise<Scene> {
    const admin = await OdooSession.signIn("admin");
    const [writes, stays, leaves] = await threePeople();
    const courseId = firstId(
        await admin.callKwOk("slide.channel", "create", [[{ name: `Course ${randomUUID()}` }]]),
    );
    const users = (await admin.callKwOk("res.users", "read", [
        [writes.userId, stays.userId, leaves.userId],
        ["partner_id"],
    ])) as { id: number; partner_id: [number, string] }[];
    const enrolments = (await admin.callKwOk("slide.channel.partner", "create", [
        users.map((user) => ({ channel_id: courseId, partner_id: user.partner_id[0] })),
    ])) as number[];
    const opened = await admin.apiOk("create", { channel_type: "course", course_id: courseId });
    const channelId = opened["channel_id"] as number;
    const ended = enrolments[users.findIndex((user) => user.id === leaves.userId)];
    return {
        channelId,
        writes,
        stays,
        leaves,
        refusal: 404,
        end: async () => {
            await admin.callKwOk("slide.channel.partner", "unlink", [[ended]]);
        },
    };
}

async function newGroup(): Promise<{
    manager: OdooSession;
    people: readonly [OdooSession, OdooSession, OdooSession];
    channelId: number;
}> {
    const manager = await OdooSession.signIn("manager");
    const people = await threePeople();
    const created = await manager.callKwOk("seitech.chat.channel", "create", [
        [
            {
                name: `Removal ${randomUUID()}`,
                channel_type: "group",
                member_ids: [[6, 0, people.map((person) => person.userId)]],
            },
        ],
    ]);
    return { manager, people, channelId: firstId(created) };
}

async function threePeople(): Promise<readonly [OdooSession, OdooSession, OdooSession]> {
    const [writes, stays, leaves] = await createCrowd(3);
    if (!writes || !stays || !leaves) {
        throw new Error("no crowd");
    }
    return [writes, stays, leaves];
}

function firstId(created: unknown): number {
    const [id] = created as number[];
    if (!id) {
        throw new Error("nothing was created");
    }
    return id;
}

function guesses({ channelId }: Scene): string[] {
    return [
        `seitech.chat.channel_${channelId}`,
        `seitech_chat_channel_${channelId}`,
        `seitech.chat/open/${channelId}`,
        `["seitech.chat.channel",${channelId}]`,
    ];
}

/** Texts heard from the channel, each once: a new subscription repeats the last minute. */
function contents(socket: RawWebsocket, { channelId }: Scene): string[] {
    const texts = socket
        .heard("new_message")
        .filter((payload) => payload["channel_id"] === channelId)
        .map((payload) => (payload["message"] as { content: string }).content);
    return [...new Set(texts)];
}

function send({ writes, channelId }: Scene, content: string): Promise<unknown> {
    return writes.apiOk("send", { channel_id: channelId, content, client_key: randomUUID() });
}

/** Subscribing takes a moment: sends until every socket has heard at least one message. */
async function sendUntilHeard(scene: Scene, sockets: readonly RawWebsocket[]): Promise<void> {
    await waitUntil("both sockets are subscribed", async () => {
        await send(scene, `before ${randomUUID()}`);
        return sockets.every((socket) => contents(socket, scene).length > 0);
    });
}

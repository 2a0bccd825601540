/** Somebody taken out of a channel hears nothing more, even with a client that plays foul. */
import { randomUUID } from "node:crypto";
import { createGroupChannel, removeMember, type GroupChannel } from "../helpers/group_channel";
import { RawWebsocket, waitUntil, type OdooSession } from "../helpers/odoo_session";

const SENDS_AFTER = 20;

QUnit.module("e2e > removal", () => {
    QUnit.test("the open websocket of a removed member falls silent", async (assert) => {
        assert.timeout(60_000);
        const channel = await createGroupChannel(`Removal ${randomUUID()}`, [
            "instructor",
            "student",
            "student2",
        ]);
        const [instructor, stays, leaves] = channel.people as [
            OdooSession,
            OdooSession,
            OdooSession,
        ];
        const staying = await RawWebsocket.open(stays);
        // It asks for the channel by every name a client might guess, and never subscribes again.
        const leaving = await RawWebsocket.open(leaves, guesses(channel));
        try {
            await sendUntilHeard(instructor, channel, [staying, leaving]);

            await removeMember(channel, leaves.userId);
            const before = contents(leaving, channel).length;
            await waitUntil("the others are told to subscribe again", () => {
                return staying.heard("resubscribe").length > 0;
            });
            staying.subscribe();
            for (let number = 0; number < SENDS_AFTER; number++) {
                await send(instructor, channel, `after ${number}`);
            }
            await waitUntil("the member who stayed hears every message", () => {
                return (
                    contents(staying, channel).filter((text) => text.startsWith("after")).length ===
                    SENDS_AFTER
                );
            });
            assert.strictEqual(
                contents(leaving, channel).length,
                before,
                "0 of 20 messages reached it",
            );

            leaving.subscribe(guesses(channel));
            await send(instructor, channel, "after 20");
            await waitUntil("the member who stayed hears it", () => {
                return contents(staying, channel).includes("after 20");
            });
            assert.strictEqual(
                contents(leaving, channel).length,
                before,
                "nor after subscribing again",
            );
            for (const payload of leaving.heard("resubscribe")) {
                assert.deepEqual(payload, {}, "what it does hear has no content");
            }

            const refused = await leaves.api("messages", { channel_id: channel.id });
            assert.strictEqual(refused.status, 404, "the API answers as to a stranger");
        } finally {
            staying.close();
            leaving.close();
        }
    });
});

function guesses(channel: GroupChannel): string[] {
    return [
        `seitech.chat.channel_${channel.id}`,
        `seitech_chat_channel_${channel.id}`,
        `["seitech.chat.channel",${channel.id}]`,
    ];
}

/** Texts heard from the channel, each once: a new subscription repeats the last minute. */
function contents(socket: RawWebsocket, channel: GroupChannel): string[] {
    const texts = socket
        .heard("new_message")
        .filter((payload) => payload["channel_id"] === channel.id)
        .map((payload) => (payload["message"] as { content: string }).content);
    return [...new Set(texts)];
}

function send(person: OdooSession, channel: GroupChannel, content: string): Promise<unknown> {
    return person.apiOk("send", {
        channel_id: channel.id,
        content,
        client_key: randomUUID(),
    });
}

/** Subscribing takes a moment: sends until every socket has heard at least one message. */
async function sendUntilHeard(
    person: OdooSession,
    channel: GroupChannel,
    sockets: readonly RawWebsocket[],
): Promise<void> {
    await waitUntil("both sockets are subscribed", async () => {
        await send(person, channel, `before ${randomUUID()}`);
        return sockets.every((socket) => contents(socket, channel).length > 0);
    });
}

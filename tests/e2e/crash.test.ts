/** The server dies, again and again, while people write. Nothing is lost, nothing comes twice. */
import { randomUUID } from "node:crypto";
import { createGroupChannel, EVERYBODY } from "../helpers/group_channel";
import { liftLimits, wholeHistory } from "../helpers/crowd";
import { killServer, startServer } from "../helpers/odoo_server";
import type { OdooSession } from "../helpers/odoo_session";

const SENDERS = 8;
const SENDS_EACH = 250;
const CRASHES = 10;
/** What is sent again although its answer has arrived: a client that lost its memory of it. */
const RESENT = 0.15;

QUnit.module("e2e > crash", () => {
    QUnit.test("killed 10 times during 2,000 sends", async (assert) => {
        assert.timeout(900_000);
        await liftLimits();
        const channel = await createGroupChannel(`Crash ${randomUUID()}`, EVERYBODY);
        const progress = { sent: 0 };
        const writing = Promise.all(
            channel.people
                .slice(0, SENDERS)
                .map((person) => sendStubbornly(person, channel.id, progress)),
        );
        for (let crash = 1; crash <= CRASHES; crash++) {
            await reached(progress, (crash * SENDERS * SENDS_EACH) / (CRASHES + 1));
            await killServer();
            await startServer();
        }
        const ids = (await writing).flat();

        assert.strictEqual(new Set(ids).size, SENDERS * SENDS_EACH, "each send has its own id");
        const [person] = channel.people;
        const history = person ? await wholeHistory(person, channel.id) : [];
        const texts = history.map(({ content }) => content);
        assert.strictEqual(texts.length, SENDERS * SENDS_EACH, "nothing is lost");
        assert.strictEqual(new Set(texts).size, texts.length, "nothing is there twice");
        assert.deepEqual(
            history.map(({ id }) => id),
            ids.toSorted((a, b) => a - b),
            "and the senders know exactly what is there",
        );
    });
});

async function reached(progress: { sent: number }, count: number): Promise<void> {
    while (progress.sent < count) {
        await pause(20);
    }
}

async function sendStubbornly(
    person: OdooSession,
    channelId: number,
    progress: { sent: number },
): Promise<number[]> {
    const ids: number[] = [];
    for (let number = 0; number < SENDS_EACH; number++) {
        const body = {
            channel_id: channelId,
            content: `${person.login} ${number}`,
            client_key: randomUUID(),
        };
        const id = await sendUntilAnswered(person, body);
        if (
            number % Math.round(1 / RESENT) === 0 &&
            (await sendUntilAnswered(person, body)) !== id
        ) {
            throw new Error(`sent again, ${body.content} became another message`);
        }
        ids.push(id);
        progress.sent++;
    }
    return ids;
}

async function sendUntilAnswered(
    person: OdooSession,
    body: Record<string, unknown>,
): Promise<number> {
    for (;;) {
        const id = await trySend(person, body);
        if (id !== null) {
            return id;
        }
        await pause(200);
    }
}

/**
 * @returns The message's id, or null when the server is away.
 * @throws Error when the server is there and refuses.
 */
async function trySend(person: OdooSession, body: Record<string, unknown>): Promise<number | null> {
    try {
        const reply = await person.api("send", body);
        if (reply.status === 200) {
            return (reply.body["message"] as { id: number }).id;
        }
        if (reply.status === 503) {
            return null;
        }
        throw new Error(`${person.login}: send answered ${reply.status}: ${reply.text}`);
    } catch (error) {
        // What fetch says when the connection breaks or is refused.
        if (error instanceof TypeError) {
            return null;
        }
        throw error;
    }
}

function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

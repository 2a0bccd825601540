/** Ordering and exactly-once, over real HTTP against the running server. */
import { randomUUID } from "node:crypto";
import { liftLimits } from "../helpers/crowd";
import { createGroupChannel, EVERYBODY, type GroupChannel } from "../helpers/group_channel";
import { serverLogMark, serverLogSince } from "../helpers/odoo_server";
import type { OdooSession } from "../helpers/odoo_session";

const WRITERS = 8;
const SENDS_EACH = 500;
const READERS = 5;
const PAGE = 100;

QUnit.module("e2e > ordering", (hooks) => {
    let channel: GroupChannel;

    hooks.before(async () => {
        await liftLimits();
        channel = await createGroupChannel(`Ordering ${randomUUID()}`, EVERYBODY);
    });

    QUnit.test("8 writers, one order for every reader, nothing missed", async (assert) => {
        assert.timeout(600_000);
        const mark = serverLogMark();
        const writers = channel.people.slice(0, WRITERS);
        const writing = { done: false };
        const readers = channel.people
            .slice(-READERS)
            .map((person) => readBySync(person, channel.id, writing));

        const sent = await Promise.all(writers.map((person) => sendMany(person, channel.id)));
        writing.done = true;
        const seen = await Promise.all(readers);

        const order = await wholeHistory(channel);
        assert.strictEqual(order.length, WRITERS * SENDS_EACH, "every send is in the history");
        assert.deepEqual(
            sent.flat().sort((a, b) => a - b),
            order,
            "each send gave one message of its own, and ids are in commit order",
        );
        for (const ids of seen) {
            assert.deepEqual(ids, order, "a reader that follows by sync has the same sequence");
        }
        assert.deepEqual(
            retriesIn(await serverLogSince(mark)),
            [],
            "no transaction had to be retried",
        );
    });

    QUnit.test("the same client key 20 times at once gives one message", async (assert) => {
        const person = firstOf(channel);
        const body = {
            channel_id: channel.id,
            content: "Only once, please",
            client_key: randomUUID(),
        };
        const replies = await Promise.all(
            Array.from({ length: 20 }, () => person.apiOk("send", body)),
        );
        const ids = new Set(replies.map((reply) => messageId(reply["message"])));
        assert.strictEqual(ids.size, 1, "twenty replies name one message");

        const newest = await person.apiOk("messages", { channel_id: channel.id, limit: 30 });
        const copies = (newest["messages"] as { content: string }[]).filter(
            (message) => message.content === body.content,
        );
        assert.strictEqual(copies.length, 1, "the history holds it once");

        const other = await person.api("send", { ...body, content: "Something else" });
        assert.strictEqual(other.status, 409, "the key cannot be used for another text");
        assert.strictEqual(other.body["code"], "conflict");
    });
});

function firstOf(channel: GroupChannel): OdooSession {
    const [person] = channel.people;
    if (!person) {
        throw new Error("the channel has no members");
    }
    return person;
}

function messageId(message: unknown): number {
    return (message as { id: number }).id;
}

async function sendMany(person: OdooSession, channelId: number): Promise<number[]> {
    const ids: number[] = [];
    for (let number = 0; number < SENDS_EACH; number++) {
        const reply = await person.apiOk("send", {
            channel_id: channelId,
            content: `${person.login} ${number}`,
            client_key: randomUUID(),
        });
        ids.push(messageId(reply["message"]));
    }
    return ids;
}

/** Follows the channel by `sync`, from revision 0 on, until the writers have finished. */
async function readBySync(
    person: OdooSession,
    channelId: number,
    writing: { done: boolean },
): Promise<number[]> {
    const ids: number[] = [];
    let rev = 0;
    for (let last = false; !last;) {
        last = writing.done;
        const reply = await person.apiOk("sync", { channels: { [channelId]: rev } });
        const changes = (reply["channels"] as Record<string, SyncedChannel>)[channelId];
        // A channel without changes is not in the answer.
        if (changes) {
            // A reader that fell too far behind is told to load messages instead (`reset`). Those
            // may be newer than `sync_rev`, and the next `sync` repeats them.
            const newer = changes.reset
                ? await messagesAfter(person, channelId, ids.at(-1) ?? 0)
                : changes.messages.map(({ id }) => id);
            ids.push(...newer.filter((id) => id > (ids.at(-1) ?? 0)));
            rev = changes.sync_rev;
        }
        await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return ids;
}

async function messagesAfter(
    person: OdooSession,
    channelId: number,
    afterId: number,
): Promise<number[]> {
    const ids: number[] = [];
    for (let more = true; more;) {
        const page = await person.apiOk("messages", {
            channel_id: channelId,
            limit: PAGE,
            after_id: ids.at(-1) ?? afterId,
        });
        ids.push(...(page["messages"] as { id: number }[]).map(messageId));
        more = page["has_more"] === true;
    }
    return ids;
}

interface SyncedChannel {
    readonly reset: boolean;
    readonly sync_rev: number;
    readonly messages: readonly { readonly id: number }[];
}

async function wholeHistory(channel: GroupChannel): Promise<number[]> {
    const person = firstOf(channel);
    const ids: number[] = [];
    for (let more = true; more;) {
        const page = await person.apiOk("messages", {
            channel_id: channel.id,
            limit: PAGE,
            ...(ids[0] === undefined ? {} : { before_id: ids[0] }),
        });
        ids.unshift(...(page["messages"] as { id: number; type: string }[]).map(messageId));
        more = page["has_more"] === true;
    }
    return ids;
}

/** Lines in which Odoo says that it repeats a transaction ("…, 4 tries left, try again in …"). */
function retriesIn(log: string): string[] {
    return log.split("\n").filter((line) => /tries left|maximum number of tries/.test(line));
}

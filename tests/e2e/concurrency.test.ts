/** Many people doing the same thing at the same moment. */
import { randomUUID } from "node:crypto";
import { createCrowd, createCrowdChannel, liftLimits, wholeHistory } from "../helpers/crowd";
import { serverLogMark, serverLogSince } from "../helpers/odoo_server";
import { OdooSession, type ApiReply } from "../helpers/odoo_session";

const SENDERS = 50;
const SENDING_MS = 30_000;
const REACTING_PEOPLE = 20;
const REACTIONS_EACH = 50;
const EMOJI = ["👍", "❤️", "😂", "🎉", "🙏"];

QUnit.module("e2e > concurrency", (hooks) => {
    let crowd: readonly OdooSession[];

    hooks.before(async (assert) => {
        assert.timeout(180_000);
        await liftLimits();
        crowd = await createCrowd(SENDERS);
    });

    QUnit.test("50 parallel create-direct of one pair give one channel", async (assert) => {
        const manager = await OdooSession.signIn("manager");
        const [other] = crowd;
        const replies = await Promise.all(
            Array.from({ length: 50 }, () => {
                return manager.api("create-direct", { user_id: other?.userId });
            }),
        );
        assert.deepEqual(failuresIn(replies), [], "no request fails");
        const ids = new Set(replies.map(({ body }) => body["channel_id"]));
        assert.strictEqual(ids.size, 1, "50 equal ids");
        const found = await manager.callKwOk("seitech.chat.channel", "search_count", [
            [
                ["channel_type", "=", "direct"],
                ["member_ids", "in", [other?.userId]],
            ],
        ]);
        assert.strictEqual(found, 1, "one row");
    });

    QUnit.test("20 people, 50 reactions each on one message", async (assert) => {
        assert.timeout(240_000);
        const people = crowd.slice(0, REACTING_PEOPLE);
        const [first] = people;
        const channelId = await createCrowdChannel(people);
        const sent = await first?.api("send", { channel_id: channelId, content: "Well?" });
        const messageId = sent ? sentId(sent) : 0;

        const wanted = await Promise.all(people.map((person) => reactMany(person, messageId)));
        assert.deepEqual(
            wanted.flatMap(({ failures }) => failures),
            [],
            "no request fails",
        );
        const history = first ? await wholeHistory(first, channelId) : [];
        const message = history.find(({ id }) => id === messageId);
        assert.deepEqual(
            message?.reactions.map(({ user_id, emoji }) => `${user_id} ${emoji}`).toSorted(),
            wanted.flatMap(({ left }) => left).toSorted(),
            "what is left is what each person left",
        );
    });

    QUnit.test("50 senders in one channel for 30 seconds", async (assert) => {
        assert.timeout(240_000);
        const channelId = await createCrowdChannel(crowd);
        const mark = serverLogMark();
        const deadline = Date.now() + SENDING_MS;
        const replies = await Promise.all(
            crowd.map((person) => sendUntil(person, channelId, deadline)),
        );

        assert.deepEqual(failuresIn(replies.flat()), [], "no request fails");
        const sent = replies.flat().map(sentId);
        const [first] = crowd;
        const history = first ? await wholeHistory(first, channelId) : [];
        assert.deepEqual(
            sent.toSorted((a, b) => a - b),
            history.filter(({ type }) => type === "text").map(({ id }) => id),
            `all ${sent.length} are there, once, in the order of ids`,
        );
        const log = await serverLogSince(mark);
        assert.deepEqual(
            log.split("\n").filter((line) => /tries left|maximum number of tries/.test(line)),
            [],
            "no transaction had to be retried",
        );
    });
});

/** @returns The id of the message a send has made, 0 if it has made none. */
function sentId(reply: ApiReply): number {
    return (reply.body["message"] as { id: number } | undefined)?.id ?? 0;
}

function failuresIn(replies: readonly ApiReply[]): string[] {
    return replies
        .filter(({ status }) => status !== 200)
        .map(({ status, text }) => `${status} ${text}`);
}

/** Adds and takes back reactions, and says which are left in the end. */
async function reactMany(
    person: OdooSession,
    messageId: number,
): Promise<{ left: string[]; failures: string[] }> {
    const left = new Set<string>();
    const replies: ApiReply[] = [];
    for (let number = 0; number < REACTIONS_EACH; number++) {
        const emoji = EMOJI[(number * 7 + person.userId) % EMOJI.length] ?? "👍";
        const action = (number + person.userId) % 3 === 0 ? "remove" : "add";
        replies.push(await person.api("reaction", { message_id: messageId, emoji, action }));
        left[action === "add" ? "add" : "delete"](`${person.userId} ${emoji}`);
    }
    return { left: [...left], failures: failuresIn(replies) };
}

async function sendUntil(
    person: OdooSession,
    channelId: number,
    deadline: number,
): Promise<ApiReply[]> {
    const replies: ApiReply[] = [];
    while (Date.now() < deadline) {
        replies.push(
            await person.api("send", {
                channel_id: channelId,
                content: `${person.login} ${replies.length}`,
                client_key: randomUUID(),
            }),
        );
    }
    return replies;
}

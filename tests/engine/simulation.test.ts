import * as fc from "fast-check";

import { channelList, channelPreview } from "../../ts_src/model/channels";
import type { ChannelId, UserId } from "../../ts_src/model/ids";
import { activeMembers, readMark } from "../../ts_src/model/members";
import { unreadCount } from "../../ts_src/model/unread";
import { type Client, shown, World } from "../helpers/chat_fixture";
import { type Faults, noFaults } from "../helpers/fake_network";
import { seededRandom } from "../helpers/seeded_random";

/*
 * Several people, two of them with two tabs, on a network that delays, drops, repeats and
 * reorders, breaks down and comes back. They write, read, open and close, are added and removed.
 * In the end, when the network works again, each client has to know what a new one would be told.
 */

const heavyFaults: Faults = {
    maxDelay: 900,
    requestLoss: 0.15,
    replyLoss: 0.15,
    busLoss: 0.25,
    busRepeat: 0.2,
};
const turns = 40;

class Simulation {
    readonly world: World;
    readonly sent = new Map<ChannelId, string[]>();
    private readonly clients: Client[];
    private readonly people: readonly UserId[];
    private readonly channels: ChannelId[];
    private readonly random: () => number;
    private written = 0;

    constructor(seed: number) {
        this.world = new World(seed);
        this.random = seededRandom(seed + 1);
        const { server, ines, sam } = this.world;
        this.people = [ines, sam, server.addUser("Third")];
        this.channels = [
            this.world.channelId,
            server.addChannel(this.people),
            server.addChannel([ines, sam]),
        ];
        this.world.postMany(sam, this.below(60));
        this.clients = [ines, ines, sam, sam, this.people[2] ?? ines].map((userId) =>
            this.world.startClient(userId, this.random),
        );
    }

    async run(): Promise<void> {
        this.world.network.faults = heavyFaults;
        for (let turn = 0; turn < turns; turn += 1) {
            this.doSomething();
            await this.world.clock.advance(this.below(4_000));
        }
        this.world.network.faults = noFaults;
        this.clients.forEach(({ connection }) => connection.goUp());
        await this.world.clock.advance(120_000);
    }

    /** Compares every client with one that comes now. */
    async check(): Promise<void> {
        for (const { chat } of this.clients) {
            equal([...chat.state.outbox.values()], [], "nothing waits to be sent");
            await this.checkClient(this.clients.find((client) => client.chat === chat));
        }
        for (const [channelId, texts] of this.sent) {
            const stored = this.world.server.messages(channelId).map(({ content }) => content);
            texts.forEach((text) => {
                equal(stored.filter((it) => it === text).length, 1, `"${text}" is stored once`);
            });
        }
    }

    private async checkClient(client: Client | undefined): Promise<void> {
        if (!client) {
            return;
        }
        const fresh = this.world.startClient(client.chat.state.self.id);
        await this.world.clock.advance(10);
        const ids = channelList(fresh.chat.state).map(({ id }) => id);
        equal(overview(client), overview(fresh), "channel list, unread and previews");
        // Looking at a channel marks it read; the comparison must not.
        fresh.attention.visible = false;
        client.attention.visible = false;
        for (const id of ids) {
            await fresh.chat.actions.openChannel(id);
            await client.chat.actions.openChannel(id);
            const expected = shown(fresh, id);
            equal(shown(client, id).slice(-expected.length), expected, `timeline of ${id}`);
            equal(people(client, id), people(fresh, id), `people of ${id}`);
        }
        fresh.chat.stop();
    }

    private doSomething(): void {
        const client = this.pick(this.clients);
        const channelId = this.pick(this.channels);
        const { actions } = client.chat;
        const chance = this.random();
        if (chance < 0.4) {
            this.write(client, channelId);
        } else if (chance < 0.55) {
            void actions.openChannel(channelId);
        } else if (chance < 0.65) {
            actions.markRead(channelId);
        } else if (chance < 0.7) {
            void actions.loadOlder(channelId);
        } else if (chance < 0.78) {
            client.connection.goDown();
        } else if (chance < 0.86) {
            client.connection.goUp();
        } else if (chance < 0.9) {
            client.attention.wake();
        } else if (chance < 0.96) {
            this.changeSomeMessage(channelId);
        } else {
            this.moveThird();
        }
    }

    private write({ chat }: Client, channelId: ChannelId): void {
        this.written += 1;
        const text = `words ${this.written}`;
        // Only where nobody is ever removed: there, every accepted message has to arrive.
        const target = channelId === this.channels[1] ? this.world.channelId : channelId;
        if (chat.actions.sendMessage(target, text).accepted) {
            this.sent.set(target, [...(this.sent.get(target) ?? []), text]);
        }
    }

    private changeSomeMessage(channelId: ChannelId): void {
        const candidates = this.world.server
            .messages(channelId)
            .filter(({ content }) => !content.startsWith("words"));
        if (candidates.length === 0) {
            return;
        }
        const { id } = this.pick(candidates);
        if (this.random() < 0.5) {
            this.world.server.edit(channelId, id, `edited ${this.below(1_000)}`);
        } else {
            this.world.server.delete(channelId, id);
        }
    }

    private moveThird(): void {
        const [, shared] = this.channels;
        const third = this.people[2];
        if (shared === undefined || third === undefined) {
            return;
        }
        const { server } = this.world;
        const isIn = server.addresses(third).length > 1;
        if (isIn) {
            server.leave(shared, third);
        } else {
            server.join(shared, third);
        }
    }

    private below(limit: number): number {
        return Math.floor(this.random() * limit);
    }

    private pick<Item>(items: readonly Item[]): Item {
        const item = items[this.below(items.length)];
        if (item === undefined) {
            throw new Error("Nothing to pick from");
        }
        return item;
    }
}

function overview({ chat: { state } }: Client): unknown {
    return channelList(state).map(({ id }) => ({
        id,
        unread: unreadCount(state, id),
        preview: channelPreview(state, id)?.text ?? null,
    }));
}

/** Who is in a channel, and up to where they have read. */
function people({ chat: { state } }: Client, channelId: ChannelId): unknown {
    return activeMembers(state, channelId).map(({ userId, role }) => ({
        userId,
        role,
        mark: readMark(state, channelId, userId),
    }));
}

function equal(actual: unknown, expected: unknown, what: string): void {
    const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (left !== right) {
        throw new Error(`${what}\nis  ${left}\nnot ${right}`);
    }
}

QUnit.module("engine/simulation", () => {
    QUnit.test(
        "whatever the network does, all clients end with what the server has",
        async (assert) => {
            assert.expect(0);
            await fc.assert(
                fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
                    const simulation = new Simulation(seed);
                    await simulation.run();
                    await simulation.check();
                }),
                { numRuns: Number(process.env["SIMULATIONS"] ?? 40) },
            );
        },
    );
});

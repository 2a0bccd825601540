import type { ChannelId } from "../../ts_src/model/ids";
import { totalUnread } from "../../ts_src/model/unread";
import { type Client, World } from "../helpers/chat_fixture";
import { unreachable } from "../helpers/fake_network";

/** Ines has three channels, and the list gives one of them at a time: the newest. */
class LongList extends World {
    readonly second: ChannelId;
    readonly third: ChannelId;

    constructor() {
        super();
        this.server.listPageSize = 1;
        this.second = this.server.addChannel([this.ines, this.sam]);
        this.third = this.server.addChannel([this.ines, this.sam]);
    }

    total({ chat }: Client): number {
        return totalUnread(chat.state, this.clock.now());
    }

    lists({ connection }: Client): string[] {
        return connection.requests.filter((name) => name.startsWith("list "));
    }
}

QUnit.module("engine/unread_total", () => {
    QUnit.test("counts channels that are not loaded", async (assert) => {
        const world = new LongList();
        world.postMany(world.sam, 3);
        world.post(world.sam, "one more", world.second);
        const client = await world.client();
        assert.strictEqual(client.chat.state.channels.size, 1);
        assert.strictEqual(world.total(client), 4);
        await world.clock.advance(1_000);
        assert.strictEqual(client.notifier.count, 4, "in the title too");
        assert.deepEqual(new Set(world.lists(client)), new Set(["list null"]), "one page");

        await client.chat.actions.loadWholeList();
        assert.strictEqual(client.chat.state.channels.size, 3);
        assert.strictEqual(world.total(client), 4, "and none twice when they are");
    });

    QUnit.test(
        "a message in one of them counts once, and what was there before",
        async (assert) => {
            const world = new LongList();
            world.postMany(world.sam, 3);
            world.post(world.sam, "newest", world.second);
            const client = await world.client();
            world.post(world.sam, "another");
            await world.clock.advance(100);
            assert.true(client.chat.state.channels.has(world.channelId));
            assert.strictEqual(world.total(client), 5);
        },
    );

    QUnit.test("what was read elsewhere does not count", async (assert) => {
        const world = new LongList();
        world.postMany(world.sam, 3);
        world.post(world.sam, "newest", world.second);
        const client = await world.client();
        const last = world.post(world.sam, "the last");
        world.server.markRead(world.ines, world.channelId, last.id);
        await world.clock.advance(100);
        assert.strictEqual(world.total(client), 1);
    });

    QUnit.test("one that is opened, found or muted is not counted twice", async (assert) => {
        const world = new LongList();
        world.server.rename(world.channelId, "Statistics");
        world.postMany(world.sam, 3);
        world.post(world.sam, "x", world.second);
        world.post(world.sam, "newest", world.third);
        const client = await world.client();
        await client.chat.actions.findChannels("statistics");
        assert.strictEqual(world.total(client), 5);
        await client.chat.actions.openWindow(world.second);
        client.chat.actions.minimiseWindow(world.second, true);
        assert.strictEqual(client.chat.state.channels.size, 3);
        assert.strictEqual(world.total(client), 5);
        const elsewhere = await world.client(world.ines);
        await elsewhere.chat.actions.openChannel(world.channelId);
        await elsewhere.chat.actions.setPreferences(world.channelId, { notificationLevel: "none" });
        await world.clock.advance(100);
        assert.strictEqual(world.total(client), 2);
        assert.strictEqual(world.total(elsewhere), 2);
    });

    QUnit.test("what the bus lost is counted within 35 seconds", async (assert) => {
        const world = new LongList();
        world.post(world.sam, "newest", world.second);
        const client = await world.client();
        world.network.faults = { ...world.network.faults, busLoss: 1 };
        world.post(world.sam, "lost");
        world.post(world.sam, "lost too", world.third);
        await world.clock.advance(35_000);
        assert.strictEqual(world.total(client), 3);
    });

    QUnit.test("beyond the cap it is asked for again once something was read", async (assert) => {
        const world = new LongList();
        world.postMany(world.sam, 30);
        for (let more = 0; more < 100; more += 1) {
            world.post(world.sam, "x", world.second);
        }
        const client = await world.client();
        assert.strictEqual(world.total(client), 100);
        await client.chat.actions.openChannel(world.second);
        client.chat.actions.markRead(world.second);
        await world.clock.advance(1_000);
        assert.strictEqual(world.total(client), 30);
    });

    QUnit.test("without a bus everything is loaded, as nobody else tells", async (assert) => {
        const world = new LongList();
        const client = await world.client();
        client.connection.setBus(false);
        await world.clock.advance(20_000);
        assert.strictEqual(client.chat.state.connection, "polling");
        assert.strictEqual(client.chat.state.channels.size, 3);
    });

    QUnit.test("a whole list stays whole when somebody joins a channel", async (assert) => {
        const world = new LongList();
        const client = await world.client();
        await client.chat.actions.loadWholeList();
        world.network.faults = { ...world.network.faults, busLoss: 1 };
        const joined = world.server.addChannel([world.ines]);
        world.post(world.sam, "x", world.second);
        world.post(world.sam, "x", world.third);
        await world.clock.advance(40_000);
        assert.true(client.chat.state.channels.has(joined));
        assert.strictEqual(client.chat.state.channelList.nextCursor, null);
    });

    QUnit.test("asked for while the first page fails, the list comes with it", async (assert) => {
        const world = new LongList();
        const client = world.startClient(world.ines);
        client.connection.answer = () => unreachable();
        await client.chat.actions.loadWholeList();
        await world.clock.advance(500);
        client.connection.answer = null;
        await world.clock.advance(5_000);
        assert.strictEqual(client.chat.state.channels.size, 3);
    });

    QUnit.test("a muted channel that is not loaded tells of no message", async (assert) => {
        const world = new LongList();
        world.server.setPreferences(world.ines, world.channelId, { notificationLevel: "none" });
        world.post(world.sam, "newest", world.second);
        const client = await world.client();
        client.attention.visible = false;
        world.network.faults = { ...world.network.faults, maxDelay: 2_000 };
        world.post(world.sam, "quiet");
        await world.clock.advance(10_000);
        assert.true(client.chat.state.channels.has(world.channelId));
        assert.strictEqual(client.notifier.sounds, 0);
    });
});

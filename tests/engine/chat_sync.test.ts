import { ApiError } from "../../ts_src/engine/ports";
import { channelList } from "../../ts_src/model/channels";
import { unreadCount } from "../../ts_src/model/unread";
import { unreachable } from "../helpers/fake_network";
import { type Client, shown, World } from "../helpers/chat_fixture";
import { settle } from "../helpers/manual_clock";

QUnit.module("engine/chat_sync", () => {
    const requests = ({ connection }: Client, method: string) =>
        connection.requests.filter((name) => name.startsWith(`${method} `));
    const opened = async (world: World) => {
        const client = await world.client();
        await client.chat.actions.openChannel(world.channelId);
        return client;
    };
    const deaf = (world: World) => {
        world.network.faults = { ...world.network.faults, busLoss: 1 };
    };

    QUnit.test("the bus alone is enough as long as it works", async (assert) => {
        const world = new World();
        const client = await opened(world);
        world.post(world.sam, "hello");
        await world.clock.advance(1);
        assert.deepEqual(shown(client, world.channelId), ["hello"]);
    });

    QUnit.test(
        "what the bus lost is there within 35 seconds, edits and marks too",
        async (assert) => {
            const world = new World();
            const client = await opened(world);
            deaf(world);
            const message = world.post(world.sam, "hello");
            world.server.edit(world.channelId, message.id, "hello!");
            world.server.markRead(world.sam, world.channelId, message.id);
            await world.clock.advance(35_000);
            assert.deepEqual(shown(client, world.channelId), ["hello!"]);
            const marks = client.chat.state.readMarks.get(world.channelId);
            assert.strictEqual(marks?.get(world.sam), message.id);
        },
    );

    QUnit.test("a gap in what the bus brings is filled", async (assert) => {
        const world = new World();
        const client = await opened(world);
        deaf(world);
        world.post(world.sam, "lost");
        world.network.faults = { ...world.network.faults, busLoss: 0 };
        world.post(world.sam, "heard");
        await world.clock.advance(1);
        assert.deepEqual(shown(client, world.channelId), ["heard"]);
        await world.clock.advance(35_000);
        assert.deepEqual(shown(client, world.channelId), ["lost", "heard"]);
    });

    QUnit.test("nobody is looking: no requests; somebody looks again: at once", async (assert) => {
        const world = new World();
        const client = await opened(world);
        deaf(world);
        client.attention.visible = false;
        const before = client.connection.requests.length;
        world.post(world.sam, "hello");
        await world.clock.advance(300_000);
        assert.strictEqual(client.connection.requests.length, before);
        client.attention.visible = true;
        client.attention.wake();
        await settle();
        assert.deepEqual(shown(client, world.channelId), ["hello"]);
    });

    QUnit.test(
        "reconnected: everything missed is there at once, the list as well",
        async (assert) => {
            const world = new World();
            const client = await opened(world);
            client.connection.goDown();
            world.post(world.sam, "hello");
            const added = world.server.addChannel([world.ines, world.sam]);
            await world.clock.advance(2_000);
            assert.strictEqual(client.chat.state.connection, "connecting");
            client.connection.goUp();
            await settle();
            assert.strictEqual(client.chat.state.connection, "online");
            assert.deepEqual(shown(client, world.channelId), ["hello"]);
            assert.true(client.chat.state.channels.has(added));
            assert.strictEqual(client.chat.state.syncFailure, null);
        },
    );

    QUnit.test("one round at a time, one more for whoever asked meanwhile", async (assert) => {
        const world = new World();
        const client = await world.client();
        const before = requests(client, "sync").length;
        world.network.faults = { ...world.network.faults, maxDelay: 400 };
        for (let time = 0; time < 5; time += 1) {
            client.attention.wake();
        }
        await world.clock.advance(5_000);
        assert.strictEqual(requests(client, "sync").length - before, 2);
    });

    QUnit.test("at most 100 cursors in a call", async (assert) => {
        const world = new World();
        world.server.listPageSize = 300;
        for (let more = 0; more < 249; more += 1) {
            world.server.addChannel([world.ines]);
        }
        const client = await world.client();
        const before = requests(client, "sync").length;
        client.attention.wake();
        await settle();
        const calls = requests(client, "sync").slice(before);
        assert.deepEqual(
            calls.map((call) => call.split(" ").length - 1),
            [100, 100, 50],
        );
    });

    QUnit.test("too far behind: the newest page is loaded anew", async (assert) => {
        const world = new World();
        world.post(world.sam, "old");
        const client = await opened(world);
        client.connection.goDown();
        world.postMany(world.sam, 300);
        client.connection.goUp();
        await world.clock.advance(1_000);
        const texts = shown(client, world.channelId);
        assert.strictEqual(texts.length, 30);
        assert.strictEqual(texts.at(-1), "text 300");
        assert.strictEqual(client.chat.state.members.get(world.channelId)?.size, 2);
        await client.chat.actions.loadOlder(world.channelId);
        assert.strictEqual(shown(client, world.channelId).length, 60);
        world.post(world.sam, "new");
        await world.clock.advance(1);
        assert.strictEqual(shown(client, world.channelId).at(-1), "new");
    });

    QUnit.test(
        "too far behind in a channel that was never opened: nothing to load",
        async (assert) => {
            const world = new World();
            const client = await world.client();
            client.connection.goDown();
            world.postMany(world.sam, 300);
            client.connection.goUp();
            await world.clock.advance(1_000);
            assert.deepEqual(requests(client, "messages"), []);
            assert.strictEqual(unreadCount(client.chat.state, world.channelId), 100);
        },
    );

    QUnit.test("removed: gone at once, with a notice if it was open", async (assert) => {
        const world = new World();
        const client = await opened(world);
        world.server.leave(world.channelId, world.ines);
        await world.clock.advance(1);
        assert.deepEqual(channelList(client.chat.state), []);
        assert.strictEqual(client.chat.state.openChannelId, null);
        assert.strictEqual(client.chat.state.notice?.code, "channel_gone");
    });

    QUnit.test("removed without hearing of it: gone with the next round", async (assert) => {
        const world = new World();
        const client = await world.client();
        deaf(world);
        world.server.leave(world.channelId, world.ines);
        await world.clock.advance(35_000);
        assert.deepEqual(channelList(client.chat.state), []);
        assert.strictEqual(client.chat.state.notice, null, "it was not open");
    });

    QUnit.test("somebody else removed: listens on, and misses nothing", async (assert) => {
        const world = new World();
        const client = await opened(world);
        world.server.leave(world.channelId, world.sam);
        world.post(world.ines, "on the new address, before subscribing to it");
        await world.clock.advance(3_000);
        assert.strictEqual(shown(client, world.channelId).length, 1);
        world.post(world.ines, "after it");
        await world.clock.advance(1);
        assert.strictEqual(shown(client, world.channelId).length, 2);
    });

    QUnit.test(
        "between catching up and the new subscription nothing is lost for long",
        async (assert) => {
            const world = new World();
            const client = await opened(world);
            world.server.leave(world.channelId, world.sam);
            await world.clock.advance(100);
            world.post(world.ines, "heard by neither");
            await world.clock.advance(300);
            assert.deepEqual(shown(client, world.channelId), []);
            await world.clock.advance(1_500);
            assert.deepEqual(shown(client, world.channelId), ["heard by neither"]);
        },
    );

    QUnit.test("added to a channel: it appears and is listened to", async (assert) => {
        const world = new World();
        const client = await world.client();
        const added = world.server.addChannel([world.ines, world.sam]);
        await world.clock.advance(400);
        assert.true(client.chat.state.channels.has(added));
        world.network.faults = { ...world.network.faults, requestLoss: 1 };
        world.post(world.sam, "hi", added);
        await world.clock.advance(1);
        assert.strictEqual(unreadCount(client.chat.state, added), 1);
    });

    QUnit.test(
        "added without hearing of it: with the next round, and listened to",
        async (assert) => {
            const world = new World();
            const client = await world.client();
            deaf(world);
            const added = world.server.addChannel([world.ines, world.sam]);
            const before = client.connection.subscribed;
            await world.clock.advance(37_000);
            assert.true(client.chat.state.channels.has(added));
            assert.strictEqual(client.connection.subscribed, before + 1);
        },
    );

    QUnit.test("a message in a channel that is not loaded brings the channel", async (assert) => {
        const world = new World();
        world.server.listPageSize = 1;
        const second = world.server.addChannel([world.ines, world.sam]);
        world.post(world.sam, "newest", second);
        const client = await world.client();
        assert.deepEqual(
            channelList(client.chat.state).map(({ id }) => id),
            [second],
        );
        world.post(world.sam, "hello");
        await world.clock.advance(1);
        assert.deepEqual(
            channelList(client.chat.state).map(({ id }) => id),
            [world.channelId, second],
        );
        assert.strictEqual(unreadCount(client.chat.state, world.channelId), 1);
    });

    QUnit.test("a page of the list does not hide that one has joined a channel", async (assert) => {
        const world = new World();
        world.server.listPageSize = 1;
        world.server.addChannel([world.ines]);
        const client = await world.client();
        deaf(world);
        const joined = world.server.addChannel([world.ines, world.sam]);
        world.post(world.sam, "hi", joined);
        await client.chat.actions.loadWholeList();
        await world.clock.advance(35_000);
        assert.true(client.chat.state.channels.has(joined));
    });

    QUnit.test("unreachable: tried again soon, and less often after a while", async (assert) => {
        const world = new World();
        const client = await world.client();
        client.connection.answer = () => unreachable();
        client.attention.wake();
        await world.clock.advance(20_000);
        assert.strictEqual(client.chat.state.syncFailure?.code, "unreachable");
        const tries = requests(client, "sync").length;
        assert.true(tries >= 4 && tries <= 8, `${tries} tries`);
        client.connection.answer = null;
        await world.clock.advance(31_000);
        assert.strictEqual(client.chat.state.syncFailure, null);
    });

    QUnit.test("refused: told, and not tried again before the next round", async (assert) => {
        const world = new World();
        const client = await world.client();
        await world.clock.advance(31_000);
        const before = requests(client, "sync").length;
        client.connection.answer = () => new ApiError("refused", "Log in.", "unauthenticated");
        client.attention.wake();
        await world.clock.advance(20_000);
        assert.strictEqual(client.chat.state.syncFailure?.code, "unauthenticated");
        assert.strictEqual(requests(client, "sync").length - before, 1);
    });

    QUnit.test("a channel that cannot be fetched now is in the list later", async (assert) => {
        const world = new World();
        const client = await world.client();
        client.connection.answer = () => unreachable();
        const added = world.server.addChannel([world.ines]);
        await world.clock.advance(500);
        assert.false(client.chat.state.channels.has(added));
        client.connection.answer = null;
        await world.clock.advance(5_000);
        assert.true(client.chat.state.channels.has(added));
    });

    QUnit.test(
        "reconnected: what is new in channels that are not loaded, even if late",
        async (assert) => {
            const world = new World();
            world.server.listPageSize = 1;
            const second = world.server.addChannel([world.ines, world.sam]);
            world.post(world.sam, "newest", second);
            const client = await world.client();
            client.connection.goDown();
            world.post(world.sam, "newer");
            client.connection.answer = (method) => (method === "list" ? unreachable() : null);
            client.connection.goUp();
            await settle();
            assert.false(client.chat.state.channels.has(world.channelId));
            client.connection.answer = null;
            await world.clock.advance(2_000);
            assert.true(client.chat.state.channels.has(world.channelId));
        },
    );

    QUnit.test("without a channel the list is asked for", async (assert) => {
        const world = new World();
        const alone = world.server.addUser("alone");
        const client = await world.client(alone);
        assert.true(client.chat.state.channelList.isLoaded);
        deaf(world);
        const added = world.server.addChannel([alone]);
        await world.clock.advance(36_000);
        assert.true(client.chat.state.channels.has(added));
    });

    QUnit.test("after stop nothing happens any more", async (assert) => {
        const world = new World();
        const client = await opened(world);
        world.post(world.sam, "on its way");
        client.chat.stop();
        const before = client.connection.requests.length;
        await world.clock.advance(120_000);
        client.attention.wake();
        await world.clock.advance(1_000);
        assert.strictEqual(client.connection.requests.length, before);
        assert.deepEqual(shown(client, world.channelId), []);
    });
});

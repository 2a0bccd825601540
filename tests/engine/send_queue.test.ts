import { ApiError } from "../../ts_src/engine/ports";
import { outgoingMessages } from "../../ts_src/model/outbox";
import { unreachable } from "../helpers/fake_network";
import { type Client, shown, World } from "../helpers/chat_fixture";
import { settle } from "../helpers/manual_clock";

QUnit.module("engine/send_queue", () => {
    const sends = ({ connection }: Client) =>
        connection.requests.filter((name) => name.startsWith("send "));
    const contents = (world: World) =>
        world.server.messages(world.channelId).map(({ content }) => content);
    const statuses = ({ chat }: Client, world: World) =>
        outgoingMessages(chat.state, world.channelId).map(({ status }) => status);
    const open = async (world: World) => {
        const client = await world.client();
        await client.chat.actions.openChannel(world.channelId);
        return client;
    };

    QUnit.test("sends one after another, in the order they were written", async (assert) => {
        const world = new World();
        const client = await open(world);
        world.network.faults = { ...world.network.faults, maxDelay: 500 };
        for (const text of ["a", "b", "c"]) {
            client.chat.actions.sendMessage(world.channelId, text);
        }
        assert.deepEqual(statuses(client, world), ["pending", "pending", "pending"]);
        await settle();
        assert.true(sends(client).length <= 1, "one at a time");
        await world.clock.advance(5_000);
        assert.deepEqual(contents(world), ["a", "b", "c"]);
        assert.deepEqual(shown(client, world.channelId), ["a", "b", "c"]);
        assert.deepEqual(statuses(client, world), []);
    });

    QUnit.test("a lost reply: sent again with the same key, stored once", async (assert) => {
        const world = new World();
        const client = await open(world);
        world.network.faults = { ...world.network.faults, replyLoss: 1, busLoss: 1 };
        client.chat.actions.sendMessage(world.channelId, "once");
        await world.clock.advance(4_000);
        assert.true(sends(client).length >= 3, `${sends(client).length} attempts`);
        assert.deepEqual(statuses(client, world), ["pending"]);
        world.network.faults = { ...world.network.faults, replyLoss: 0 };
        await world.clock.advance(31_000);
        assert.deepEqual(contents(world), ["once"]);
        assert.deepEqual(shown(client, world.channelId), ["once"]);
    });

    QUnit.test(
        "the bus settles what a lost reply left open, and the next goes on",
        async (assert) => {
            const world = new World();
            const client = await open(world);
            world.network.faults = { ...world.network.faults, replyLoss: 1, maxDelay: 100 };
            client.chat.actions.sendMessage(world.channelId, "a");
            await world.clock.advance(900);
            assert.deepEqual(statuses(client, world), []);
            assert.deepEqual(shown(client, world.channelId), ["a"]);
        },
    );

    QUnit.test("unreachable: waits longer each time, up to half a minute", async (assert) => {
        const world = new World();
        const client = await open(world);
        const times: number[] = [];
        client.connection.answer = (method) => {
            if (method === "send") {
                times.push(world.clock.now());
                return unreachable();
            }
            return null;
        };
        client.chat.actions.sendMessage(world.channelId, "a");
        await world.clock.advance(300_000);
        const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
        assert.deepEqual(pauses.slice(0, 7), [1000, 1500, 3000, 6000, 12_000, 22_500, 22_500]);
        client.connection.answer = null;
        await world.clock.advance(30_000);
        assert.deepEqual(contents(world), ["a"]);
    });

    QUnit.test("coming back online ends the waiting at once", async (assert) => {
        const world = new World();
        const client = await open(world);
        client.connection.goDown();
        client.chat.actions.sendMessage(world.channelId, "a");
        client.chat.actions.sendMessage(world.channelId, "b");
        await world.clock.advance(60_000);
        assert.deepEqual(statuses(client, world), ["pending", "pending"]);
        client.connection.goUp();
        await settle();
        assert.deepEqual(contents(world), ["a", "b"]);
        assert.deepEqual(statuses(client, world), []);
    });

    QUnit.test("so does waking up", async (assert) => {
        const world = new World();
        const client = await open(world);
        client.connection.answer = () => unreachable();
        client.chat.actions.sendMessage(world.channelId, "a");
        await world.clock.advance(10_000);
        client.connection.answer = null;
        client.attention.wake();
        await settle();
        assert.deepEqual(contents(world), ["a"]);
    });

    QUnit.test("a pause the server asks for is kept", async (assert) => {
        const world = new World();
        const client = await open(world);
        client.connection.answer = (method) => (method === "send" ? unreachable(40) : null);
        client.chat.actions.sendMessage(world.channelId, "a");
        await settle();
        client.connection.answer = null;
        client.attention.wake();
        await world.clock.advance(39_000);
        assert.deepEqual(contents(world), []);
        await world.clock.advance(1_000);
        assert.deepEqual(contents(world), ["a"]);
    });

    QUnit.test(
        "refused: failed with the server's sentence, the next one goes on",
        async (assert) => {
            const world = new World();
            const client = await open(world);
            client.chat.actions.sendMessage(world.channelId, "bad\0");
            client.chat.actions.sendMessage(world.channelId, "good");
            await settle();
            assert.deepEqual(contents(world), ["good"]);
            const [item] = outgoingMessages(client.chat.state, world.channelId);
            assert.strictEqual(item?.status, "failed");
            assert.strictEqual(item?.failure?.code, "invalid_value");
            assert.strictEqual(
                item?.failure?.message,
                "The message contains characters that cannot be sent.",
            );
            await world.clock.advance(60_000);
            assert.strictEqual(sends(client).length, 2, "not tried again by itself");
        },
    );

    QUnit.test("channels do not wait for each other", async (assert) => {
        const world = new World();
        const second = world.server.addChannel([world.ines, world.sam]);
        const client = await open(world);
        await client.chat.actions.openChannel(second);
        client.connection.answer = () => {
            client.connection.answer = null;
            return unreachable();
        };
        client.chat.actions.sendMessage(world.channelId, "stuck");
        await settle();
        client.chat.actions.sendMessage(second, "through");
        await settle();
        assert.deepEqual(contents(world), []);
        assert.strictEqual(world.server.messages(second).length, 1);
    });

    QUnit.test(
        "a reply that does not carry the key ends the sending all the same",
        async (assert) => {
            const world = new World();
            const client = await open(world);
            const post = world.server.post.bind(world.server);
            world.server.post = (...sent) => ({ ...post(...sent), clientKey: null });
            client.chat.actions.sendMessage(world.channelId, "a");
            await world.clock.advance(60_000);
            assert.strictEqual(sends(client).length, 1);
            assert.deepEqual(statuses(client, world), []);
        },
    );

    QUnit.test("back in the very moment of giving up: not stuck", async (assert) => {
        const world = new World();
        const client = await open(world);
        client.connection.answer = (method) => (method === "send" ? unreachable() : null);
        const after = world.clock.after.bind(world.clock);
        world.clock.after = (...alarm) => {
            world.clock.after = after;
            client.connection.answer = null;
            // Before the queue has noticed that it is pausing.
            queueMicrotask(() => client.attention.wake());
            return after(...alarm);
        };
        client.chat.actions.sendMessage(world.channelId, "a");
        await settle();
        assert.deepEqual(contents(world), ["a"]);
    });

    QUnit.test("after stop nothing is sent", async (assert) => {
        const world = new World();
        const client = await open(world);
        client.connection.answer = (method) => (method === "send" ? unreachable() : null);
        client.chat.actions.sendMessage(world.channelId, "a");
        await settle();
        client.chat.stop();
        await world.clock.advance(60_000);
        assert.strictEqual(sends(client).length, 1);
        assert.strictEqual(world.clock.waiting, 0, "no timer is left");
    });

    QUnit.test(
        "a mistake in the program is not taken for a server that is down",
        async (assert) => {
            const world = new World();
            const client = await open(world);
            const { expectApiError } = await import("../../ts_src/engine/failures");
            assert.throws(() => expectApiError(new TypeError("oops")), /oops/);
            const error = new ApiError("refused", "No.", "forbidden");
            assert.strictEqual(expectApiError(error), error);
            client.chat.stop();
        },
    );
});

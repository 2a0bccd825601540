import { unreadCount } from "../../ts_src/model/unread";
import { type Client, World } from "../helpers/chat_fixture";
import { unreachable } from "../helpers/fake_network";
import { settle } from "../helpers/manual_clock";

QUnit.module("engine/mark_channel", () => {
    QUnit.test("reads what was never opened, once", async (assert) => {
        const world = new World();
        world.postMany(world.sam, 3);
        const { chat, connection } = await world.client();
        assert.strictEqual(unreadCount(chat.state, world.channelId), 3);
        chat.actions.markChannelRead(world.channelId);
        assert.strictEqual(unreadCount(chat.state, world.channelId), 0, "at once");
        await world.clock.advance(1_000);
        chat.actions.markChannelRead(world.channelId);
        await world.clock.advance(1_000);
        const told = connection.requests.filter((request) => request.startsWith("read "));
        assert.strictEqual(told.length, 1);
    });

    QUnit.test("makes the newest of the others unread, not one's own", async (assert) => {
        const world = new World();
        world.postMany(world.sam, 3);
        const newest = world.post(world.sam, "this one");
        world.post(world.ines, "answer");
        const { chat, connection } = await world.client();
        chat.actions.markChannelRead(world.channelId);
        await world.clock.advance(1_000);
        void chat.actions.markChannelUnread(world.channelId);
        await world.clock.advance(2_000);
        assert.true(connection.requests.includes(`unread ${world.channelId} ${newest.id}`));
        assert.strictEqual(unreadCount(chat.state, world.channelId), 1);
        chat.actions.markChannelRead(world.channelId);
        assert.strictEqual(unreadCount(chat.state, world.channelId), 0, "and back");
    });

    QUnit.test("tells when the messages could not be loaded for it", async (assert) => {
        const world = new World();
        world.post(world.sam, "hello");
        const { chat, connection } = await world.client();
        chat.actions.markChannelRead(world.channelId);
        await world.clock.advance(1_000);
        connection.answer = (method) => (method === "messages" ? unreachable() : null);
        void chat.actions.markChannelUnread(world.channelId);
        await world.clock.advance(2_000);
        await settle();
        assert.strictEqual(chat.state.notice?.code, "unreachable");
    });

    QUnit.test(
        "another device knows at once, and what is read there is read here",
        async (assert) => {
            const world = new World();
            const { id } = world.post(world.sam, "question");
            const desk = await world.client();
            const phone = await world.client();
            const unread = ({ chat }: Client) => unreadCount(chat.state, world.channelId);
            desk.chat.actions.markChannelRead(world.channelId);
            await world.clock.advance(1_000);
            assert.deepEqual([desk, phone].map(unread), [0, 0]);
            await desk.chat.actions.markChannelUnread(world.channelId);
            await world.clock.advance(1_000);
            assert.deepEqual([desk, phone].map(unread), [1, 1]);
            phone.chat.actions.markChannelRead(world.channelId);
            await world.clock.advance(1_000);
            assert.deepEqual([desk, phone].map(unread), [0, 0]);
            const told = desk.connection.requests.filter(
                (name) => name === `read ${world.channelId} ${id}`,
            );
            assert.strictEqual(told.length, 1, "only what was read there was told from there");
        },
    );
});

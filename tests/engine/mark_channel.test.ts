import { unreadCount } from "../../ts_src/model/unread";
import { World } from "../helpers/chat_fixture";
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
});

import { ApiError } from "../../ts_src/engine/ports";
import type { MessageId } from "../../ts_src/model/ids";
import { pinnedMessages } from "../../ts_src/model/pins";
import { reactionGroups } from "../../ts_src/model/reactions";
import { timelineItems } from "../../ts_src/model/timeline";
import { unreadCount } from "../../ts_src/model/unread";
import { messageId } from "../helpers/builders";
import { type Client, shown, World } from "../helpers/chat_fixture";
import { settle } from "../helpers/manual_clock";

QUnit.module("engine/messages", () => {
    /** Ines has the channel open; she and Sam have written one message each. */
    const opened = async () => {
        const world = new World();
        const own = world.post(world.ines, "own");
        const other = world.post(world.sam, "other");
        const client = await world.client();
        await client.chat.actions.openChannel(world.channelId);
        return { world, client, own, other, ...client.chat };
    };
    const refuse = (client: Client, refused: string) => {
        client.connection.answer = (method) =>
            method === refused ? new ApiError("refused", "No.", "forbidden") : null;
    };
    const onShow = (world: World, { chat }: Client) =>
        timelineItems(chat.state, world.channelId, () => 0).flatMap((item) =>
            item.kind === "message" && !item.message.deleted ? item.message.content : [],
        );
    const stored = (world: World, id: MessageId) => world.server.received(id).message;

    QUnit.test("edit: everybody sees it; refused: a notice, and it says so", async (assert) => {
        const { world, client, own, other, actions, state } = await opened();
        assert.true(await actions.editMessage(own.id, "better"));
        assert.deepEqual(shown(client, world.channelId), ["better", "other"]);
        assert.false(await actions.editMessage(other.id, "not mine"));
        assert.strictEqual(state.notice?.code, "forbidden");
        client.connection.goDown();
        assert.false(await actions.editMessage(own.id, "best"));
        assert.strictEqual(state.notice?.code, "unreachable");
        assert.strictEqual(stored(world, own.id).content, "better");
    });

    QUnit.test("delete: hidden at once, deleted after five seconds", async (assert) => {
        const { world, client, own, actions, state } = await opened();
        actions.deleteMessage(own.id);
        assert.deepEqual(onShow(world, client), ["other"]);
        assert.strictEqual(state.notice?.undo, "delete");
        await world.clock.advance(4_900);
        assert.false(stored(world, own.id).deleted);
        await world.clock.advance(200);
        assert.true(stored(world, own.id).deleted);
        assert.strictEqual(state.notice, null);
        assert.strictEqual(state.deletions.size, 0);
    });

    QUnit.test("delete and undo: nothing has happened", async (assert) => {
        const { world, client, own, actions, state } = await opened();
        actions.deleteMessage(own.id);
        actions.undoDelete();
        assert.deepEqual(onShow(world, client), ["own", "other"]);
        await world.clock.advance(10_000);
        assert.false(stored(world, own.id).deleted);
        assert.strictEqual(state.notice, null);
        actions.undoDelete();
        assert.deepEqual(onShow(world, client), ["own", "other"]);
    });

    QUnit.test("delete: the next one, or leaving the page, settles it", async (assert) => {
        const { world, client, own, actions } = await opened();
        const second = world.post(world.ines, "second");
        await world.clock.advance(1);
        actions.deleteMessage(own.id);
        actions.deleteMessage(second.id);
        await settle();
        assert.true(stored(world, own.id).deleted);
        assert.false(stored(world, second.id).deleted);
        client.attention.leave();
        await settle();
        assert.true(stored(world, second.id).deleted);
    });

    QUnit.test("delete refused: the message is back, with the reason", async (assert) => {
        const { world, client, own, actions, state } = await opened();
        refuse(client, "delete");
        actions.deleteMessage(own.id);
        await world.clock.advance(6_000);
        assert.deepEqual(onShow(world, client), ["own", "other"]);
        assert.strictEqual(state.notice?.message, "No.");
    });

    QUnit.test("pin and take down", async (assert) => {
        const { world, client, other, actions, state } = await opened();
        await actions.pinMessage(other.id, true);
        assert.deepEqual(
            pinnedMessages(state, world.channelId).map(({ id }) => id),
            [other.id],
        );
        await actions.pinMessage(other.id, false);
        assert.deepEqual(pinnedMessages(state, world.channelId), []);
        refuse(client, "pin");
        await actions.pinMessage(other.id, true);
        assert.strictEqual(state.notice?.code, "forbidden");
    });

    QUnit.test("react and take back, at once even where the bus is silent", async (assert) => {
        const { world, client, other, actions, state } = await opened();
        world.network.faults = { ...world.network.faults, busLoss: 1 };
        world.server.react(world.sam, other.id, "👍", true);
        await actions.toggleReaction(other.id, "👍");
        const groups = reactionGroups(state, other.id);
        assert.deepEqual(
            groups.map(({ emoji, count, isOwn }) => ({ emoji, count, isOwn })),
            [{ emoji: "👍", count: 2, isOwn: true }],
        );
        await actions.toggleReaction(other.id, "👍");
        assert.false(reactionGroups(state, other.id)[0]?.isOwn);
        await actions.toggleReaction(other.id, "👍");
        assert.true(reactionGroups(state, other.id)[0]?.isOwn, "and again");
        refuse(client, "react");
        await actions.toggleReaction(other.id, "🎉");
        assert.strictEqual(state.notice?.code, "forbidden");
        await actions.toggleReaction(messageId(99_999), "🎉");
        assert.strictEqual(reactionGroups(state, other.id).length, 1);
    });

    QUnit.test("reactions taken back unheard go with the next round", async (assert) => {
        const { world, other, state } = await opened();
        world.server.react(world.sam, other.id, "👍", true);
        await world.clock.advance(1);
        assert.strictEqual(reactionGroups(state, other.id).length, 1);
        world.network.faults = { ...world.network.faults, busLoss: 1 };
        world.server.react(world.sam, other.id, "👍", false);
        await world.clock.advance(36_000);
        assert.deepEqual(reactionGroups(state, other.id), []);
    });

    QUnit.test("links get previews, which can be taken off", async (assert) => {
        const { world, client, actions, state } = await opened();
        actions.sendMessage(world.channelId, "see https://school.example/a");
        actions.sendMessage(world.channelId, "no link");
        await settle();
        const asked = client.connection.requests.filter((it) => it.startsWith("previews"));
        assert.strictEqual(asked.length, 1);
        const sent = [...state.messages.values()].find(({ previews }) => previews.length > 0);
        assert.strictEqual(sent?.previews[0]?.url, "https://school.example/a");
        if (sent) {
            await actions.removeLinkPreview(sent.id, "https://school.example/a");
            assert.deepEqual(state.messages.get(sent.id)?.previews, []);
        }
        refuse(client, "previews");
        actions.sendMessage(world.channelId, "see https://school.example/b");
        await settle();
        assert.strictEqual(state.notice, null, "previews are an extra");
    });

    QUnit.test("unread again: stays so until one comes back", async (assert) => {
        const { world, client, other, actions, state } = await opened();
        actions.markRead(world.channelId);
        await settle();
        assert.strictEqual(unreadCount(state, world.channelId), 0);
        await actions.markUnread(other.id);
        assert.strictEqual(unreadCount(state, world.channelId), 1);
        actions.markRead(world.channelId);
        await world.clock.advance(40_000);
        assert.strictEqual(unreadCount(state, world.channelId), 1, "still looking at it");
        await actions.openChannel(world.channelId);
        actions.markRead(world.channelId);
        await settle();
        assert.strictEqual(unreadCount(state, world.channelId), 0);
        const { summary } = world.server.snapshotFor(world.ines, world.channelId);
        assert.strictEqual(summary.unreadCount, 0, "the server knows");
        refuse(client, "unread");
        await actions.markUnread(other.id);
        assert.strictEqual(state.notice?.code, "forbidden");
        assert.strictEqual(unreadCount(state, world.channelId), 0);
    });
});

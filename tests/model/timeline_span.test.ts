import type { MessageId } from "../../ts_src/model/ids";
import { timelineItems, visibleIds } from "../../ts_src/model/timeline";
import { World } from "../helpers/chat_fixture";

QUnit.module("model › timeline › span");

QUnit.test("a part of the messages on show is never more than what is on show", async (assert) => {
    const world = new World();
    world.postMany(world.sam, 40);
    const { chat } = await world.client();
    const { channelId } = world;
    await chat.actions.openChannel(channelId);
    await world.clock.advance(1_000);
    const all = visibleIds(chat.state, channelId);
    assert.strictEqual(all.length, 30, "one page");
    const [first, last] = [all[0], all.at(-1)] as [MessageId, MessageId];
    const span = (firstId: number | null, lastId: number | null): readonly MessageId[] =>
        visibleIds(chat.state, channelId, {
            firstId: firstId as MessageId | null,
            lastId: lastId as MessageId | null,
        });
    assert.deepEqual(span(first - 5, null), all, "what is before the window stays hidden");
    assert.deepEqual(span(null, last + 5), all);
    assert.deepEqual(span(first + 1, last - 1), all.slice(1, -1));
    assert.deepEqual(span(last + 1, null), []);
});

QUnit.test("what is not sent is at the end only", async (assert) => {
    const world = new World();
    world.postMany(world.sam, 3);
    const { chat, connection } = await world.client();
    const { channelId } = world;
    await chat.actions.openChannel(channelId);
    await world.clock.advance(1_000);
    connection.goDown();
    chat.actions.sendMessage(channelId, "not sent");
    const ids = visibleIds(chat.state, channelId);
    const kinds = (lastId: MessageId | null): string[] =>
        timelineItems(chat.state, channelId, () => 0, { firstId: null, lastId }).map(
            ({ kind }) => kind,
        );
    assert.deepEqual(kinds(null), ["day", "message", "message", "message", "outgoing"]);
    assert.deepEqual(kinds(ids.at(-1) ?? null), ["day", "message", "message", "message"]);
});

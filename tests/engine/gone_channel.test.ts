import { draftOf } from "../../ts_src/model/drafts";
import { outgoingMessages } from "../../ts_src/model/outbox";
import { leftovers } from "../../ts_src/model/unsent";
import { type Client, FakeBrowser, World } from "../helpers/chat_fixture";
import { type BusNotification, personAddress } from "../helpers/fake_channels";
import { settle } from "../helpers/manual_clock";

QUnit.module("engine/gone_channel", () => {
    const written = async (browser: FakeBrowser) => {
        const world = new World();
        const client = await world.client(world.ines, { browser });
        const { actions } = client.chat;
        client.connection.goDown();
        actions.sendMessage(world.channelId, "words");
        actions.saveDraft(world.channelId, { text: "half a" });
        await settle();
        world.server.leave(world.channelId, world.ines);
        return { world, client };
    };
    const kept = ({ chat }: Client) =>
        leftovers(chat.state).map(({ items, draft }) => [
            ...items.map(({ content, status }) => `${status} ${content}`),
            draft.text,
        ]);

    QUnit.test("is not lost: it is told, with the reason", async (assert) => {
        const { world, client } = await written(new FakeBrowser());
        client.connection.goUp();
        await world.clock.advance(5_000);
        assert.deepEqual([...client.chat.state.channels], []);
        assert.deepEqual(kept(client), [["failed words", "half a"]]);
    });

    QUnit.test("nor after a reload; asked for once, not with every round", async (assert) => {
        const browser = new FakeBrowser();
        const { world, client } = await written(browser);
        client.chat.stop();
        const next = await world.client(world.ines, { browser });
        await world.clock.advance(120_000);
        assert.deepEqual(kept(next), [["failed words", "half a"]]);
        const asked = next.connection.requests.filter((it) => it === `fetch ${world.channelId}`);
        assert.strictEqual(asked.length, 1);
    });

    QUnit.test("what the bus repeats of it is not asked about", async (assert) => {
        const world = new World();
        const client = await world.client();
        const heard: BusNotification[] = [];
        const { onNotification } = world.server;
        world.server.onNotification = (notification) => {
            heard.push(notification);
            onNotification(notification);
        };
        const message = world.post(world.sam, "before");
        world.server.react(world.sam, message.id, "👍", true);
        world.server.markRead(world.sam, world.channelId, message.id);
        world.server.leave(world.channelId, world.ines);
        await world.clock.advance(5_000);
        assert.deepEqual([...client.chat.state.channels], []);
        const { requests } = client.connection;
        const asked = () => requests.filter((it) => it === `fetch ${world.channelId}`).length;
        const before = asked();
        const repeated = heard.map((it) => ({ ...it, to: personAddress(world.ines) }));
        assert.true(repeated.length > 4);
        repeated.forEach((notification) => onNotification(notification));
        await world.clock.advance(1_000);
        assert.strictEqual(asked(), before);
    });

    QUnit.test("let in again: it is there, and can be sent", async (assert) => {
        const { world, client } = await written(new FakeBrowser());
        client.connection.goUp();
        await world.clock.advance(5_000);
        world.server.join(world.channelId, world.ines);
        await world.clock.advance(5_000);
        assert.deepEqual(kept(client), []);
        const [item] = outgoingMessages(client.chat.state, world.channelId);
        assert.strictEqual(item?.status, "failed");
        assert.strictEqual(draftOf(client.chat.state, world.channelId).text, "half a");
        if (item) {
            client.chat.actions.retryMessage(item.clientKey);
        }
        await world.clock.advance(1_000);
        assert.strictEqual(world.server.messages(world.channelId).at(-1)?.content, "words");
    });
});

import { ApiError } from "../../ts_src/engine/ports";
import { outgoingMessages } from "../../ts_src/model/outbox";
import { type Client, FakeBrowser, shown, World } from "../helpers/chat_fixture";
import { settle } from "../helpers/manual_clock";

QUnit.module("engine/outbox", () => {
    const sends = ({ connection }: Client) =>
        connection.requests.filter((name) => name.startsWith("send "));
    const stored = (world: World) =>
        world.server.messages(world.channelId).map(({ content }) => content);

    QUnit.test("is kept before it is sent, and gone when it is there", async (assert) => {
        const world = new World();
        const client = await world.client();
        world.network.faults = { ...world.network.faults, maxDelay: 400 };
        client.chat.actions.sendMessage(world.channelId, "words");
        await settle();
        assert.deepEqual(
            [...client.browser.outbox.values()].map(({ content }) => content),
            ["words"],
        );
        await world.clock.advance(2_000);
        assert.strictEqual(client.browser.outbox.size, 0);
        assert.deepEqual(stored(world), ["words"]);
    });

    QUnit.test("ten messages of a killed tab are sent once, in order", async (assert) => {
        const world = new World();
        const browser = new FakeBrowser();
        const killed = await world.client(world.ines, { browser });
        killed.connection.goDown();
        const texts = Array.from({ length: 10 }, (_, index) => `words ${index}`);
        texts.forEach((text) => killed.chat.actions.sendMessage(world.channelId, text));
        await settle();
        killed.chat.stop();
        const next = await world.client(world.ines, { browser });
        await next.chat.actions.openChannel(world.channelId);
        assert.deepEqual(stored(world), texts);
        assert.deepEqual(shown(next, world.channelId), texts);
        assert.strictEqual(browser.outbox.size, 0);
    });

    QUnit.test("of several tabs one sends; the others show the same", async (assert) => {
        const world = new World();
        const browser = new FakeBrowser();
        const tabs = [
            await world.client(world.ines, { browser }),
            await world.client(world.ines, { browser }),
            await world.client(world.ines, { browser }),
        ];
        const [first, second] = tabs;
        tabs.forEach(({ connection }) => connection.goDown());
        first?.chat.actions.sendMessage(world.channelId, "one");
        first?.chat.actions.sendMessage(world.channelId, "two");
        await settle();
        second?.chat.actions.sendMessage(world.channelId, "three");
        await settle();
        for (const { chat } of tabs) {
            const outgoing = outgoingMessages(chat.state, world.channelId);
            assert.deepEqual(
                outgoing.map(({ content }) => content),
                ["one", "two", "three"],
            );
        }
        tabs.forEach(({ connection }) => connection.goUp());
        await world.clock.advance(3_000);
        assert.deepEqual(stored(world), ["one", "two", "three"]);
        const third = tabs[2];
        assert.deepEqual(third && sends(third), [], "nobody sends what another has sent");
        assert.strictEqual(browser.outbox.size, 0);
        tabs.forEach(({ chat }) => assert.strictEqual(chat.state.outbox.size, 0));
    });

    QUnit.test("what was taken back in one tab is not sent by another", async (assert) => {
        const world = new World();
        const browser = new FakeBrowser();
        const writer = await world.client(world.ines, { browser });
        const other = await world.client(world.ines, { browser });
        other.connection.goDown();
        writer.connection.answer = (method) =>
            method === "send" ? new ApiError("refused", "No.", "forbidden") : null;
        const outcome = writer.chat.actions.sendMessage(world.channelId, "slip");
        await settle();
        assert.strictEqual(other.chat.state.outbox.size, 1);
        const text = outcome.accepted && writer.chat.actions.discardMessage(outcome.clientKey);
        assert.strictEqual(text, "slip");
        await settle();
        other.connection.goUp();
        await world.clock.advance(40_000);
        assert.strictEqual(other.chat.state.outbox.size, 0);
        assert.strictEqual(browser.outbox.size, 0);
        assert.deepEqual(stored(world), []);
    });

    QUnit.test("a refusal outlives the page, with its reason", async (assert) => {
        const world = new World();
        const browser = new FakeBrowser();
        const killed = await world.client(world.ines, { browser });
        killed.connection.answer = (method) =>
            method === "send" ? new ApiError("refused", "Not now.", "rate") : null;
        killed.chat.actions.sendMessage(world.channelId, "words");
        await settle();
        killed.chat.stop();
        const next = await world.client(world.ines, { browser });
        const [item] = outgoingMessages(next.chat.state, world.channelId);
        assert.strictEqual(item?.status, "failed");
        assert.strictEqual(item?.failure?.message, "Not now.");
        assert.deepEqual(sends(next), []);
        if (item) {
            next.chat.actions.retryMessage(item.clientKey);
        }
        await world.clock.advance(1_000);
        assert.deepEqual(stored(world), ["words"]);
        assert.strictEqual(browser.outbox.size, 0);
    });

    QUnit.test("a store that is stuck holds nothing up", async (assert) => {
        const world = new World();
        const browser = new FakeBrowser();
        const store = browser.outboxStore();
        browser.outboxStore = () => ({ ...store, put: () => new Promise(() => {}) });
        const client = await world.client(world.ines, { browser });
        client.chat.actions.sendMessage(world.channelId, "words");
        await world.clock.advance(2_000);
        assert.deepEqual(stored(world), ["words"]);
        assert.strictEqual(client.chat.state.outbox.size, 0);
    });

    QUnit.test("another tab has sent it and the bus is silent: asked for", async (assert) => {
        const world = new World();
        const browser = new FakeBrowser();
        const writer = await world.client(world.ines, { browser });
        const other = await world.client(world.ines, { browser });
        await other.chat.actions.openChannel(world.channelId);
        world.network.faults = { ...world.network.faults, busLoss: 1 };
        writer.chat.actions.sendMessage(world.channelId, "words");
        await world.clock.advance(2_500);
        assert.strictEqual(other.chat.state.outbox.size, 0);
        assert.deepEqual(shown(other, world.channelId), ["words"]);
    });
});

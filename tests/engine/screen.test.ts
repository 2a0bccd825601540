import { isOnScreen } from "../../ts_src/model/stage";
import { timelineWindow } from "../../ts_src/model/timeline";
import { typists } from "../../ts_src/model/typing";
import { totalUnread, unreadCount } from "../../ts_src/model/unread";
import { type Client, FakeBrowser, World } from "../helpers/chat_fixture";
import { unreachable } from "../helpers/fake_network";
import { settle } from "../helpers/manual_clock";

const requests = ({ connection }: Client, method: string) =>
    connection.requests.filter((name) => name.startsWith(`${method} `));

QUnit.module("engine/stage", () => {
    const channels = (world: World, count: number) =>
        Array.from({ length: count }, () => world.server.addChannel([world.ines, world.sam]));

    QUnit.test("windows load what they show; the oldest makes room", async (assert) => {
        const world = new World();
        const ids = channels(world, 4);
        const client = await world.client();
        const { state, actions } = client.chat;
        for (const id of ids) {
            await actions.openWindow(id);
        }
        assert.deepEqual(
            state.stage.windows.map(({ isMinimised }) => isMinimised),
            [true, false, false, false],
        );
        const [first, second] = ids;
        if (first === undefined || second === undefined) {
            throw new Error("There are four");
        }
        assert.true(timelineWindow(state, second).isLoaded);
        actions.minimiseWindow(second, true);
        assert.false(isOnScreen(state, second));
        actions.minimiseWindow(first, false);
        assert.true(isOnScreen(state, first));
        actions.closeWindow(first);
        assert.strictEqual(state.stage.windows.length, 3);
        actions.minimiseWindow(first, true);
        assert.strictEqual(state.stage.windows.length, 3);
    });

    QUnit.test("is there again after a reload, without what is gone", async (assert) => {
        const world = new World();
        const [kept, lost] = channels(world, 2);
        const browser = new FakeBrowser();
        const before = await world.client(world.ines, { browser });
        if (kept === undefined || lost === undefined) {
            throw new Error("There are two");
        }
        await before.chat.actions.openWindow(kept);
        await before.chat.actions.openWindow(lost);
        before.chat.actions.setFullscreen(true);
        before.chat.stop();
        world.server.leave(lost, world.ines);
        const after = await world.client(world.ines, { browser });
        const { stage } = after.chat.state;
        assert.true(stage.isFullscreen);
        assert.deepEqual(
            stage.windows.map(({ channelId }) => channelId),
            [kept],
        );
        assert.true(timelineWindow(after.chat.state, kept).isLoaded);
    });

    QUnit.test("what is read in a window while nobody looks waits", async (assert) => {
        const world = new World();
        const client = await world.client();
        const { state, actions } = client.chat;
        await actions.openWindow(world.channelId);
        client.attention.visible = false;
        world.post(world.sam, "hello");
        await world.clock.advance(1);
        actions.markRead(world.channelId);
        assert.strictEqual(unreadCount(state, world.channelId), 1);
        client.attention.visible = true;
        client.attention.wake();
        await settle();
        assert.strictEqual(unreadCount(state, world.channelId), 0);
    });

    QUnit.test("channels one is not in are followed while on the screen", async (assert) => {
        const world = new World();
        const seen = world.server.addChannel([world.sam]);
        world.server.show(seen, world.ines);
        const client = await world.client();
        const { state, actions } = client.chat;
        await actions.openChannel(seen);
        await world.clock.advance(1_000);
        const heard = world.post(world.sam, "hello", seen);
        await world.clock.advance(1);
        assert.true(state.messages.has(heard.id));
        await actions.openChannel(world.channelId);
        assert.strictEqual(client.connection.followed.size, 0, "a member hears of it anyway");
        await world.clock.advance(1_000);
        const unheard = world.post(world.sam, "hello?", seen);
        await world.clock.advance(1);
        assert.false(state.messages.has(unheard.id));
    });
});

QUnit.module("engine/typing", () => {
    QUnit.test("told now and then, ended by silence and by sending", async (assert) => {
        const world = new World();
        const client = await world.client();
        const sam = await world.client(world.sam);
        const { actions } = client.chat;
        const told = () => requests(client, "typing").map((name) => name.split(" ")[2]);
        for (let key = 0; key < 10; key += 1) {
            actions.noteTyping(world.channelId);
            await world.clock.advance(500);
        }
        assert.deepEqual(told(), ["true", "true", "true"]);
        assert.strictEqual(typists(sam.chat.state, world.channelId).length, 1);
        await world.clock.advance(5_000);
        assert.deepEqual(told().at(-1), "false");
        assert.deepEqual(typists(sam.chat.state, world.channelId), []);
        actions.noteTyping(world.channelId);
        actions.sendMessage(world.channelId, "done");
        await world.clock.advance(500);
        assert.deepEqual(told().at(-1), "true", "the message goes first");
        assert.deepEqual(typists(sam.chat.state, world.channelId), [], "and says it by itself");
        await world.clock.advance(1_000);
        assert.deepEqual(told().slice(-2), ["true", "false"]);
        await world.clock.advance(10_000);
        assert.strictEqual(told().length, 6, "nothing more to say");
    });

    QUnit.test("whoever is not heard of again has stopped", async (assert) => {
        const world = new World();
        const client = await world.client();
        world.server.tellTyping(world.sam, world.channelId, true);
        await world.clock.advance(5_900);
        assert.strictEqual(typists(client.chat.state, world.channelId).length, 1);
        await world.clock.advance(200);
        assert.deepEqual(typists(client.chat.state, world.channelId), []);
    });

    QUnit.test("it does not matter if nobody can be told", async (assert) => {
        const world = new World();
        const client = await world.client();
        client.connection.answer = () => unreachable();
        client.chat.actions.noteTyping(world.channelId);
        await settle();
        assert.strictEqual(client.chat.state.notice, null);
    });
});

QUnit.module("engine/presence", () => {
    QUnit.test("of listed people: at once, when it changes, after a gap", async (assert) => {
        const world = new World();
        world.server.addChannel([world.ines, world.sam], { type: "direct" });
        world.server.setPresence(world.sam, "online");
        const client = await world.client();
        const presence = () => client.chat.state.presences.get(world.sam);
        assert.strictEqual(presence(), "online");
        world.server.setPresence(world.sam, "away");
        await world.clock.advance(1);
        assert.strictEqual(presence(), "away");
        client.connection.goDown();
        world.server.setPresence(world.sam, "offline");
        client.connection.goUp();
        await settle();
        assert.strictEqual(presence(), "offline");
    });

    QUnit.test("at most 100 in a call; what fails is asked for again", async (assert) => {
        const world = new World();
        world.server.listPageSize = 300;
        for (let index = 0; index < 150; index += 1) {
            const peer = world.server.addUser(`P ${index}`);
            world.server.addChannel([world.ines, peer], { type: "direct" });
        }
        const client = world.startClient(world.ines);
        client.connection.answer = (method) => (method === "presence" ? unreachable() : null);
        await world.clock.advance(1_000);
        assert.strictEqual(client.chat.state.presences.size, 0);
        client.connection.answer = null;
        await world.clock.advance(36_000);
        assert.strictEqual(client.chat.state.presences.size, 150);
        const sizes = requests(client, "presence").map((name) => name.split(" ").length - 1);
        assert.strictEqual(Math.max(...sizes), 100);
        const before = requests(client, "presence").length;
        await client.chat.actions.watchPresence([world.channelId]);
        assert.strictEqual(requests(client, "presence").length, before, "nobody to watch there");
    });
});

QUnit.module("engine/notifications", () => {
    const away = async (world: World, browser = new FakeBrowser()) => {
        const client = await world.client(world.ines, { browser });
        await client.chat.actions.askForNotifications();
        client.attention.attentive = false;
        return client;
    };

    QUnit.test("one tab tells; a click opens the channel", async (assert) => {
        const world = new World();
        const browser = new FakeBrowser();
        const tabs = [await away(world, browser), await away(world, browser)];
        const html = "<strong>hello</strong><br>there";
        world.post(world.sam, "**hello**\nthere", world.channelId, { html });
        await world.clock.advance(1_000);
        const shown = tabs.flatMap(({ notifier }) => notifier.shown);
        assert.strictEqual(shown.length, 1);
        assert.strictEqual(shown[0]?.notification.title, "Sam Student · channel 1");
        assert.strictEqual(shown[0]?.notification.body, "hello there");
        assert.strictEqual(
            tabs.reduce((sum, { notifier }) => sum + notifier.sounds, 0),
            1,
        );
        shown[0]?.click();
        await settle();
        assert.true(tabs.some(({ chat }) => isOnScreen(chat.state, world.channelId)));
    });

    QUnit.test("not of what one looks at, in whichever tab", async (assert) => {
        const world = new World();
        const browser = new FakeBrowser();
        const hidden = await away(world, browser);
        const looking = await away(world, browser);
        looking.attention.attentive = true;
        await looking.chat.actions.openChannel(world.channelId);
        world.post(world.sam, "hello");
        await world.clock.advance(1_000);
        assert.deepEqual([...hidden.notifier.shown, ...looking.notifier.shown], []);
        assert.strictEqual(hidden.notifier.sounds + looking.notifier.sounds, 0);
    });

    QUnit.test("only of what one wants to hear of", async (assert) => {
        const world = new World();
        const client = await away(world);
        const { actions } = client.chat;
        const heard = async (content: string, mentions = [] as (typeof world.ines)[]) => {
            const before = client.notifier.sounds;
            world.post(world.sam, content, world.channelId, { mentions });
            await world.clock.advance(1_000);
            return client.notifier.sounds > before;
        };
        assert.true(await heard("all"));
        await actions.setPreferences(world.channelId, { notificationLevel: "mentions" });
        assert.false(await heard("not for me"));
        assert.true(await heard("for me", [world.ines]));
        await actions.setPreferences(world.channelId, { notificationLevel: "none" });
        assert.false(await heard("for me", [world.ines]));
        const mutedUntil = world.clock.now() + 60_000;
        await actions.setPreferences(world.channelId, { notificationLevel: "all", mutedUntil });
        assert.false(await heard("muted"));
        await world.clock.advance(60_000);
        assert.true(await heard("not muted any more"));
        actions.setQuiet(true);
        const shown = client.notifier.shown.length;
        assert.false(await heard("in quiet hours"));
        assert.strictEqual(client.notifier.shown.length, shown);
        actions.setQuiet(false);
        assert.true(await heard("when they are over"));
        actions.switchSound(false);
        actions.switchNotifications(false);
        const before = client.notifier.shown.length;
        assert.false(await heard("silent"));
        assert.strictEqual(client.notifier.shown.length, before);
        assert.false(client.browser.isSoundOn);
        assert.strictEqual(client.chat.state.notificationConsent, "off");
    });

    QUnit.test(
        "not of one's own, of older pages, or of what was read meanwhile",
        async (assert) => {
            const world = new World();
            const client = await away(world);
            world.post(world.ines, "own, from elsewhere");
            const message = world.post(world.sam, "read at once");
            await world.clock.advance(1);
            world.server.markRead(world.ines, world.channelId, message.id);
            await world.clock.advance(1_000);
            client.connection.goDown();
            world.postMany(world.sam, 40);
            await client.chat.actions.openChannel(world.channelId);
            assert.strictEqual(client.notifier.sounds, 0);
        },
    );

    QUnit.test("the title counts what is unread", async (assert) => {
        const world = new World();
        const client = await world.client();
        world.postMany(world.sam, 3);
        await world.clock.advance(300);
        assert.strictEqual(client.notifier.count, 3);
        await client.chat.actions.openChannel(world.channelId);
        client.chat.actions.markRead(world.channelId);
        await world.clock.advance(300);
        assert.strictEqual(client.notifier.count, 0);
    });
});

QUnit.module("engine/connection", () => {
    QUnit.test("no websocket: asks every five seconds and says so", async (assert) => {
        const world = new World();
        const client = await world.client();
        client.connection.setBus(false);
        assert.strictEqual(client.chat.state.connection, "connecting");
        await world.clock.advance(10_000);
        assert.strictEqual(client.chat.state.connection, "polling");
        const before = requests(client, "sync").length;
        world.post(world.sam, "hello");
        await world.clock.advance(5_100);
        assert.strictEqual(totalUnread(client.chat.state, world.clock.now()), 1);
        await world.clock.advance(15_000);
        assert.true(requests(client, "sync").length - before >= 4);
        client.connection.setBus(true);
        assert.strictEqual(client.chat.state.connection, "online");
    });

    QUnit.test("no websocket and no server: connecting, until it answers", async (assert) => {
        const world = new World();
        const client = await world.client();
        client.connection.setBus(false);
        client.connection.answer = () => unreachable();
        await world.clock.advance(60_000);
        assert.strictEqual(client.chat.state.connection, "connecting");
        client.connection.answer = null;
        await world.clock.advance(40_000);
        assert.strictEqual(client.chat.state.connection, "polling");
    });

    QUnit.test("no network: offline, and back", async (assert) => {
        const world = new World();
        const client = await world.client();
        client.attention.networkUp = false;
        client.connection.goDown();
        assert.strictEqual(client.chat.state.connection, "offline");
        client.attention.networkUp = true;
        client.attention.wake();
        assert.strictEqual(client.chat.state.connection, "connecting");
        client.connection.goUp();
        assert.strictEqual(client.chat.state.connection, "online");
    });

    QUnit.test("a machine a day behind knows the server's time", async (assert) => {
        const world = new World();
        const client = await world.client();
        assert.strictEqual(client.chat.state.clockOffset, 0);
        client.connection.serverAhead = 86_400_000;
        await client.chat.actions.loadChannels();
        assert.strictEqual(client.chat.state.clockOffset, 86_400_000);
        client.connection.serverAhead += 900;
        await client.chat.actions.loadChannels();
        assert.strictEqual(client.chat.state.clockOffset, 86_400_000, "whole seconds tell no more");
    });

    QUnit.test("tabs agree on what is read", async (assert) => {
        const world = new World();
        const browser = new FakeBrowser();
        const first = await world.client(world.ines, { browser });
        const second = await world.client(world.ines, { browser });
        await first.chat.actions.openChannel(world.channelId);
        world.post(world.sam, "hello");
        await world.clock.advance(1);
        second.connection.goDown();
        first.chat.actions.markRead(world.channelId);
        assert.strictEqual(totalUnread(second.chat.state, world.clock.now()), 0);
    });
});

import type { ChannelId, ClientKey, MessageId } from "../../../ts_src/model/ids";
import { type Tab, VisitWorld } from "./fake_visit_browser";
import { unreachable } from "./fake_visit_network";
import { refusal } from "./fake_visit_server";

QUnit.module("engine/visit/conversation", (hooks) => {
    let world: VisitWorld;
    let tab: Tab;
    let channelId: ChannelId;

    hooks.beforeEach(async () => {
        world = new VisitWorld();
        ({ tab, channelId } = await world.begin());
    });

    const texts = ({ client }: Tab) => client.state.messages.map(({ html }) => html);
    const count = (it: Tab, name: string) =>
        it.line.requests.filter((request) => request === name).length;

    QUnit.test(
        "a text that is refused stays, with the reason, and can be retried",
        async (assert) => {
            tab.line.answer = (method) => (method === "send" ? refusal("too_long") : null);
            await world.say(tab, "one");
            tab.line.answer = null;
            await world.say(tab, "two");
            const { state, actions } = tab.client;
            assert.deepEqual(texts(tab), ["Hello", "two"]);
            const failed = state.outgoing[0];
            assert.deepEqual([failed?.text, failed?.failure?.code], ["one", "too_long"]);
            // It outlives the page.
            const next = world.tab();
            assert.strictEqual(next.client.state.outgoing[0]?.failure?.code, "too_long");
            actions.retry(failed?.clientKey ?? ("" as ClientKey));
            await world.clock.advance(100);
            assert.deepEqual(texts(tab), ["Hello", "two", "one"]);
            assert.deepEqual([state.outgoing, next.client.state.outgoing], [[], []]);
        },
    );

    QUnit.test("what is taken back is in the draft again", async (assert) => {
        tab.line.answer = (method) => (method === "send" ? refusal("too_long") : null);
        await world.say(tab, "one");
        tab.client.actions.saveDraft({ text: "more" });
        tab.client.actions.discard(tab.client.state.outgoing[0]?.clientKey ?? ("" as ClientKey));
        await world.clock.advance(100);
        assert.deepEqual(tab.client.state.outgoing, []);
        assert.strictEqual(tab.client.state.draft.text, "one\n\nmore");
        assert.strictEqual(world.browser.draft.text, "one\n\nmore");
    });

    QUnit.test("the server's pause is kept, coming back does not cut it short", async (assert) => {
        tab.line.answer = (method) => (method === "send" ? unreachable(20) : null);
        await world.say(tab, "one");
        tab.line.answer = null;
        tab.attention.wake();
        await world.clock.advance(19_000);
        assert.deepEqual(texts(tab), ["Hello"]);
        await world.clock.advance(2_000);
        assert.deepEqual(texts(tab), ["Hello", "one"]);
    });

    QUnit.test("an expired token: a polite notice, and everything typed stays", async (assert) => {
        tab.line.goDown();
        await world.say(tab, "one");
        tab.client.actions.saveDraft({ text: "two" });
        const other = world.tab({ down: true });
        world.server.expire(channelId);
        tab.line.goUp();
        await world.clock.advance(5_000);
        const { state } = tab.client;
        assert.deepEqual([state.visit, state.messages, state.outgoing], [null, [], []]);
        assert.strictEqual(state.draft.text, "one\n\ntwo");
        assert.strictEqual(state.notice?.code, "unauthenticated");
        assert.deepEqual([world.browser.visit, tab.line.followed], [null, null]);
        assert.strictEqual(other.client.state.draft.text, "one\n\ntwo");
        assert.false(other.client.state.isRestoring);
        await tab.client.actions.send();
        assert.strictEqual(world.server.rooms.size, 2);
        assert.deepEqual(texts(tab), ["one\n\ntwo"]);
    });

    QUnit.test("tabs share the conversation, the draft, marks and the end", async (assert) => {
        const other = world.tab();
        await world.clock.advance(100);
        assert.deepEqual(texts(other), ["Hello"]);
        tab.client.actions.saveDraft({ text: "typing" });
        world.server.answer(channelId, "How can I help?");
        await world.clock.advance(100);
        assert.deepEqual([tab.client.state.unread, other.client.state.unread], [1, 1]);
        assert.strictEqual(other.client.state.draft.text, "typing");
        tab.client.actions.markRead();
        await world.clock.advance(100);
        assert.deepEqual([tab.client.state.unread, other.client.state.unread], [0, 0]);
        await tab.client.actions.end();
        await world.clock.advance(100);
        assert.strictEqual(other.client.state.visit?.state, "closed");
        other.client.actions.startAnew();
        await world.clock.advance(100);
        assert.deepEqual([tab.client.state.visit, other.client.state.visit], [null, null]);
        assert.strictEqual(tab.client.state.draft.text, "typing");
    });

    QUnit.test("an open conversation is not left behind", async (assert) => {
        tab.client.actions.startAnew();
        await world.clock.advance(100);
        assert.strictEqual(tab.client.state.visit?.channelId, channelId);
    });

    QUnit.test("without a websocket it is polled, and said so", async (assert) => {
        tab.line.setBus(false);
        await world.clock.advance(9_000);
        assert.strictEqual(tab.client.state.connection, "connecting");
        await world.clock.advance(2_000);
        assert.strictEqual(tab.client.state.connection, "polling");
        world.server.answer(channelId, "How can I help?");
        await world.clock.advance(5_100);
        assert.deepEqual(texts(tab), ["Hello", "How can I help?"]);
        const open = count(tab, "poll");
        await world.clock.advance(30_000);
        assert.strictEqual(count(tab, "poll"), open + 6);
        tab.client.actions.minimise();
        const minimised = count(tab, "poll");
        await world.clock.advance(60_000);
        assert.strictEqual(count(tab, "poll"), minimised + 2);
        tab.line.setBus(true);
        assert.strictEqual(tab.client.state.connection, "online");
    });

    QUnit.test("with a websocket it is asked now and then while somebody looks", async (assert) => {
        await world.clock.advance(1_000);
        const before = count(tab, "poll");
        await world.clock.advance(60_000);
        assert.strictEqual(count(tab, "poll"), before + 2);
        tab.attention.visible = false;
        await world.clock.advance(120_000);
        assert.strictEqual(count(tab, "poll"), before + 2);
    });

    QUnit.test("no network at all is said, and coming back tells what changed", async (assert) => {
        const message = world.server.answer(channelId, "wrng");
        await world.clock.advance(100);
        tab.attention.networkUp = false;
        tab.line.goDown();
        tab.attention.wake();
        assert.strictEqual(tab.client.state.connection, "offline");
        world.server.edit(channelId, message.id, { html: "right", isEdited: true });
        world.server.answer(channelId, "more");
        tab.attention.networkUp = true;
        tab.line.goUp();
        tab.attention.wake();
        await world.clock.advance(3_000);
        assert.deepEqual(texts(tab), ["Hello", "right", "more"]);
        assert.strictEqual(tab.client.state.connection, "online");
    });

    QUnit.test("notifications may have gaps: what came between is asked for", async (assert) => {
        world.network.faults = { ...world.network.faults, busLoss: 1 };
        world.server.answer(channelId, "lost");
        world.network.faults = { ...world.network.faults, busLoss: 0 };
        world.server.answer(channelId, "heard");
        await world.clock.advance(100);
        assert.deepEqual(texts(tab), ["Hello", "heard"]);
        await world.clock.advance(35_000);
        assert.deepEqual(texts(tab), ["Hello", "lost", "heard"]);
    });

    QUnit.test("other conversations on the same bus are nothing to it", (assert) => {
        const { state } = tab.client;
        const [message] = state.messages;
        if (message) {
            const other = { ...message, id: 99 as MessageId };
            tab.line.notify(99 as ChannelId, { kind: "messageChanged", message: other });
        }
        assert.strictEqual(state.messages.length, 1);
    });

    QUnit.test("asked to subscribe again, it does and catches up", async (assert) => {
        const before = count(tab, "messages");
        tab.line.askToResubscribe();
        await world.clock.advance(100);
        assert.deepEqual([tab.line.resubscribed, count(tab, "messages")], [1, before + 1]);
    });

    QUnit.test("typing: shown for six seconds, or until they have said it", async (assert) => {
        const { state } = tab.client;
        tab.line.notify(channelId, { kind: "agentTyping", name: "Ada" });
        await world.clock.advance(5_900);
        assert.strictEqual(state.typing, "Ada");
        await world.clock.advance(200);
        assert.strictEqual(state.typing, null);
        tab.line.notify(channelId, { kind: "agentTyping", name: "Ada" });
        world.server.answer(channelId, "Here");
        await world.clock.advance(100);
        assert.strictEqual(state.typing, null);
    });

    QUnit.test("that the visitor types is told, not with every letter", async (assert) => {
        for (const text of ["a", "ab", "abc"]) {
            tab.client.actions.saveDraft({ text });
            await world.clock.advance(500);
        }
        assert.strictEqual(count(tab, "typing"), 1);
        await tab.client.actions.send();
        await world.clock.advance(500);
        assert.strictEqual(count(tab, "silent"), 0, "the message says so, and goes first");
        await world.clock.advance(1_000);
        assert.strictEqual(count(tab, "silent"), 1);
    });

    QUnit.test("read is told once, and only by whoever looks", async (assert) => {
        const { state, actions } = tab.client;
        tab.attention.attentive = false;
        world.server.answer(channelId, "How can I help?");
        await world.clock.advance(100);
        actions.markRead();
        assert.deepEqual([state.unread, count(tab, "read")], [1, 0]);
        tab.attention.attentive = true;
        tab.attention.wake();
        await world.clock.advance(100);
        actions.markRead();
        await world.clock.advance(100);
        assert.deepEqual([state.unread, count(tab, "read")], [0, 1]);
        const next = world.tab();
        await world.clock.advance(100);
        assert.strictEqual(next.client.state.unread, 0);
    });

    QUnit.test("a text that had to wait hides no answer given in the meantime", async (assert) => {
        tab.line.goDown();
        await world.say(tab, "written without a connection");
        tab.client.actions.minimise();
        world.server.answer(channelId, "Are you still there?");
        tab.line.goUp();
        await world.clock.advance(60_000);
        assert.deepEqual(texts(tab), [
            "Hello",
            "Are you still there?",
            "written without a connection",
        ]);
        assert.strictEqual(tab.client.state.unread, 1);
    });

    QUnit.test("rings once among the tabs, for who is not looking", async (assert) => {
        const other = world.tab();
        await world.clock.advance(100);
        const rung = () => tab.surroundings.sounds + other.surroundings.sounds;
        world.server.answer(channelId, "seen");
        await world.clock.advance(1_000);
        assert.strictEqual(rung(), 0);
        [tab, other].forEach(({ client }) => client.actions.minimise());
        world.server.answer(channelId, "heard");
        await world.clock.advance(1_000);
        assert.strictEqual(rung(), 1);
        tab.client.actions.setSound(false);
        await world.clock.advance(100);
        assert.false(other.client.state.isSoundOn);
        world.server.answer(channelId, "quiet");
        await world.clock.advance(1_000);
        assert.strictEqual(rung(), 1);
    });

    QUnit.test("older messages", async (assert) => {
        for (let number = 1; number <= 60; number += 1) {
            world.server.answer(channelId, String(number));
        }
        const next = world.tab();
        await world.clock.advance(100);
        const { state, actions } = next.client;
        assert.deepEqual([state.messages.length, state.hasOlder], [50, true]);
        const loading = actions.loadOlder();
        assert.true(state.isLoadingOlder);
        await loading;
        assert.deepEqual(
            [state.messages.length, state.hasOlder, state.isLoadingOlder],
            [61, false, false],
        );
        await actions.loadOlder();
        assert.strictEqual(count(next, "messages"), 2);
    });

    QUnit.test("rating, transcript, and why not", async (assert) => {
        const { state, actions } = tab.client;
        await actions.rate(5, "");
        assert.strictEqual(state.notice?.code, "conflict");
        actions.putNoticeAway();
        assert.strictEqual(state.notice, null);
        world.server.answer(channelId, "Here");
        await actions.rate(4, "Nice");
        assert.deepEqual([state.visit?.rating, tab.line.told.at(-1)], [4, "Nice"]);
        const mailing = actions.mailTranscript();
        assert.strictEqual(state.transcript, "sending");
        await mailing;
        assert.deepEqual([state.transcript, world.server.mailed], ["sent", 1]);
        tab.line.answer = () => refusal("invalid_value");
        await actions.mailTranscript();
        assert.deepEqual([state.transcript, state.notice?.code], ["none", "invalid_value"]);
    });

    QUnit.test(
        "files: progress, cancelling, and once however often it is tried",
        async (assert) => {
            const { state, actions } = tab.client;
            const file = { name: "a.png", mimetype: "image/png", size: 4 };
            tab.line.uploadTime = 400;
            void actions.sendFile(file);
            await world.clock.advance(250);
            const [item] = state.outgoing;
            assert.deepEqual([item?.file, item?.progress], [{ name: "a.png", size: 4 }, 0.5]);
            actions.discard(item?.clientKey ?? ("" as ClientKey));
            await world.clock.advance(1_000);
            assert.deepEqual([state.outgoing, texts(tab)], [[], ["Hello"]]);
            tab.line.losesReplies = true;
            void actions.sendFile(file);
            await world.clock.advance(3_000);
            tab.line.losesReplies = false;
            await world.clock.advance(10_000);
            assert.deepEqual([state.outgoing, texts(tab)], [[], ["Hello", "a.png"]]);
            tab.line.answer = (method) => (method === "upload" ? refusal("forbidden") : null);
            void actions.sendFile(file);
            await world.clock.advance(1_000);
            assert.strictEqual(state.outgoing[0]?.failure?.code, "forbidden");
            tab.line.answer = null;
            actions.retry(state.outgoing[0]?.clientKey ?? ("" as ClientKey));
            await world.clock.advance(1_000);
            assert.deepEqual(texts(tab), ["Hello", "a.png", "a.png"]);
            world.server.change(channelId, { mayAttach: false });
            await world.clock.advance(100);
            await actions.sendFile(file);
            assert.deepEqual(state.outgoing, []);
        },
    );

    QUnit.test("the server's clock is compared, but not to the second", (assert) => {
        tab.line.tellTime(1_000);
        assert.strictEqual(tab.client.state.clockOffset, 0);
        tab.line.tellTime(-7_000);
        assert.strictEqual(tab.client.state.clockOffset, -7_000);
    });

    QUnit.test("stopped, it does nothing any more", async (assert) => {
        tab.client.stop();
        const before = [...tab.line.requests];
        world.server.answer(channelId, "late");
        tab.attention.wake();
        await world.clock.advance(120_000);
        assert.deepEqual([tab.line.requests, texts(tab)], [before, ["Hello"]]);
        assert.strictEqual(world.clock.waiting, 0);
    });
});

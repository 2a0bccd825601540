import { ApiError } from "../../../ts_src/engine/ports";
import { Timeline } from "../../../ts_src/ui/timeline/timeline";
import { BrowserWorld, type Screen } from "../../helpers/browser_chat";
import { cleanUp, click, find, findAll, settle, texts } from "../../helpers/browser_page";
import { noFaults } from "../../helpers/fake_network";
import { messageId } from "../../helpers/builders";

async function showMessages(world: BrowserWorld): Promise<Screen> {
    const { channelId } = world;
    const screen = await world.show(Timeline, { channelId, newAfterId: null, written: 0 });
    await screen.chat.actions.openChannel(channelId);
    await settle();
    return screen;
}

/** How far the newest own message has come, as it is read out. */
function delivery(): string | null | undefined {
    return findAll(".o-seitech-Message-delivery").at(-1)?.getAttribute("aria-label");
}

QUnit.module("ui › message", { afterEach: cleanUp });

QUnit.test("own messages: sending, sent, seen", async (assert) => {
    const world = new BrowserWorld();
    const { chat } = await showMessages(world);
    world.network.faults = { ...noFaults, maxDelay: 1_000 };
    chat.actions.sendMessage(world.channelId, "how far?");
    await settle();
    assert.strictEqual(delivery(), "Sending");
    await world.pass(5_000);
    assert.strictEqual(delivery(), "Sent");
    world.server.markRead(world.sam, world.channelId, messageId(101));
    await world.pass(5_000);
    assert.strictEqual(delivery(), "Seen");
});

QUnit.test("refused: says why, tries again, or goes away", async (assert) => {
    const world = new BrowserWorld();
    const { chat, connection } = await showMessages(world);
    connection.answer = (method) =>
        method === "send" ? new ApiError("refused", "You are not allowed to.", "forbidden") : null;
    chat.actions.sendMessage(world.channelId, "one");
    chat.actions.sendMessage(world.channelId, "two");
    await world.pass();
    assert.strictEqual(delivery(), "Not sent");
    const reasons = texts(".o-seitech-OutboxFailure > span");
    assert.deepEqual(reasons, ["You are not allowed to.", "You are not allowed to."]);
    connection.answer = null;
    await click(".o-seitech-OutboxFailure-retry");
    await world.pass();
    const sent = world.server.messages(world.channelId).map((message) => message.content);
    assert.deepEqual(sent, ["one"]);
    await click(".o-seitech-OutboxFailure-discard");
    await world.pass();
    assert.deepEqual(texts(".o-seitech-Message-body"), ["one"]);
    assert.strictEqual(findAll("[role=alert]").length, 0);
});

QUnit.test("what a person typed is text until the server has rendered it", async (assert) => {
    const world = new BrowserWorld();
    const { chat, connection } = await showMessages(world);
    connection.goDown();
    chat.actions.sendMessage(world.channelId, '<img src="x" onerror="pwned()">\n  indented');
    await settle();
    const body = find(".o-seitech-Message-body");
    assert.strictEqual(body.children.length, 0);
    assert.strictEqual(body.innerText, '<img src="x" onerror="pwned()">\n  indented');
});

QUnit.test("the server's html is shown as it is, names are only text", async (assert) => {
    const world = new BrowserWorld();
    const mallory = world.server.addUser("<script>window.pwned = true</script>");
    world.server.join(world.channelId, mallory);
    const html = 'a<br><a href="https://example.com/">link</a> &lt;b&gt;';
    world.post(mallory, "as typed", world.channelId, { html });
    await showMessages(world);
    const body = find(".o-seitech-Message-body");
    assert.strictEqual(body.innerText, "a\nlink <b>");
    assert.strictEqual(body.querySelectorAll("a").length, 1);
    assert.strictEqual(findAll(".o-seitech-Message script").length, 0);
    assert.false("pwned" in window);
});

QUnit.test("an edit shows, a deletion leaves a trace", async (assert) => {
    const world = new BrowserWorld();
    world.post(world.sam, "frist");
    await showMessages(world);
    world.server.edit(world.channelId, messageId(101), "first");
    await world.pass();
    assert.deepEqual(texts(".o-seitech-Message-body"), ["first"]);
    assert.true(find(".o-seitech-Message-meta").innerText.includes("edited"));
    world.server.delete(world.channelId, messageId(101));
    await world.pass();
    assert.deepEqual(texts(".o-seitech-Message-bubble em"), ["This message was deleted"]);
    assert.strictEqual(findAll(".o-seitech-Message-body").length, 0);
});

QUnit.test("who wrote is shown among several, not between two", async (assert) => {
    const pair = new BrowserWorld();
    pair.post(pair.sam, "hi");
    await showMessages(pair);
    assert.strictEqual(findAll(".o-seitech-Message .o-seitech-Avatar").length, 0);
    cleanUp();
    const several = new BrowserWorld();
    const anna = several.server.addUser("Anna");
    const id = several.server.addChannel([several.ines, several.sam, anna]);
    several.post(several.sam, "one", id);
    several.post(several.sam, "two", id);
    several.post(anna, "three", id);
    const { chat } = await several.show(Timeline, { channelId: id, newAfterId: null, written: 0 });
    await chat.actions.openChannel(id);
    await settle();
    assert.strictEqual(findAll(".o-seitech-Message .o-seitech-Avatar").length, 2, "one a group");
    const shown = findAll(".o-seitech-Message-author:not(.visually-hidden)");
    assert.deepEqual(
        shown.map((name) => name.innerText),
        ["Sam Student", "Anna"],
    );
});

QUnit.test("a word without end breaks, the page does not", async (assert) => {
    const world = new BrowserWorld();
    world.post(world.sam, "x".repeat(5_000));
    await world
        .show(
            Timeline,
            { channelId: world.channelId, newAfterId: null, written: 0 },
            "width: 320px; height: 500px; display: flex; flex-direction: column",
        )
        .then(({ chat }) => chat.actions.openChannel(world.channelId));
    await settle();
    const viewport = find(".o-seitech-Timeline-viewport");
    assert.strictEqual(viewport.scrollWidth, viewport.clientWidth);
    assert.true(find(".o-seitech-Message-bubble").getBoundingClientRect().right <= 320);
});

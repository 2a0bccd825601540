import { Timeline } from "../../../ts_src/ui/timeline/timeline";
import { BrowserWorld, type Screen } from "../../helpers/browser_chat";
import { messageId } from "../../helpers/builders";
import { cleanUp, find, findAll, resize, settle, texts } from "../../helpers/browser_page";

async function showTimeline(
    world: BrowserWorld,
    style = "height: 100vh; display: flex; flex-direction: column",
): Promise<Screen> {
    const { channelId } = world;
    const props = { channelId, newAfterId: null, written: 0 };
    const screen = await world.show(Timeline, props, style);
    await screen.chat.actions.openChannel(channelId);
    await world.pass();
    return screen;
}

const announced = (): string[] => texts("[aria-live=polite] p");

QUnit.module("ui › timeline › people", { afterEach: cleanUp });

QUnit.test("only new messages of others are announced", async (assert) => {
    const world = new BrowserWorld();
    world.postMany(world.sam, 70);
    const { chat } = await showTimeline(world);
    assert.strictEqual(find("[role=log]").getAttribute("aria-live"), "off");
    assert.deepEqual(announced(), [], "not what was there");
    find(".o-seitech-Timeline-viewport").scrollTop = 0;
    await world.pass();
    await world.pass();
    assert.deepEqual(announced(), [], "nor what was loaded above");
    chat.actions.sendMessage(world.channelId, "mine");
    await world.pass();
    assert.deepEqual(announced(), [], "nor one's own");
    world.post(world.sam, "listen");
    await world.pass();
    assert.deepEqual(announced(), ["Sam Student: listen"]);
    world.postMany(world.sam, 20);
    await world.pass();
    assert.strictEqual(announced().length, 3, "not all of many");
});

QUnit.test("who is typing is told, and its place is kept", async (assert) => {
    const world = new BrowserWorld();
    world.post(world.sam, "hello");
    await showTimeline(world);
    const { height } = find(".o-seitech-TypingLine").getBoundingClientRect();
    world.server.tellTyping(world.sam, world.channelId, true);
    await world.pass();
    assert.deepEqual(texts(".o-seitech-TypingLine-text"), ["Sam Student is typing…"]);
    assert.strictEqual(find(".o-seitech-TypingLine").getBoundingClientRect().height, height);
    world.server.tellTyping(world.sam, world.channelId, false);
    await world.pass();
    assert.deepEqual(texts(".o-seitech-TypingLine-text"), []);
});

QUnit.test("faces stand where people have read to", async (assert) => {
    const world = new BrowserWorld();
    const first = world.post(world.ines, "one");
    world.post(world.ines, "two");
    await showTimeline(world);
    world.server.markRead(world.sam, world.channelId, messageId(first.id));
    await world.pass();
    const face = find(".o-seitech-SeenBy");
    assert.strictEqual(face.getAttribute("aria-label"), "Seen by Sam Student");
    const row = face.previousElementSibling as HTMLElement;
    assert.true(row.innerText.includes("one"), row.innerText);
    assert.strictEqual(findAll(".o-seitech-SeenBy").length, 1);
});

QUnit.test("nothing is wider than a narrow phone", async (assert) => {
    const world = new BrowserWorld();
    const preview = {
        url: "https://example.com/",
        title: "x".repeat(200),
        description: "y".repeat(300),
        siteName: "Example",
        imageUrl: null,
    };
    world.post(world.sam, "see", world.channelId, { previews: [preview] });
    world.post(world.ines, "x".repeat(500), world.channelId, { parentId: messageId(101) });
    await resize(320, 568);
    await showTimeline(world);
    const viewport = find(".o-seitech-Timeline-viewport");
    assert.strictEqual(viewport.scrollWidth, viewport.clientWidth);
    for (const bubble of findAll(".o-seitech-Message-bubble, .o-seitech-LinkPreview")) {
        const { left, right } = bubble.getBoundingClientRect();
        assert.true(left >= 0 && right <= 320, `${bubble.className}: ${left} to ${right}`);
    }
    findAll(".o-seitech-Message")[0]?.focus();
    await settle();
    const { left, right } = find(".o-seitech-MessageToolbar").getBoundingClientRect();
    assert.true(left >= 0 && right <= 320, `tools: ${left} to ${right}`);
    await resize(1280, 720);
});

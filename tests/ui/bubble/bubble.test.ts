import { Bubble } from "../../../ts_src/ui/bubble/bubble";
import { BrowserWorld, DESKTOP, PHONE } from "../../helpers/browser_chat";
import { cleanUp, click, find, findAll, press, resize, texts } from "../../helpers/browser_page";

QUnit.module("ui › bubble", {
    async afterEach() {
        cleanUp();
        await resize(DESKTOP.width, DESKTOP.height);
    },
});

QUnit.test("in the corner, with what is unread", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("Anna");
    world.post(peer, "hello", id);
    await world.show(Bubble, { isOpen: false });
    assert.deepEqual(texts(".o-seitech-BubbleButton-unread"), ["1"]);
    assert.strictEqual(findAll(".o-seitech-Bubble-panel").length, 0);
    const { right, bottom } = find(".o-seitech-BubbleButton").getBoundingClientRect();
    assert.true(right > DESKTOP.width - 40 && bottom > DESKTOP.height - 40);
});

QUnit.test("opens the conversations, and one of them in a window", async (assert) => {
    const world = new BrowserWorld();
    world.addDirect("Anna");
    await world.show(Bubble, { isOpen: false });
    await click(".o-seitech-BubbleButton");
    assert.true(find(".o-seitech-Bubble-panel").contains(document.activeElement));
    findAll(".o-seitech-ChannelRow")
        .find((row) => row.innerText.includes("Anna"))
        ?.click();
    await world.pass();
    assert.strictEqual(findAll(".o-seitech-Bubble-panel").length, 0);
    const window = find(".o-seitech-ChatWindow").getBoundingClientRect();
    const button = find(".o-seitech-BubbleButton").getBoundingClientRect();
    assert.true(window.right <= button.left, "the window leaves the button free");
});

QUnit.test("Escape closes the conversations, and the focus goes back", async (assert) => {
    const world = new BrowserWorld();
    await world.show(Bubble, { isOpen: true });
    await press("Escape");
    assert.strictEqual(findAll(".o-seitech-Bubble-panel").length, 0);
    assert.strictEqual(document.activeElement, find(".o-seitech-BubbleButton"));
});

QUnit.test("on phones they take the screen, and nothing sticks out", async (assert) => {
    await resize(320, PHONE.height);
    const world = new BrowserWorld();
    world.addDirect("A name that is rather long for a small screen, really");
    await world.show(Bubble, { isOpen: true });
    const { width, height } = find(".o-seitech-Bubble-panel").getBoundingClientRect();
    assert.deepEqual([width, height], [320, PHONE.height]);
    assert.true(document.documentElement.scrollWidth <= 320);
});

import { Timeline } from "../../../ts_src/ui/timeline/timeline";
import { BrowserWorld, type Screen } from "../../helpers/browser_chat";
import { cleanUp, click, find, findAll, press, settle, texts } from "../../helpers/browser_page";

async function showMessage(world: BrowserWorld): Promise<Screen> {
    const { channelId } = world;
    world.post(world.sam, "hello");
    const screen = await world.show(Timeline, { channelId, newAfterId: null, written: 0 });
    await screen.chat.actions.openChannel(channelId);
    await world.pass();
    return screen;
}

function firstId(world: BrowserWorld) {
    const [message] = world.server.messages(world.channelId);
    if (!message) {
        throw new Error("nothing was posted");
    }
    return message.id;
}

const groups = (): string[] => texts(".o-seitech-Reactions-group");

QUnit.module("ui › reactions", { afterEach: cleanUp });

QUnit.test("come, go, and say who", async (assert) => {
    const world = new BrowserWorld();
    await showMessage(world);
    assert.strictEqual(findAll(".o-seitech-Reactions").length, 0);
    world.server.react(world.sam, firstId(world), "👍", true);
    await world.pass();
    assert.deepEqual(groups(), ["👍 1"]);
    const button = find(".o-seitech-Reactions-group");
    assert.strictEqual(button.getAttribute("aria-pressed"), "false");
    assert.strictEqual(button.getAttribute("aria-label"), "👍 1: Sam Student");
    await click(".o-seitech-Reactions-group");
    await world.pass();
    assert.deepEqual(groups(), ["👍 2"]);
    assert.strictEqual(find(".o-seitech-Reactions-group").ariaPressed, "true");
    find(".o-seitech-Reactions-group").focus();
    await settle();
    const names = find(".o-seitech-Reactions-names");
    assert.true(names.matches(":popover-open"));
    assert.strictEqual(names.innerText, "Sam Student, Ines Instructor");
    find(".o-seitech-Reactions-group").blur();
    await click(".o-seitech-Reactions-group");
    await world.pass();
    assert.deepEqual(groups(), ["👍 1"]);
});

QUnit.test("an emoji is picked for a message", async (assert) => {
    const world = new BrowserWorld();
    await showMessage(world);
    find(".o-seitech-Message").focus();
    await settle();
    await click(".o-seitech-MessageToolbar [data-action=react]");
    await settle();
    assert.strictEqual(findAll(".o-seitech-EmojiPicker").length, 1);
    await press("Enter");
    await world.pass();
    assert.strictEqual(groups().length, 1);
    assert.strictEqual(findAll(".o-seitech-EmojiPicker").length, 0, "it closes");
});

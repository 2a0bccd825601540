import { Systray } from "../../../ts_src/ui/systray/systray";
import { BrowserWorld } from "../../helpers/browser_chat";
import { cleanUp, click, find, findAll, press, texts } from "../../helpers/browser_page";

const badge = ".o-seitech-Systray-unread";

QUnit.module("ui › systray", { afterEach: cleanUp });

QUnit.test("counts what is unread, all in all", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("Anna");
    await world.show(Systray, {});
    assert.strictEqual(findAll(badge).length, 0);
    world.post(peer, "one", id);
    world.post(world.sam, "two");
    await world.pass(2_000);
    assert.deepEqual(texts(badge), ["2"]);
    assert.strictEqual(find(".o-seitech-Systray-button").title, "E-learning chat, 2 unread");
});

QUnit.test("shows the latest conversations; one opens in a window", async (assert) => {
    const world = new BrowserWorld();
    const { id, peer } = world.addDirect("Anna");
    world.post(peer, "the latest", id);
    const { chat } = await world.show(Systray, {});
    assert.strictEqual(findAll(".o-seitech-ChannelRow").length, 0);
    await click(".o-seitech-Systray-button");
    assert.deepEqual(texts(".o-seitech-ChannelRow-name"), ["Anna", "channel 1"]);
    assert.strictEqual(document.activeElement, find(".o-seitech-ChannelRow"));
    await press("ArrowDown");
    await press("ArrowUp");
    await press("Enter");
    assert.deepEqual(chat.state.stage.windows, [{ channelId: id, isMinimised: false }]);
    assert.strictEqual(findAll(".o-seitech-ChannelRow").length, 0, "the list has made way");
});

QUnit.test("Escape closes it, and the focus is back at the button", async (assert) => {
    const world = new BrowserWorld();
    await world.show(Systray, {});
    find(".o-seitech-Systray-button").focus();
    await press("Enter");
    assert.strictEqual(findAll(".o-seitech-ChannelRow").length, 1);
    await press("Escape");
    assert.strictEqual(findAll(".o-seitech-ChannelRow").length, 0);
    assert.strictEqual(document.activeElement, find(".o-seitech-Systray-button"));
});

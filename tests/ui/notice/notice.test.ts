import { Notice } from "../../../ts_src/ui/notice/notice";
import { BrowserWorld } from "../../helpers/browser_chat";
import { cleanUp, click, find, findAll, texts } from "../../helpers/browser_page";

const told = (role: string): string[] => texts(`[role=${role}] .o-seitech-Notice-text`);

QUnit.module("ui › notice", { afterEach: cleanUp });

QUnit.test("what was copied is said at leisure, what failed at once", async (assert) => {
    const world = new BrowserWorld();
    const { chat } = await world.show(Notice, {});
    const places = findAll(".o-seitech-Notice");
    assert.strictEqual(places.length, 2, "both are there before there is something to tell");
    chat.actions.noteCopied(true);
    await world.pass();
    assert.deepEqual([told("status"), told("alert")], [["Copied to the clipboard."], []]);
    await world.pass(3_000);
    assert.deepEqual(told("status"), [], "it goes by itself");
    chat.actions.noteCopied(false);
    await world.pass(10_000);
    assert.deepEqual([told("status"), told("alert")], [[], ["This could not be copied."]]);
    await click(".btn-close");
    assert.deepEqual(told("alert"), []);
    assert.deepEqual(findAll(".o-seitech-Notice"), places, "the same ones all the time");
});

QUnit.test("the way back to a deleted message stays", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.post(world.ines, "mine");
    const { chat } = await world.show(Notice, {});
    await chat.actions.openChannel(world.channelId);
    chat.actions.deleteMessage(id);
    chat.actions.noteCopied(true);
    await world.pass(1);
    assert.deepEqual(told("status"), ["Message deleted."]);
    find(".o-seitech-Notice-undo").click();
    await world.pass();
    assert.deepEqual(told("status"), []);
});

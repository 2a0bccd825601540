import { ChannelList } from "../../../ts_src/ui/channel_list/channel_list";
import { BrowserWorld } from "../../helpers/browser_chat";
import { cleanUp, click, findAll, texts } from "../../helpers/browser_page";

QUnit.module("ui › leftovers", { afterEach: cleanUp });

QUnit.test("what was written for a lost conversation can be copied and deleted", async (assert) => {
    const world = new BrowserWorld();
    const { chat, connection } = await world.show(ChannelList, { onOpen: () => {} });
    assert.strictEqual(findAll(".o-seitech-Leftovers").length, 0);
    connection.goDown();
    chat.actions.sendMessage(world.channelId, "many\nwords");
    chat.actions.saveDraft(world.channelId, { text: "half a" });
    world.server.leave(world.channelId, world.ines);
    connection.goUp();
    await world.pass(5_000);
    assert.deepEqual(texts(".o-seitech-Leftovers-text"), ["many words", "half a"]);
    await click(".o-seitech-Leftovers-one:nth-of-type(1) button:nth-of-type(1)");
    assert.deepEqual(world.platform.copied, ["many\nwords"]);
    await click(".o-seitech-Leftovers-one:nth-of-type(1) button:nth-of-type(2)");
    assert.deepEqual(texts(".o-seitech-Leftovers-text"), ["half a"]);
    await click(".o-seitech-Leftovers-one button:nth-of-type(2)");
    assert.strictEqual(findAll(".o-seitech-Leftovers").length, 0);
    assert.strictEqual(chat.state.outbox.size + chat.state.drafts.size, 0);
});

import type { ChannelId } from "../../../ts_src/model/ids";
import { ChatAction } from "../../../ts_src/ui/chat_action/chat_action";
import { queryAddress } from "../../../ts_src/ui/messenger/query_address";
import { BrowserWorld } from "../../helpers/browser_chat";
import { cleanUp, findAll, texts } from "../../helpers/browser_page";

const name = ".o-seitech-ConversationHeader-name";

QUnit.module("ui › chat action", { afterEach: cleanUp });

QUnit.test("the number in Odoo's address is the conversation", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    const states: unknown[] = [];
    const updateActionState = (state: unknown): void => void states.push(state);
    const { chat, destroy } = await world.show(ChatAction, { resId: id, updateActionState });
    assert.deepEqual(texts(name), ["Anna"]);
    await chat.actions.openChannel(world.channelId);
    await world.pass();
    chat.actions.closeChannel();
    await world.pass();
    assert.deepEqual(states, [{ resId: id }, { resId: world.channelId }, { resId: false }]);
    await chat.actions.openChannel(id);
    destroy();
    assert.strictEqual(chat.state.openChannelId, null, "leaving the page closes it");
});

QUnit.test("a link may say it in the query", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.addDirect("Anna");
    const before = window.location.href;
    window.history.replaceState({}, "", `?channel_id=${id}`);
    await world.show(ChatAction, { resId: false });
    window.history.replaceState({}, "", before);
    assert.deepEqual(texts(name), ["Anna"]);
    assert.strictEqual(findAll(".o-seitech-Conversation").length, 1);
});

QUnit.test("on the portal the query follows, and tells when one goes back", async (assert) => {
    const before = window.location.href;
    queryAddress.write(7 as ChannelId);
    assert.true(window.location.search.includes("channel=7"));
    assert.strictEqual(queryAddress.read().channelId, 7);
    const wentBack = new Promise<void>((resolve) => {
        const stop = queryAddress.onChange(() => {
            stop();
            resolve();
        });
    });
    window.history.back();
    await wentBack;
    assert.strictEqual(window.location.href, before);
    assert.strictEqual(queryAddress.read().channelId, null);
});

import type { MessageId } from "../../../ts_src/model/ids";
import { ReplyComposer } from "../../../ts_src/ui/reply_composer/reply_composer";
import "../../../ts_src/ui/kit/theme.scss";
import { BrowserWorld, type Screen } from "../../helpers/browser_chat";
import { cleanUp, find, press, settle, texts, type } from "../../helpers/browser_page";

interface Shown extends Screen {
    readonly world: BrowserWorld;
    readonly parentId: MessageId;
}

async function showReply(world = new BrowserWorld(), known?: MessageId): Promise<Shown> {
    const parentId = known ?? world.post(world.sam, "What do you think?").id;
    const screen = await world.show(ReplyComposer, { parentId });
    await screen.chat.actions.openChannel(world.channelId);
    await world.pass();
    field().focus();
    return { ...screen, world, parentId };
}

const field = (): HTMLTextAreaElement => find<HTMLTextAreaElement>("textarea");

QUnit.module("ui › reply composer", { afterEach: cleanUp });

QUnit.test("a reply goes to its thread; the channel's draft stays", async (assert) => {
    const { world, chat, parentId } = await showReply();
    chat.actions.saveDraft(world.channelId, { text: "something else" });
    await type("A lot");
    await press("Enter");
    await world.pass();
    const reply = world.server.messages(world.channelId).at(-1);
    assert.deepEqual([reply?.content, reply?.parentId], ["A lot", parentId]);
    assert.strictEqual(field().value, "");
    assert.strictEqual(document.activeElement, field());
    assert.strictEqual(chat.state.drafts.get(world.channelId)?.text, "something else");
    assert.strictEqual(localStorage.length, 0);
});

QUnit.test("an unsent reply outlives a reload", async (assert) => {
    const { world, parentId, destroy } = await showReply();
    await type("half a thou");
    destroy();
    await showReply(world, parentId);
    assert.strictEqual(field().value, "half a thou");
});

QUnit.test("a reply that cannot be sent stays, with the reason", async (assert) => {
    const { world } = await showReply();
    await type("precious");
    world.server.close(world.channelId);
    await world.pass(60_000);
    await press("Enter");
    await settle();
    assert.strictEqual(field().value, "precious");
    assert.true(texts(".o-seitech-ReplyComposer-hint")[0]?.includes("Your text is kept."));
});

QUnit.test("the others are told that somebody is typing", async (assert) => {
    const { world, connection } = await showReply();
    await type("w");
    await world.pass();
    assert.true(connection.requests.includes(`typing ${world.channelId} true`));
});

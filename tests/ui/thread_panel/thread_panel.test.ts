import { ThreadPanel } from "../../../ts_src/ui/thread_panel/thread_panel";
import { BrowserWorld, type Screen } from "../../helpers/browser_chat";
import { cleanUp, click, find, findAll, press, texts, type } from "../../helpers/browser_page";
import type { MessageId } from "../../../ts_src/model/ids";

async function showThread(world: BrowserWorld, parentId: MessageId): Promise<Screen> {
    const calls: string[] = [];
    const screen = await world.show(ThreadPanel, {
        parentId,
        onClose: () => calls.push("close"),
    });
    return Object.assign(screen, { calls });
}

const bodies = (): string[] => texts(".o-seitech-Message-body");

QUnit.module("ui › thread_panel", { afterEach: cleanUp });

QUnit.test("shows a message with its replies, and takes a new one", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.post(world.sam, "question");
    world.post(world.ines, "first answer", world.channelId, { parentId: id });
    world.post(world.sam, "something else");
    const { chat } = await showThread(world, id);
    await chat.actions.openChannel(world.channelId);
    await chat.actions.openThread(id);
    await world.pass();
    assert.deepEqual(bodies(), ["question", "first answer"]);
    assert.strictEqual(findAll(".o-seitech-Quote").length, 0, "no need to quote");
    find("textarea").focus();
    await type("second answer");
    await press("Enter");
    await world.pass();
    assert.deepEqual(bodies(), ["question", "first answer", "second answer"]);
    const sent = world.server.messages(world.channelId).at(-1);
    assert.strictEqual(sent?.parentId, id);
    world.post(world.sam, "third answer", world.channelId, { parentId: id });
    await world.pass();
    assert.strictEqual(bodies().at(-1), "third answer");
});

QUnit.test("earlier replies come on demand, Escape closes", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.post(world.sam, "question");
    for (let index = 1; index <= 70; index += 1) {
        world.post(world.sam, `reply ${index}`, world.channelId, { parentId: id });
    }
    const screen = await showThread(world, id);
    await screen.chat.actions.openChannel(world.channelId);
    await screen.chat.actions.loadAround(world.channelId, id);
    await screen.chat.actions.openThread(id);
    await world.pass();
    const before = bodies().length;
    assert.strictEqual(bodies().at(-1), "reply 70");
    await click(".o-seitech-ThreadPanel-older");
    await world.pass();
    assert.true(bodies().length > before);
    findAll(".o-seitech-Message").at(-1)?.focus();
    await press("Escape");
    assert.deepEqual((screen as Screen & { calls: string[] }).calls.slice(-1), ["close"]);
});

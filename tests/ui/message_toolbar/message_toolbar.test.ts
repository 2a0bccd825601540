import { Timeline } from "../../../ts_src/ui/timeline/timeline";
import { BrowserWorld, type Screen } from "../../helpers/browser_chat";
import { messageId } from "../../helpers/builders";
import {
    cleanUp,
    click,
    find,
    findAll,
    press,
    settle,
    texts,
    type,
} from "../../helpers/browser_page";

async function showMessages(
    world: BrowserWorld,
    props: Record<string, unknown> = {},
): Promise<Screen> {
    const { channelId } = world;
    // How old a message is counts: the page's clock goes with the world's.
    Date.now = () => world.clock.now();
    const base = { channelId, newAfterId: null, written: 0 };
    const screen = await world.show(Timeline, { ...base, ...props });
    await screen.chat.actions.openChannel(channelId);
    await world.pass();
    return screen;
}

const rows = (): HTMLElement[] => findAll(".o-seitech-Message");

/** Opens the menu of a message with the keyboard. */
async function openMenu(row: HTMLElement | undefined): Promise<string[]> {
    row?.focus();
    await settle();
    await press("Enter");
    return texts(".o-seitech-Menu-item");
}

async function choose(id: string): Promise<void> {
    await click(`.o-seitech-Menu-item[data-item="${id}"]`);
}

const realNow = Date.now;

QUnit.module("ui › message_toolbar", {
    afterEach() {
        Date.now = realNow;
        cleanUp();
    },
});

QUnit.test("only the message in use has tools, and the menu opens by key", async (assert) => {
    const world = new BrowserWorld();
    world.post(world.ines, "mine");
    world.post(world.sam, "theirs");
    await showMessages(world, { onReply: () => {}, onOpenThread: () => {} });
    assert.strictEqual(findAll(".o-seitech-MessageToolbar").length, 0);
    const own = await openMenu(rows()[0]);
    assert.true(own.includes("Edit") && own.includes("Delete"), own.join());
    assert.strictEqual(findAll(".o-seitech-MessageToolbar").length, 1);
    await press("Escape");
    await press("Escape");
    assert.strictEqual(document.activeElement, rows()[0], "the focus is back");
    const others = await openMenu(rows()[1]);
    assert.false(others.includes("Edit"));
    assert.true(others.includes("Reply") && others.includes("Open the thread"), others.join());
});

QUnit.test("Enter right after an arrow key opens the menu of the row come to", async (assert) => {
    const world = new BrowserWorld();
    world.post(world.sam, "first");
    world.post(world.sam, "second");
    await showMessages(world);
    rows()[1]?.focus();
    await settle();
    // Both before anything is rendered, as fast fingers do.
    for (const key of ["ArrowUp", "Enter"]) {
        const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
        document.activeElement?.dispatchEvent(event);
    }
    await settle();
    assert.true(findAll(".o-seitech-Menu-item").length > 0);
    assert.true(rows()[0]?.contains(find(".o-seitech-MessageToolbar")));
});

QUnit.test("Enter does nothing any more when one has gone on", async (assert) => {
    const world = new BrowserWorld();
    world.post(world.sam, "first");
    world.post(world.sam, "second");
    await showMessages(world);
    rows()[1]?.focus();
    await settle();
    for (const key of ["ArrowUp", "Enter", "ArrowDown"]) {
        const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
        document.activeElement?.dispatchEvent(event);
    }
    await settle();
    assert.strictEqual(findAll(".o-seitech-Menu-item").length, 0);
    assert.strictEqual(document.activeElement, rows()[1]);
});

QUnit.test("a message is changed in its place", async (assert) => {
    const world = new BrowserWorld();
    world.post(world.ines, "frist");
    await showMessages(world);
    await openMenu(rows()[0]);
    await choose("edit");
    const field = find<HTMLTextAreaElement>(".o-seitech-Message textarea");
    assert.strictEqual(document.activeElement, field);
    assert.strictEqual(field.value, "frist");
    field.select();
    await type("first");
    await press("Enter");
    await world.pass();
    assert.deepEqual(texts(".o-seitech-Message-body"), ["first"]);
    assert.strictEqual(document.activeElement, rows()[0], "the focus is back");
});

QUnit.test("a deleted message goes at once, and can be brought back", async (assert) => {
    const world = new BrowserWorld();
    world.post(world.ines, "one");
    world.post(world.ines, "two");
    const { chat } = await showMessages(world);
    await openMenu(rows()[1]);
    await choose("delete");
    assert.deepEqual(texts(".o-seitech-Message-body"), ["one"]);
    assert.strictEqual(document.activeElement, rows()[0], "the neighbour has the focus");
    chat.actions.undoDelete();
    await world.pass(30_000);
    assert.deepEqual(texts(".o-seitech-Message-body"), ["one", "two"]);
    assert.false(world.server.messages(world.channelId).some(({ deleted }) => deleted));
});

QUnit.test("reply, thread, copy, link, pin, unread", async (assert) => {
    const world = new BrowserWorld();
    const { id } = world.post(world.sam, "*theirs*");
    world.server.permit(world.channelId, { pin: true });
    const calls: string[] = [];
    const { chat, connection } = await showMessages(world, {
        onReply: (target: number) => calls.push(`reply ${target}`),
        onOpenThread: (target: number) => calls.push(`thread ${target}`),
    });
    for (const action of ["reply", "thread", "copy", "link", "pin", "unread"]) {
        await openMenu(rows()[0]);
        await choose(action);
        await world.pass();
    }
    assert.deepEqual(calls, [`reply ${id}`, `thread ${id}`]);
    const link = world.platform.messageLink(world.channelId, id);
    assert.deepEqual(world.platform.copied, ["*theirs*", link]);
    assert.strictEqual(chat.state.notice?.message, "Copied to the clipboard.");
    await world.pass(5_000);
    assert.strictEqual(chat.state.notice, null, "nobody has to close it");
    assert.strictEqual(findAll(".o-seitech-Message [title=Pinned]").length, 1);
    assert.true(
        connection.requests.some((request) => request.startsWith("unread")),
        connection.requests.join(),
    );
});

QUnit.test("a quote leads to what it answers, also far up", async (assert) => {
    const world = new BrowserWorld();
    const first = world.post(world.sam, "the question");
    world.postMany(world.sam, 200);
    world.post(world.ines, "the answer", world.channelId, { parentId: messageId(first.id) });
    await showMessages(world);
    const quote = find(".o-seitech-Quote");
    assert.true(quote.innerText.includes("the question"), quote.innerText);
    quote.click();
    await world.pass();
    await world.pass();
    const target = find(`[data-message-id="${first.id}"]`);
    const { top, bottom } = target.getBoundingClientRect();
    assert.true(top >= 0 && bottom <= window.innerHeight, `in sight: ${top} to ${bottom}`);
    assert.strictEqual(document.activeElement, target);
    assert.true(target.matches(".o-seitech-Message--highlighted"));
    await click(".o-seitech-Timeline-jump");
    await world.pass();
    await world.pass();
    assert.strictEqual(texts(".o-seitech-Message-body").at(-1), "the answer");
});

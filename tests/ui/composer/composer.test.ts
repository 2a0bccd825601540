import type { Draft } from "../../../ts_src/model/state";
import { Composer } from "../../../ts_src/ui/composer/composer";
import "../../../ts_src/ui/kit/theme.scss";
import { BrowserWorld, DESKTOP, type Screen } from "../../helpers/browser_chat";
import {
    cleanUp,
    click,
    find,
    findAll,
    press,
    resize,
    settle,
    texts,
    type,
} from "../../helpers/browser_page";

interface Shown extends Screen {
    readonly world: BrowserWorld;
    readonly edited: number[];
}

async function showComposer(
    props: Record<string, unknown> = {},
    world: BrowserWorld = new BrowserWorld(),
): Promise<Shown> {
    const { channelId } = world;
    const edited: number[] = [];
    const onEditLast = (messageId: number): void => void edited.push(messageId);
    const screen = await world.show(
        Composer,
        { channelId, onEditLast, ...props },
        "position: fixed; inset: auto 0 0 0",
    );
    await screen.chat.actions.openChannel(channelId);
    await settle();
    return { ...screen, world, edited };
}

const field = (): HTMLTextAreaElement => find<HTMLTextAreaElement>("textarea");
const sendButton = (): HTMLButtonElement => find<HTMLButtonElement>("button[type=submit]");

function draft({ chat, world }: Shown): Draft | undefined {
    return chat.state.drafts.get(world.channelId);
}

/** @returns What Ines has written so far, sent or about to be. */
function sent({ world }: Shown): string[] {
    return world.server.messages(world.channelId).map(({ content }) => content);
}

QUnit.module("ui › composer", { afterEach: cleanUp });

QUnit.test("Enter sends and empties, and the focus stays", async (assert) => {
    const shown = await showComposer();
    await type("Good morning");
    await press("Enter");
    await shown.world.pass();
    assert.deepEqual(sent(shown), ["Good morning"]);
    assert.strictEqual(field().value, "");
    assert.strictEqual(document.activeElement, field());
});

QUnit.test("what is typed in the very moment of sending is not lost or mixed", async (assert) => {
    const shown = await showComposer();
    await type("first");
    field().dispatchEvent(
        new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }),
    );
    // Before the next frame, as on a machine that is busy.
    field().setRangeText("s", 0, 0, "end");
    field().dispatchEvent(new InputEvent("input", { bubbles: true }));
    await settle();
    await type("econd");
    await press("Enter");
    await shown.world.pass();
    assert.deepEqual(sent(shown), ["first", "second"]);
});

QUnit.test("Shift+Enter begins a new line", async (assert) => {
    const shown = await showComposer();
    await type("one");
    await press("Shift+Enter");
    await type("two");
    assert.deepEqual(sent(shown), []);
    assert.strictEqual(field().value, "one\ntwo");
});

QUnit.test("Enter picks a candidate while an input method composes", async (assert) => {
    const shown = await showComposer();
    await type("に");
    const enter = { key: "Enter", bubbles: true, cancelable: true };
    field().dispatchEvent(new KeyboardEvent("keydown", { ...enter, isComposing: true }));
    // Safari: the composition is over already, only the code tells.
    field().dispatchEvent(new KeyboardEvent("keydown", { ...enter, keyCode: 229 }));
    await shown.world.pass();
    assert.deepEqual(sent(shown), []);
    await press("Enter");
    await shown.world.pass();
    assert.deepEqual(sent(shown), ["に"]);
});

QUnit.test("the button sends, but not white space", async (assert) => {
    const shown = await showComposer();
    await type("  \n ");
    assert.true(sendButton().disabled);
    await press("Enter");
    await type("by button");
    await click("button[type=submit]");
    await shown.world.pass();
    assert.deepEqual(
        sent(shown).map((text) => text.trim()),
        ["by button"],
    );
});

QUnit.test("a text that cannot be sent stays, with the reason", async (assert) => {
    const shown = await showComposer();
    const { world, chat } = shown;
    await type("precious");
    world.server.close(world.channelId);
    await world.pass(60_000);
    assert.strictEqual(chat.state.channels.get(world.channelId)?.state, "closed");
    await press("Enter");
    assert.strictEqual(field().value, "precious");
    assert.strictEqual(draft(shown)?.text, "precious");
    assert.true(texts(".o-seitech-Composer-hint")[0]?.includes("Your text is kept."));
});

QUnit.test("the counter appears near the limit; beyond it nothing is sent", async (assert) => {
    const shown = await showComposer();
    const counter = ".o-seitech-MessageInput-counter";
    await type("x".repeat(9_000));
    assert.strictEqual(findAll(counter).length, 0);
    await type("x".repeat(990));
    assert.strictEqual(find(counter).innerText, "10");
    await type("x".repeat(12));
    assert.strictEqual(find(counter).innerText, "-2");
    await press("Enter");
    await shown.world.pass();
    assert.deepEqual(sent(shown), []);
    assert.strictEqual(field().value.length, 10_002);
});

QUnit.test("characters are counted as the server counts them", async (assert) => {
    const shown = await showComposer();
    await type("😀".repeat(10_000));
    assert.strictEqual(find(".o-seitech-MessageInput-counter").innerText, "0");
    await press("Enter");
    await shown.world.pass();
    assert.strictEqual(sent(shown).length, 1);
});

QUnit.test("a draft outlives a change of channel and is gone once it is sent", async (assert) => {
    const shown = await showComposer();
    const { channelId } = shown.world;
    await type("half a thou");
    shown.destroy();
    assert.strictEqual(shown.chat.state.drafts.get(channelId)?.text, "half a thou");
    const again = await showComposer({}, shown.world);
    again.chat.actions.saveDraft(channelId, { text: "half a thought" });
    await settle();
    assert.strictEqual(field().value, "half a thought", "also what comes from another tab");
    field().focus();
    await press("Enter");
    assert.strictEqual(again.chat.state.drafts.get(channelId), undefined);
});

QUnit.test("the field grows with the text, up to a point", async (assert) => {
    await showComposer();
    const low = field().offsetHeight;
    await type("\n\n");
    const high = field().offsetHeight;
    assert.true(high > low * 1.5, `${low} → ${high}`);
    await type("\n".repeat(200));
    assert.true(field().offsetHeight <= window.innerHeight * 0.4 + 1);
    await press("Control+a");
    await press("Delete");
    assert.strictEqual(field().offsetHeight, low);
});

QUnit.test("a closed conversation says so and takes nothing", async (assert) => {
    await showComposer({ closedReason: "This conversation is closed." });
    assert.strictEqual(findAll("textarea, button").length, 0);
    assert.true(find(".o-seitech-Composer").innerText.includes("This conversation is closed."));
});

QUnit.test(
    "Ctrl+B, Ctrl+I and Ctrl+E mark what is selected; undo takes it back",
    async (assert) => {
        await showComposer();
        await type("word");
        await press("Control+a");
        await press("Control+b");
        assert.strictEqual(field().value, "**word**");
        await press("Control+i");
        assert.strictEqual(field().value, "***word***");
        await press("Control+i");
        await press("Control+b");
        assert.strictEqual(field().value, "word");
        await press("Control+e");
        assert.strictEqual(field().value, "`word`");
        await press("Control+z");
        assert.strictEqual(field().value, "word");
    },
);

QUnit.test("arrow up in an empty field edits the last own message, or none", async (assert) => {
    const shown = await showComposer();
    const { world, edited } = shown;
    await press("ArrowUp");
    assert.deepEqual(edited, []);
    world.post(world.ines, "older");
    const own = world.post(world.ines, "mine");
    // The messages are from the world's own time: the clocks are compared with the next reply.
    shown.connection.serverAhead = world.clock.now() - Date.now();
    world.post(world.sam, "theirs");
    await shown.chat.actions.loadChannels();
    await world.pass();
    await type("x");
    await press("ArrowUp");
    assert.deepEqual(edited, [], "something is written");
    await press("Delete");
    await press("ArrowUp");
    assert.deepEqual(edited, [own.id]);
});

QUnit.test("a message can be answered: shown, cancelled, sent with the answer", async (assert) => {
    const shown = await showComposer();
    const { world, chat } = shown;
    const { id } = world.post(world.sam, "What is\nthe answer?");
    await world.pass();
    field().blur();
    chat.actions.saveDraft(world.channelId, { replyToId: id });
    await settle();
    assert.deepEqual(texts(".o-seitech-Composer-quoteText"), ["What is the answer?"]);
    assert.deepEqual(texts(".o-seitech-Composer-quoteAuthor"), ["Reply to Sam Student"]);
    assert.strictEqual(document.activeElement, field(), "one goes on writing");
    await press("Escape");
    assert.strictEqual(findAll(".o-seitech-Composer-answered").length, 0);
    chat.actions.saveDraft(world.channelId, { replyToId: id });
    await settle();
    await type("42");
    await click(".o-seitech-Composer-cancelReply");
    assert.strictEqual(field().value, "42", "cancelling costs no word");
    chat.actions.saveDraft(world.channelId, { replyToId: id });
    await settle();
    await press("Enter");
    await world.pass();
    assert.strictEqual(world.server.messages(world.channelId).at(-1)?.parentId, id);
    assert.strictEqual(findAll(".o-seitech-Composer-answered").length, 0);
});

QUnit.test("an emoji goes where the cursor is", async (assert) => {
    await showComposer();
    await type("ab");
    await press("ArrowLeft");
    await click("[data-action=emoji]");
    await settle();
    await type("thumbs");
    await press("Enter");
    assert.strictEqual(field().value, "a👍b");
    assert.strictEqual(document.activeElement, field());
    assert.strictEqual(findAll(".o-seitech-EmojiPicker").length, 0);
});

QUnit.test(
    "the others are told that somebody is typing, not that they have emptied",
    async (assert) => {
        const shown = await showComposer();
        const { world, connection } = shown;
        const told = (): string[] =>
            connection.requests.filter((request) => request.startsWith("typing"));
        shown.chat.actions.saveDraft(world.channelId, { text: "" });
        await world.pass();
        assert.deepEqual(told(), []);
        await type("w");
        await world.pass();
        assert.deepEqual(told(), [`typing ${world.channelId} true`]);
    },
);

QUnit.test("at 320 pixels everything can be reached and nothing is cut off", async (assert) => {
    await resize(320, 568);
    const shown = await showComposer();
    const { world, chat } = shown;
    const { id } = world.post(world.sam, "A question that is rather long for so small a screen");
    await world.pass();
    chat.actions.saveDraft(world.channelId, { replyToId: id, text: "x".repeat(300) });
    await settle();
    for (const element of findAll("button, textarea")) {
        const { left, right, width } = element.getBoundingClientRect();
        assert.true(left >= 0 && right <= 320 && width > 0, element.outerHTML.slice(0, 80));
    }
    assert.true(field().offsetWidth >= 120, `${field().offsetWidth} pixels to write in`);
    await resize(DESKTOP.width, DESKTOP.height);
});

QUnit.test(
    "a small window takes the focus only when somebody has just opened it",
    async (assert) => {
        for (const isActive of [false, true]) {
            Object.defineProperty(navigator, "userActivation", {
                value: { isActive },
                configurable: true,
            });
            await showComposer({ isCompact: true });
            assert.strictEqual(document.activeElement === field(), isActive);
            cleanUp();
        }
        Reflect.deleteProperty(navigator, "userActivation");
    },
);

import type { ChannelId, UserId } from "../../../ts_src/model/ids";
import { Composer } from "../../../ts_src/ui/composer/composer";
import { Drafts } from "../../../ts_src/ui/composer/drafts";
import {
    cleanUp,
    click,
    find,
    findAll,
    mount,
    press,
    settle,
    type,
} from "../../helpers/browser_page";

const channelId = 7 as ChannelId;
const userId = 11 as UserId;

interface Options {
    readonly accept?: boolean;
    readonly closedReason?: string | null;
}

async function mountComposer({ accept = true, closedReason = null }: Options = {}) {
    const sent: string[] = [];
    const drafts = new Drafts(userId);
    const onSend = (text: string): boolean => {
        sent.push(text);
        return accept;
    };
    const props = { channelId, drafts, closedReason, onSend };
    const { destroy } = await mount(Composer, props);
    return { sent, drafts, destroy };
}

function field(): HTMLTextAreaElement {
    return find<HTMLTextAreaElement>("textarea");
}

QUnit.module("ui › composer", { afterEach: cleanUp });

QUnit.test("Enter sends and empties, and the focus stays", async (assert) => {
    const { sent } = await mountComposer();
    await type("Good morning");
    await press("Enter");
    assert.deepEqual(sent, ["Good morning"]);
    assert.strictEqual(field().value, "");
    assert.strictEqual(document.activeElement, field());
});

QUnit.test("Shift+Enter begins a new line", async (assert) => {
    const { sent } = await mountComposer();
    await type("one");
    await press("Shift+Enter");
    await type("two");
    assert.deepEqual(sent, []);
    assert.strictEqual(field().value, "one\ntwo");
});

QUnit.test("Enter picks a candidate while an input method composes", async (assert) => {
    const { sent } = await mountComposer();
    await type("に");
    const enter = { key: "Enter", bubbles: true, cancelable: true };
    field().dispatchEvent(new KeyboardEvent("keydown", { ...enter, isComposing: true }));
    // Safari: the composition is over already, only the code tells.
    field().dispatchEvent(new KeyboardEvent("keydown", { ...enter, keyCode: 229 }));
    assert.deepEqual(sent, []);
    await press("Enter");
    assert.deepEqual(sent, ["に"]);
});

QUnit.test("the button sends", async (assert) => {
    const { sent } = await mountComposer();
    await type("by button");
    await click("button[type=submit]");
    assert.deepEqual(sent, ["by button"]);
});

QUnit.test("nothing but white space is not sent", async (assert) => {
    const { sent } = await mountComposer();
    await type("  \n ");
    await press("Enter");
    assert.deepEqual(sent, []);
    assert.true(find<HTMLButtonElement>("button[type=submit]").disabled);
});

QUnit.test("a text that was not taken stays", async (assert) => {
    const { sent, drafts } = await mountComposer({ accept: false });
    await type("precious");
    await press("Enter");
    assert.deepEqual(sent, ["precious"]);
    assert.strictEqual(field().value, "precious");
    assert.strictEqual(drafts.get(channelId), "precious");
});

QUnit.test("the counter appears near the limit; beyond it nothing is sent", async (assert) => {
    const { sent } = await mountComposer();
    await type("x".repeat(9_000));
    assert.strictEqual(findAll(".o-seitech-Composer-counter").length, 0);
    await type("x".repeat(990));
    assert.strictEqual(find(".o-seitech-Composer-counter").innerText, "10");
    await type("x".repeat(12));
    assert.strictEqual(find(".o-seitech-Composer-counter").innerText, "-2");
    await press("Enter");
    assert.deepEqual(sent, []);
    assert.strictEqual(field().value.length, 10_002);
});

QUnit.test("characters are counted as the server counts them", async (assert) => {
    const { sent } = await mountComposer();
    await type("😀".repeat(10_000));
    assert.strictEqual(find(".o-seitech-Composer-counter").innerText, "0");
    await press("Enter");
    assert.strictEqual(sent.length, 1);
});

QUnit.test("a draft outlives a change of channel and a reload", async (assert) => {
    const { drafts, destroy } = await mountComposer();
    await type("half a thou");
    destroy();
    assert.strictEqual(drafts.get(channelId), "half a thou", "in memory");
    await mountComposer();
    assert.strictEqual(field().value, "half a thou", "after a reload");
    await press("Enter");
    assert.strictEqual(new Drafts(userId).get(channelId), "", "gone once it is sent");
});

QUnit.test("a draft is its writer's alone", async (assert) => {
    await mountComposer();
    await type("secret");
    assert.strictEqual(new Drafts(12 as UserId).get(channelId), "");
    assert.strictEqual(new Drafts(userId).get(8 as ChannelId), "");
});

QUnit.test("drafts work without storage", (assert) => {
    const refuse = (): never => {
        throw new DOMException("denied", "SecurityError");
    };
    const drafts = new Drafts(userId, refuse);
    assert.strictEqual(drafts.get(channelId), "");
    drafts.set(channelId, "still here");
    assert.strictEqual(drafts.get(channelId), "still here");
});

QUnit.test("the field grows with the text, up to a point", async (assert) => {
    await mountComposer();
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
    await mountComposer({ closedReason: "This conversation is closed." });
    await settle();
    assert.strictEqual(findAll("textarea, button").length, 0);
    assert.true(find(".o-seitech-Composer").innerText.includes("This conversation is closed."));
});

import { Component, reactive, useState, xml } from "@odoo/owl";

import { createChatState } from "../../../ts_src/model/state";
import type { EmojiData } from "../../../ts_src/ui/platform";
import { EmojiPicker } from "../../../ts_src/ui/emoji_picker/emoji_picker";
import "../../../ts_src/ui/kit/theme.scss";
import { DESKTOP, PHONE } from "../../helpers/browser_chat";
import {
    cleanUp,
    click,
    find,
    findAll,
    mount,
    press,
    resize,
    settle,
    type,
} from "../../helpers/browser_page";
import { self } from "../../helpers/builders";
import { sampleEmoji } from "../../helpers/sample_emoji";

const picked: string[] = [];

/** A button that opens the picker, as the composer and the reactions have one. */
class Opener extends Component {
    static override template = xml`
        <div class="o-seitech-theme" style="position: fixed; bottom: 20px; right: 20px">
            <button id="opener" t-on-click="() => (this.local.isOpen = !this.local.isOpen)">open</button>
            <EmojiPicker t-if="local.isOpen" onPick.bind="pick" onClose.bind="close" />
        </div>`;
    static components = { EmojiPicker };
    static override props = {};
    readonly local = useState({ isOpen: false });

    pick(emoji: string): void {
        picked.push(emoji);
    }

    close(): void {
        this.local.isOpen = false;
    }
}

interface Options {
    readonly direction?: "ltr" | "rtl";
    readonly loadEmoji?: () => Promise<EmojiData>;
}

async function openPicker(options: Options = {}): Promise<void> {
    const { direction = "ltr", loadEmoji = () => Promise.resolve(sampleEmoji()) } = options;
    const chat = {
        state: reactive(createChatState(self)),
        changes: reactive({ count: 0 }),
        actions: {},
        platform: { loadEmoji, direction },
    };
    await mount(Opener, {}, { services: { seitech_chat: chat } });
    find("#opener").focus();
    await click("#opener");
    await settle();
}

const search = (): HTMLInputElement => find<HTMLInputElement>("[role=combobox]");
const grid = (): HTMLElement => find("[role=grid]");
const cells = (): string[] => findAll("[role=gridcell]").map((cell) => cell.innerText);

function active(): string | undefined {
    const id = search().getAttribute("aria-activedescendant");
    return (id && document.getElementById(id)?.innerText) ?? undefined;
}

QUnit.module("ui › emoji picker", {
    beforeEach: () => void picked.splice(0),
    async afterEach() {
        cleanUp();
        await resize(DESKTOP.width, DESKTOP.height);
    },
});

QUnit.test("the keyboard alone: search, walk, pick, close, back to the button", async (assert) => {
    await openPicker();
    assert.strictEqual(document.activeElement, search());
    assert.strictEqual(active(), "😀");
    await press("ArrowRight");
    assert.strictEqual(active(), "😄");
    await press("Enter");
    assert.deepEqual(picked, ["😄"]);
    await type("thumbs");
    assert.deepEqual(cells(), ["👍"]);
    await press("Enter");
    assert.deepEqual(picked, ["😄", "👍"]);
    await press("Escape");
    assert.strictEqual(findAll(".o-seitech-EmojiPicker").length, 0);
    assert.strictEqual(document.activeElement, find("#opener"));
});

QUnit.test("a search without result says so", async (assert) => {
    await openPicker();
    await type("xyzzy");
    assert.deepEqual(cells(), []);
    assert.strictEqual(find(".o-seitech-EmojiPicker [role=status]").innerText, "No emoji found");
    assert.strictEqual(search().getAttribute("aria-activedescendant"), null);
    await press("Enter");
    assert.deepEqual(picked, []);
});

QUnit.test("of all the emoji only those in sight are on the page", async (assert) => {
    await openPicker();
    const total = sampleEmoji().emojis.length;
    assert.true(total > 700, `${total} emoji`);
    assert.true(cells().length <= 18 * 8, `${cells().length} on the page`);
    grid().scrollTop = grid().scrollHeight;
    await settle();
    const last = findAll("[role=gridcell]").at(-1);
    assert.strictEqual(last?.innerText, sampleEmoji().emojis.at(-1)?.codepoints);
    const box = grid().getBoundingClientRect();
    const lastBox = last?.getBoundingClientRect();
    assert.true((lastBox?.bottom ?? 0) <= box.bottom + 1, "the last one can be seen");
    assert.true(cells().length <= 18 * 8);
});

QUnit.test("the active emoji is always in sight", async (assert) => {
    await openPicker();
    for (let step = 0; step < 8; step += 1) {
        await press("PageDown");
    }
    const id = search().getAttribute("aria-activedescendant") ?? "";
    const cell = document.getElementById(id)?.getBoundingClientRect();
    const box = grid().getBoundingClientRect();
    assert.true(cell && cell.top >= box.top && cell.bottom <= box.bottom + 1);
    for (let step = 0; step < 9; step += 1) {
        await press("PageUp");
    }
    assert.strictEqual(active(), "😀");
    assert.strictEqual(grid().scrollTop, 0, "the first heading is in sight as well");
});

QUnit.test("categories lead to their emoji", async (assert) => {
    await openPicker();
    await click(".o-seitech-EmojiPicker-section[aria-label='People & Body']");
    await settle();
    assert.strictEqual(active(), "👍");
    assert.strictEqual(
        find(".o-seitech-EmojiPicker-section[aria-current=true]").title,
        "People & Body",
    );
});

QUnit.test("what was used last stands first, the chosen skin tone stays", async (assert) => {
    await openPicker();
    await click("[aria-label='Skin tone'][aria-expanded]");
    await click("[aria-label='Dark skin tone']");
    assert.strictEqual(document.activeElement, search());
    await type("thumbs");
    await press("Enter");
    assert.deepEqual(picked, ["👍🏿"]);
    await press("Escape");
    await click("#opener");
    await settle();
    assert.strictEqual(active(), "👍🏿");
    assert.strictEqual(find(".o-seitech-EmojiPicker-heading").innerText, "Last used");
    await type("point_up");
    assert.deepEqual(cells(), ["☝🏿"]);
});

QUnit.test("right to left the arrows go where they point", async (assert) => {
    await openPicker({ direction: "rtl" });
    await press("ArrowLeft");
    assert.strictEqual(active(), "😄");
    await press("ArrowRight");
    assert.strictEqual(active(), "😀");
});

QUnit.test("a press elsewhere closes it, its own button too", async (assert) => {
    await openPicker();
    grid().dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    await settle();
    assert.strictEqual(findAll(".o-seitech-EmojiPicker").length, 1, "inside");
    document.body.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    await settle();
    assert.strictEqual(findAll(".o-seitech-EmojiPicker").length, 0, "outside");
    await click("#opener");
    // A real press moves the focus to the button before the click.
    find("#opener").dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    find("#opener").focus();
    await settle();
    await click("#opener");
    assert.strictEqual(findAll(".o-seitech-EmojiPicker").length, 0, "the button");
});

QUnit.test("when the emoji do not come, one can try again", async (assert) => {
    let isDown = true;
    const loadEmoji = (): Promise<EmojiData> =>
        isDown ? Promise.reject(new Error("down")) : Promise.resolve(sampleEmoji());
    await openPicker({ loadEmoji });
    assert.true(find(".o-seitech-EmojiPicker-note").innerText.includes("could not be loaded"));
    isDown = false;
    await click(".o-seitech-EmojiPicker-note button");
    assert.strictEqual(findAll(".o-seitech-EmojiPicker-note").length, 0);
    assert.strictEqual(active(), "😀");
});

QUnit.test("it stands within the window, beside its button", async (assert) => {
    await openPicker();
    const box = find(".o-seitech-EmojiPicker").getBoundingClientRect();
    const button = find("#opener").getBoundingClientRect();
    assert.true(box.left >= 0 && box.right <= window.innerWidth);
    assert.true(box.top >= 0 && box.bottom <= button.top, "above, as there is no room below");
});

QUnit.test("on a phone it is a sheet at the lower edge", async (assert) => {
    for (const [width, height] of [
        [PHONE.width, PHONE.height],
        [320, 568],
    ] as const) {
        await resize(width, height);
        await openPicker();
        const box = find(".o-seitech-EmojiPicker").getBoundingClientRect();
        assert.deepEqual(
            [box.left, Math.round(box.right), Math.round(box.bottom)],
            [0, width, height],
        );
        assert.true(grid().scrollWidth <= grid().clientWidth, "nothing is cut off at the side");
        const cell = find("[role=gridcell]").getBoundingClientRect();
        assert.true(cell.width >= 44 && cell.height >= 44, "large enough for a thumb");
        cleanUp();
    }
});

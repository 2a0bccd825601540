import { Component, useState, xml } from "@odoo/owl";

import { Menu, type MenuItem } from "../../../ts_src/ui/kit/menu/menu";
import { cleanUp, click, find, findAll, mount, press, settle } from "../../helpers/browser_page";

class Page extends Component {
    static override template = xml`
        <div style="position: fixed; inset-block-end: 0; inset-inline-end: 0">
            <Menu label="'More'" icon="'fa-ellipsis-v'" items="items"/>
        </div>
        <p id="done" t-esc="state.done"/>`;
    static components = { Menu };
    static override props = {};
    state = useState({ done: "" });
    readonly items: MenuItem[] = ["Archive", "Mute", "Leave"].map((label) => ({
        id: label,
        label,
        run: () => {
            this.state.done = label;
        },
    }));
}

const button = ".o-seitech-Menu-button";

function focused(): string | undefined {
    return document.activeElement?.textContent?.trim();
}

QUnit.module("ui › kit › menu", { afterEach: cleanUp });

QUnit.test("opens within the window, and focuses what comes first", async (assert) => {
    await mount(Page, {});
    assert.strictEqual(findAll("[role=menuitem]").length, 0);
    await click(button);
    await settle();
    const { top, bottom, right } = find("[role=menu]").getBoundingClientRect();
    assert.true(top >= 0 && bottom <= window.innerHeight && right <= window.innerWidth);
    assert.true(bottom <= find(button).getBoundingClientRect().top, "there is no room below");
    assert.strictEqual(focused(), "Archive");
    assert.strictEqual(find(button).getAttribute("aria-expanded"), "true");
});

QUnit.test("keys walk through it and choose", async (assert) => {
    await mount(Page, {});
    find(button).focus();
    await press("ArrowDown");
    await settle();
    await press("ArrowUp");
    assert.strictEqual(focused(), "Leave");
    await press("m");
    assert.strictEqual(focused(), "Mute");
    await press("Enter");
    assert.strictEqual(find("#done").innerText, "Mute");
    assert.strictEqual(document.activeElement, find(button));
    assert.strictEqual(find(button).getAttribute("aria-expanded"), "false");
});

QUnit.test("Escape, and a second press of the button, close it", async (assert) => {
    await mount(Page, {});
    await click(button);
    await press("Escape");
    await settle();
    assert.strictEqual(findAll("[role=menuitem]").length, 0);
    assert.strictEqual(document.activeElement, find(button));
    await click(button);
    await click(button);
    await settle();
    assert.strictEqual(findAll("[role=menuitem]").length, 0);
});

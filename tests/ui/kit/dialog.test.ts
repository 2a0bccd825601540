import { Component, useState, xml } from "@odoo/owl";

import { Dialog } from "../../../ts_src/ui/kit/dialog/dialog";
import { cleanUp, click, find, findAll, mount, press, settle } from "../../helpers/browser_page";

class Page extends Component {
    static override template = xml`
        <button id="open" t-on-click="() => state.isOpen = true">Open</button>
        <Dialog t-if="state.isOpen" title="'Members'" onClose="() => state.isOpen = false">
            <input id="name"/>
            <t t-set-slot="footer"><button id="ok">OK</button></t>
        </Dialog>`;
    static components = { Dialog };
    static override props = {};
    state = useState({ isOpen: false });
}

async function openDialog(): Promise<void> {
    await mount(Page, {});
    find("#open").focus();
    await click("#open");
}

QUnit.module("ui › kit › dialog", { afterEach: cleanUp });

QUnit.test("is modal, named, and keeps the focus", async (assert) => {
    await openDialog();
    const dialog = find<HTMLDialogElement>("dialog");
    assert.true(dialog.matches(":modal"));
    const title = document.getElementById(dialog.getAttribute("aria-labelledby") ?? "");
    assert.strictEqual(title?.innerText, "Members");
    for (let count = 0; count < 6; count += 1) {
        await press("Tab");
        assert.notStrictEqual(document.activeElement, find("#open"));
    }
});

QUnit.test("Escape closes it and gives the focus back", async (assert) => {
    await openDialog();
    await press("Escape");
    assert.strictEqual(findAll("dialog").length, 0);
    assert.strictEqual(document.activeElement, find("#open"));
});

QUnit.test("a press beside it closes it, one inside does not", async (assert) => {
    await openDialog();
    find("#name").dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    await settle();
    assert.strictEqual(findAll("dialog").length, 1);
    find("dialog").dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    await settle();
    assert.strictEqual(findAll("dialog").length, 0);
});

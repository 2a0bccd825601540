import { Component, useState, xml } from "@odoo/owl";

import { HelpPanel } from "../../../ts_src/ui/help_panel/help_panel";
import {
    cleanUp,
    click,
    find,
    findAll,
    mount,
    press,
    resize,
    settle,
} from "../../helpers/browser_page";

/** A page with the link that opens the panel. */
class Page extends Component {
    static override template = xml`
        <a id="help" href="#" t-on-click.prevent="() => state.isOpen = true">Need help?</a>
        <a id="other" href="#">Elsewhere</a>
        <HelpPanel t-if="state.isOpen" onClose="() => state.isOpen = false"/>`;
    static components = { HelpPanel };
    static override props = {};
    state = useState({ isOpen: false });
}

async function openPanel(): Promise<void> {
    await mount(Page, {});
    find("#help").focus();
    await click("#help");
}

QUnit.module("ui › help_panel", { afterEach: cleanUp });

QUnit.test("is a named dialog that leads to both ways", async (assert) => {
    await openPanel();
    const panel = find("[role=dialog]");
    const title = document.getElementById(panel.getAttribute("aria-labelledby") ?? "");
    assert.strictEqual(title?.innerText, "How can we help?");
    const links = findAll("[role=dialog] a").map((link) => link.getAttribute("href"));
    assert.deepEqual(links, ["/web/login?redirect=/my/chat", "/contactus"]);
});

QUnit.test("takes the focus and gives it back on Escape", async (assert) => {
    await openPanel();
    assert.true(find("[role=dialog]").contains(document.activeElement));
    await press("Escape");
    assert.strictEqual(findAll("[role=dialog]").length, 0);
    assert.strictEqual(document.activeElement, find("#help"));
});

QUnit.test("closes by its button, which the keyboard reaches", async (assert) => {
    await openPanel();
    await press("Shift+Tab");
    assert.strictEqual(document.activeElement, find("[aria-label=Close]"));
    await press("Enter");
    assert.strictEqual(findAll("[role=dialog]").length, 0);
    assert.strictEqual(document.activeElement, find("#help"));
});

QUnit.test("leaves the focus to somebody who has gone elsewhere", async (assert) => {
    await openPanel();
    find("#other").focus();
    await press("Escape");
    assert.strictEqual(document.activeElement, find("#other"));
});

QUnit.test("fits a small phone", async (assert) => {
    await resize(320, 568);
    await openPanel();
    await settle();
    const { left, right, top } = find("[role=dialog]").getBoundingClientRect();
    await resize(1280, 720);
    assert.true(left >= 0 && right <= 320 && top >= 0, `${left} ${right} ${top}`);
});

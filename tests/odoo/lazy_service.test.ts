import type { Page } from "playwright-core";

import { WiresBrowser } from "../helpers/wires_page";

QUnit.module("odoo/lazy_service", (hooks) => {
    const browser = new WiresBrowser();
    let tab: Page;

    hooks.before(() => browser.start());
    hooks.after(() => browser.stop());
    hooks.beforeEach(async () => {
        tab = await browser.openTab();
    });
    hooks.afterEach(() => browser.closeTabs());

    QUnit.test("the files that a page names are told to Odoo, by kind", async (assert) => {
        const found = await tab.evaluate(async () => {
            wires.knowBundle("support", "/a/support.min.css /a/support.min.js");
            wires.knowBundle("portal");
            wires.knowBundle("desk", "");
            const known = [...wires.globalBundleCache];
            return Promise.all(known.map(async ([name, files]) => [name, await files]));
        });
        const files = { cssLibs: ["/a/support.min.css"], jsLibs: ["/a/support.min.js"] };
        assert.deepEqual(found, [["seitech_elearning.assets_support", files]]);
    });

    QUnit.test("what they cannot be loaded from is forgotten", async (assert) => {
        const found = await tab.evaluate(async () => {
            wires.knowBundle("broken", "/a/old.min.js");
            const outcome = await wires.loadFiles("broken").then(
                () => "loaded",
                () => "failed",
            );
            return [outcome, wires.globalBundleCache.size];
        });
        assert.deepEqual(found, ["failed", 0]);
    });

    QUnit.test("a service is waited for until Odoo has started it", async (assert) => {
        const found = await tab.evaluate(async () => {
            const env = { services: {} as Record<string, unknown>, bus: new EventTarget() };
            let isThere = false;
            const load = async (): Promise<void> => {
                await wires.loadService(env, "portal", "the service");
                isThere = true;
            };
            const loaded = load();
            const before: boolean[] = [];
            for (const name of ["another", "the service"]) {
                await new Promise((resolve) => setTimeout(resolve));
                before.push(isThere);
                env.services[name] = {};
                env.bus.dispatchEvent(new Event("SERVICES-LOADED"));
            }
            await loaded;
            return [before, isThere];
        });
        assert.deepEqual(found, [[false, false], true]);
    });
});

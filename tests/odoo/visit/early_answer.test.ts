import type { Page } from "playwright-core";

import { WiresBrowser } from "../../helpers/wires_page";

QUnit.module("odoo/visit/early_answer", (hooks) => {
    const browser = new WiresBrowser();
    let tab: Page;
    let asked: string[];

    hooks.before(() => browser.start());
    hooks.after(() => browser.stop());
    hooks.beforeEach(async () => {
        asked = [];
        browser.answer = (request, response) => {
            asked.push(request.url ?? "");
            response.writeHead(200, { "X-Sample": "yes" }).end("the answer");
        };
        tab = await browser.openTab();
    });
    hooks.afterEach(() => browser.closeTabs());

    QUnit.test("is there for who takes it, once", async (assert) => {
        const found = await tab.evaluate(async () => {
            await wires.askEarly("support/availability?a=b");
            const other = wires.takeEarly("support/availability?a=c");
            const answer = await wires.takeEarly("support/availability?a=b");
            const again = wires.takeEarly("support/availability?a=b");
            return [other, answer?.status, answer?.text, answer?.header("X-Sample"), again];
        });
        assert.deepEqual(found, [null, 200, "the answer", "yes", null]);
        assert.deepEqual(asked, ["/api/chat/support/availability?a=b"]);
    });

    QUnit.test("a failure is heard of by who takes it, and by nobody else", async (assert) => {
        browser.answer = (_request, response) => void response.destroy();
        const errors: string[] = [];
        tab.on("pageerror", (error) => errors.push(error.message));
        const found = await tab.evaluate(async () => {
            await wires.askEarly("x");
            await wires.askEarly("y");
            return wires.takeEarly("x")?.then(
                () => "an answer",
                () => "none",
            );
        });
        assert.strictEqual(found, "none");
        assert.deepEqual(errors, []);
    });
});

/** The button on the website: what it costs, what the settings say, where it is, and where not. */
import type { Page } from "playwright-core";

import { liftLimits } from "../helpers/crowd";
import { Person, peopleTest } from "../helpers/e2e_browser";
import { Gateway } from "../helpers/gateway";
import { ODOO_URL, OdooSession, waitUntil } from "../helpers/odoo_session";
import { setTeamThere, setWebsite, sql, SupportCase } from "../helpers/support_team";
import { SupportWidget } from "../helpers/support_widget";

/** Longer than anything Odoo's website does by itself after loading. */
const QUIET_MS = 1_500;

QUnit.module("e2e > visitor site", (hooks) => {
    hooks.before(liftLimits);
    hooks.before(() => setTeamThere(true));

    peopleTest("before the first click it costs nothing", async (assert) => {
        const withIt = await traces();
        const reset = await setWebsite({ seitech_chat_widget: false });
        try {
            assert.deepEqual(withIt, await traces(), "the page does what it does without");
        } finally {
            await reset();
        }
    });

    peopleTest("the settings of the website: where, which side, what it says", async (assert) => {
        const reset = await setWebsite({
            seitech_chat_pages: "only",
            seitech_chat_addresses: "/contact*",
            seitech_chat_side: "start",
            seitech_chat_color: "#116644",
            seitech_chat_label: "Ask a person",
            seitech_chat_greeting: "Can we help you?",
            seitech_chat_greeting_delay: 1,
        });
        try {
            const { page } = await Person.visitor();
            const widget = new SupportWidget(page);
            await page.goto("/");
            assert.strictEqual(await widget.button.count(), 0, "not on other pages");
            await page.goto("/contactus");
            await widget.whenReady();
            assert.strictEqual(await widget.button.getAttribute("aria-label"), "Ask a person");
            assert.strictEqual(
                await widget.button.evaluate((el) => getComputedStyle(el).backgroundColor),
                "rgb(17, 102, 68)",
            );
            const box = await widget.button.boundingBox();
            assert.ok(box && box.x < 100, "where lines begin");

            await widget.greeting.waitFor();
            assert.strictEqual(await widget.greeting.innerText(), "Can we help you?");
            assert.notOk(await overlap(page, ".o_seitech_help", ".o-seitech-Greeting button"));
            await page.getByRole("button", { name: "Put away" }).click();
            assert.strictEqual(await widget.greeting.count(), 0);
            await page.reload();
            await widget.whenReady();
            await page.waitForTimeout(QUIET_MS);
            assert.strictEqual(await widget.greeting.count(), 0, "once in a visit");

            const next = new SupportWidget((await Person.visitor()).page);
            await next.page.goto("/contactus");
            await next.greeting.click();
            await next.field("text").waitFor();
            assert.strictEqual(await next.greeting.count(), 0, "pressing it opens the widget");
        } finally {
            await reset();
        }
    });

    peopleTest(
        "not in frames, not in print, not for the editor; a link without script",
        async (assert) => {
            const { page, context } = await Person.visitor();
            await context.route("**/framed", (route) =>
                route.fulfill({ contentType: "text/html", body: '<iframe src="/"></iframe>' }),
            );
            await page.goto("/framed");
            const framed = page.frameLocator("iframe").locator(".o_seitech_help");
            await framed.waitFor({ state: "hidden" });
            assert.ok(await framed.evaluate((el) => (el as HTMLElement).hidden), "not in frames");

            const widget = await SupportWidget.at(page);
            await widget.open();
            await page.emulateMedia({ media: "print" });
            assert.notOk(await widget.button.isVisible(), "not in print");
            assert.notOk(await widget.panel.isVisible(), "nor what is open");

            const { cookie } = await OdooSession.signIn("admin");
            const edited = await fetch(`${ODOO_URL}/?enable_editor=1`, {
                headers: { Cookie: cookie },
            });
            const html = await edited.text();
            assert.ok(html.includes("wrapwrap") && !html.includes("o_seitech_help"), "not edited");

            const plain = await Person.visitor({ withoutScript: true });
            await plain.page.goto("/");
            await plain.page.locator(".o_seitech_help").click();
            await plain.page.waitForURL("**/contactus");
            assert.ok(true, "without script it leads to the contact page");
        },
    );

    peopleTest("no websocket: it says so, and asks every few seconds", async (assert) => {
        const gateway = await Gateway.open({ refusesWebsockets: true });
        try {
            const visitor = await Person.visitor({ url: gateway.url });
            const widget = await SupportWidget.at(visitor.page);
            await widget.open();
            const name = `Vera ${Date.now()}`;
            await widget.start({ name, text: "Anybody?" });
            const support = await SupportCase.claim(name);
            await widget.connectionLine.getByText("checking every few seconds").waitFor();
            await support.say("Yes, slowly");
            const saidAt = Date.now();
            await widget.message("Yes, slowly").waitFor();
            assert.ok(Date.now() - saidAt < 8_000, `it took ${Date.now() - saidAt} ms`);
            assert.strictEqual(gateway.open, 0, "without a websocket");
            visitor.forgiveConsole(/WebSocket connection to|bus_service|WebsocketBus/);
        } finally {
            gateway.close();
        }
    });

    peopleTest("a website in French and in Arabic", async (assert) => {
        const languages = await activate(["fr_FR", "ar_001"]);
        const reset = await setWebsite({ language_ids: languages.map((id) => [4, id]) });
        try {
            const { page } = await Person.visitor();
            const widget = await SupportWidget.at(page, "/fr");
            await widget.button.getByText("Besoin d'aide").waitFor();
            await widget.open();
            await widget.field("text").waitFor();
            assert.strictEqual(await widget.title.innerText(), "Écrivez-nous");
            const name = `Vera ${Date.now()}`;
            await widget.start({ name, text: "Bonjour" });
            assert.strictEqual(await language(name), "fr", "and the team is told so");
            assert.strictEqual(
                await widget.composer.getAttribute("placeholder"),
                "Écrire un message",
            );

            const arabic = await SupportWidget.at((await Person.visitor()).page, "/ar");
            await arabic.open();
            await arabic.field("text").waitFor();
            const box = await arabic.panel.boundingBox();
            const button = await arabic.button.boundingBox();
            assert.ok(box && box.x < 100, "lines end on the left there");
            assert.ok(button && button.x < 100);
            const close = await arabic.panel
                .locator(".o-seitech-VisitHeader-minimise")
                .boundingBox();
            const title = await arabic.title.boundingBox();
            assert.ok(close && title && close.x < title.x, "all of it is the other way round");
        } finally {
            await reset();
        }
    });
});

/** What a visitor's browser does and keeps on a page with or without the button. */
async function traces(): Promise<Record<string, unknown>> {
    const { page, context } = await Person.visitor();
    // Twice: what Odoo's own pages do for the first time is not what is asked for.
    await page.goto("/");
    await page.waitForTimeout(QUIET_MS);
    const rows = await countRows();
    const asked: string[] = [];
    const websockets: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    page.on("websocket", (websocket) => websockets.push(websocket.url()));
    await page.reload();
    await page.waitForTimeout(QUIET_MS);
    const kept = await page.evaluate(() => [
        ...Object.keys(localStorage),
        ...Object.keys(sessionStorage),
    ]);
    return {
        asked: asked.toSorted(),
        websockets,
        kept: kept.toSorted(),
        cookies: (await context.cookies()).map(({ name }) => name).toSorted(),
        newRows: rows === (await countRows()) ? 0 : rows,
    };
}

function countRows(): Promise<string> {
    return sql(`SELECT (SELECT count(*) FROM seitech_chat_visitor),
        (SELECT count(*) FROM seitech_chat_channel), (SELECT count(*) FROM seitech_chat_rate)`);
}

async function activate(codes: readonly string[]): Promise<readonly number[]> {
    const admin = await OdooSession.signIn("admin");
    const found = await admin.callKwOk("res.lang", "search", [[["code", "in", codes]]], {
        context: { active_test: false },
    });
    await admin.callKwOk("res.lang", "write", [found, { active: true }]);
    return found as number[];
}

async function language(visitorName: string): Promise<string> {
    let code = "";
    await waitUntil("the request is there", async () => {
        code = await sql(`SELECT s.language FROM seitech_chat_support s
            JOIN seitech_chat_visitor v ON v.id = s.visitor_id WHERE v.name = '${visitorName}'`);
        return code !== "";
    });
    return code.slice(0, 2);
}

async function overlap(page: Page, one: string, other: string): Promise<boolean> {
    const [a, b] = await Promise.all(
        [one, other].map((selector) => page.locator(selector).first().boundingBox()),
    );
    return (
        !!a &&
        !!b &&
        a.x < b.x + b.width &&
        b.x < a.x + a.width &&
        a.y < b.y + b.height &&
        b.y < a.y + a.height
    );
}

/** The widget on a site of somebody else: two lines, and a person to talk to. */
import type { FrameLocator, Locator, Page } from "playwright-core";

import { liftLimits } from "../helpers/crowd";
import { DeskPage } from "../helpers/desk_page";
import { afterTest, Person, peopleTest } from "../helpers/e2e_browser";
import { allowSites, ForeignSite } from "../helpers/foreign_site";
import { ODOO_URL } from "../helpers/odoo_session";

const SCRIPT = `<script src="${ODOO_URL}/seitech_elearning/embed.js" defer></script>`;
/** What a site may have in store for all its buttons and frames. */
const STYLES = `<style>
    * { font-family: fantasy; letter-spacing: 5px; box-sizing: content-box }
    button { background: lime !important; margin: 40px; width: 300px !important; opacity: .3;
        text-transform: uppercase; border-radius: 0 !important; transform: rotate(9deg) }
    iframe { max-width: 10px !important; height: auto; border: 9px solid red; opacity: .5 }
    svg { width: 100%; height: 100% }
</style>`;

function page(more = ""): string {
    const head = `<meta charset="utf-8"><title>Shop</title>${more}${SCRIPT}`;
    return `<!doctype html><html lang="en"><head>${head}</head><body><h1>Shop</h1></body></html>`;
}

async function openSite(): Promise<ForeignSite> {
    const site = await ForeignSite.open(null, { "/": page(), "/loud": page(STYLES) });
    afterTest(() => site.close());
    return site;
}

const button = (site: Page): Locator => site.locator("body > button");
const widget = (site: Page): FrameLocator => site.frameLocator("iframe");

/** What a person sees of an element from the outside. */
function look(site: Page, selector: string): Promise<unknown> {
    return site.locator(selector).evaluate((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const { backgroundColor, borderRadius, opacity, borderWidth } = getComputedStyle(element);
        return { x, y, width, height, backgroundColor, borderRadius, opacity, borderWidth };
    });
}

QUnit.module("e2e > embed", (hooks) => {
    hooks.before(() => liftLimits());
    hooks.after(() => allowSites());

    peopleTest("on an allowed site: open, talk, reload, and the site's styles", async (assert) => {
        // Another origin of the same site, as help.example.com is for www.example.com: a browser that
        // lets other sites' frames keep nothing lets this one.
        const url = (await openSite()).url.replace("127.0.0.1", "localhost");
        await allowSites(url);
        const { desk } = await DeskPage.open("agent");
        const { page: shop, context } = await Person.visitor({ url, alsoAt: ODOO_URL });
        const asked: string[] = [];
        shop.on("request", (request) => asked.push(request.url()));
        await shop.goto("/");
        await button(shop).waitFor();
        const own = asked.filter((address) => address.startsWith(ODOO_URL));
        assert.deepEqual(own, [`${ODOO_URL}/seitech_elearning/embed.js`], "nothing but the script");
        assert.deepEqual(await context.cookies(), [], "no cookie");
        const plainButton = await look(shop, "body > button");

        await button(shop).click();
        const name = `Emma ${Date.now()}`;
        await widget(shop).getByLabel("Your name").fill(name);
        await widget(shop).getByLabel("Your message").fill("Do you ship?");
        await widget(shop).locator(".o-seitech-StartForm-submit").click();
        await widget(shop)
            .locator(".o-seitech-VisitMessage", { hasText: "Do you ship?" })
            .waitFor();
        const plainFrame = await look(shop, "iframe");

        await desk.claim(name);
        await desk.card.getByText(new URL(url).host).first().waitFor();
        await desk.chat.message("Do you ship?").waitFor();
        const sentAt = Date.now();
        await desk.chat.write("Yes, we do.");
        await widget(shop).locator(".o-seitech-VisitMessage", { hasText: "Yes, we do." }).waitFor();
        assert.true(Date.now() - sentAt < 1_000, `live: ${Date.now() - sentAt} ms`);

        await shop.reload();
        await widget(shop).locator(".o-seitech-VisitMessage", { hasText: "Yes, we do." }).waitFor();
        await widget(shop).locator(".o-seitech-VisitComposer-text").fill("Thank you");
        await widget(shop).locator(".o-seitech-VisitComposer-text").press("Enter");
        await desk.chat.message("Thank you").waitFor();

        await shop.goto("/loud");
        await widget(shop).locator(".o-seitech-VisitMessage", { hasText: "Thank you" }).waitFor();
        assert.deepEqual(await look(shop, "iframe"), plainFrame, "the frame is as on any page");
        assert.deepEqual(await look(shop, "body > button"), plainButton, "and so is the button");
        await desk.press("close");
        await desk.stage.getByText("Closed").waitFor();
    });

    peopleTest(
        "where frames may keep nothing: a conversation until the page is left",
        async (assert) => {
            const site = await openSite();
            await allowSites(site.url);
            const { page: shop } = await Person.visitor({ url: site.url, alsoAt: ODOO_URL });
            await shop.goto("/");
            await button(shop).click();
            await widget(shop).getByLabel("Your name").fill("Eve");
            await widget(shop).getByLabel("Your e-mail").fill("eve@example.com");
            await widget(shop).getByLabel("Your message").fill("Hello?");
            await widget(shop).locator(".o-seitech-StartForm-submit").click();
            await widget(shop).locator(".o-seitech-VisitMessage", { hasText: "Hello?" }).waitFor();
            await shop.reload();
            await button(shop).click();
            await widget(shop).getByLabel("Your message").waitFor();
            assert.strictEqual(await widget(shop).locator(".o-seitech-VisitMessage").count(), 0);
        },
    );

    peopleTest("on a site nobody has allowed: no frame, and nothing in the way", async (assert) => {
        await allowSites("https://shop.example.com");
        const site = await openSite();
        const person = await Person.visitor({ url: site.url, alsoAt: ODOO_URL });
        const { page: shop } = person;
        const dialogs: string[] = [];
        shop.on("dialog", (dialog) => {
            dialogs.push(dialog.message());
            void dialog.dismiss();
        });
        await shop.goto("/");
        const refused = shop.waitForEvent("console", (line) => /frame-ancestors/.test(line.text()));
        await button(shop).click();
        await refused;
        await shop.waitForTimeout(300);
        assert.false(await shop.locator("iframe").isVisible(), "no broken frame is shown");
        assert.deepEqual(dialogs, []);
        assert.strictEqual(await shop.locator("h1").innerText(), "Shop", "the page is as it was");
        person.forgiveConsole(/frame-ancestors/);
    });
});

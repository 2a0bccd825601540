/** A front end of somebody else, on its own origin: the example of the documentation, as it is. */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { afterTest, Person, peopleTest } from "../helpers/e2e_browser";
import { allowSites, ForeignSite } from "../helpers/foreign_site";
import { ODOO_URL, OdooSession } from "../helpers/odoo_session";

const EXAMPLE = resolve(
    fileURLToPath(import.meta.url),
    "../../../addon/seitech_elearning/doc/examples/headless",
);

interface Request {
    readonly channel_id: number;
    readonly visitor_name: string;
}

QUnit.module("e2e > headless", () => {
    peopleTest("the example talks to an agent from another origin", async (assert) => {
        const site = await ForeignSite.open(EXAMPLE);
        await allowSites(site.url);
        afterTest(async () => {
            await allowSites();
            await site.close();
        });
        const agent = await OdooSession.signIn("agent");
        const { page } = await Person.visitor({ url: site.url, alsoAt: ODOO_URL });
        const address = `${site.url}/?server=${encodeURIComponent(ODOO_URL)}`;
        await page.goto(address);

        const name = `Noor ${Date.now()}`;
        await page.getByLabel("Name").fill(name);
        await page.getByLabel("E-mail").fill("noor@example.com");
        await page.getByLabel("Message").fill("Do you **ship** books?");
        await page.getByRole("button", { name: "Send" }).click();
        await page.locator("#messages .own strong", { hasText: "ship" }).waitFor();

        const { supports } = await agent.apiOk("desk/queue", { queue: "waiting" });
        const request = (supports as Request[]).find(({ visitor_name }) => visitor_name === name);
        assert.ok(request, "it waits for an agent, under the visitor's name");
        const channel_id = request?.channel_id ?? 0;
        await agent.apiOk("desk/claim", { channel_id });
        await agent.apiOk("desk/files", { channel_id, allowed: true });
        await agent.apiOk("send", { channel_id, content: "Yes, we do." });
        await page.locator("#messages li", { hasText: "Yes, we do." }).waitFor();

        await page.reload();
        await page.locator("#messages li", { hasText: "Yes, we do." }).waitFor();
        assert.strictEqual(
            await page.locator("#messages li", { hasText: "ship" }).count(),
            1,
            "after a reload the conversation is there, once",
        );

        await page.getByLabel("File").setInputFiles({
            name: "list.txt",
            mimeType: "text/plain",
            buffer: Buffer.from("one\ntwo\n"),
        });
        await page.locator("#messages .own", { hasText: "list.txt" }).waitFor();
        await page.getByRole("button", { name: "End the conversation" }).click();
        await page.getByText("Thank you.").waitFor();
        const { channel } = await agent.apiOk(`channel/${channel_id}`, {});
        assert.strictEqual((channel as { state: string }).state, "closed");
    });

    QUnit.test("an origin that nobody has allowed is told nothing", async (assert) => {
        await allowSites("https://shop.example.com");
        for (const [origin, allowed] of [
            ["https://shop.example.com", "https://shop.example.com"],
            ["https://evil.example.com", null],
        ] as const) {
            const preflight = await fetch(`${ODOO_URL}/api/chat/support/send`, {
                method: "OPTIONS",
                headers: {
                    Origin: origin,
                    "Access-Control-Request-Method": "POST",
                    "Access-Control-Request-Headers": "content-type,x-session-token",
                },
            });
            assert.strictEqual(preflight.headers.get("Access-Control-Allow-Origin"), allowed);
        }
        const reply = await fetch(`${ODOO_URL}/api/chat/support`, {
            method: "POST",
            headers: { "Content-Type": "application/json", Origin: "https://evil.example.com" },
            body: JSON.stringify({ name: "Eve", email: "eve@example.com", content: "Hello" }),
        });
        assert.strictEqual(reply.status, 403);
        await allowSites();
    });
});

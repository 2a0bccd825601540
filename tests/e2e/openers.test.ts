/** Links on pages of the website that open a conversation in place, and who downloads what for it. */
import type { Locator, Page } from "playwright-core";

import { ChatPage } from "../helpers/chat_page";
import { Person, peopleTest } from "../helpers/e2e_browser";
import { arrangeMeeting } from "../helpers/meeting";
import { sql } from "../helpers/support_team";

const PAGE = "/slides";
const MEMBER = "assets_member";

QUnit.module("e2e > openers", () => {
    peopleTest("visitors download nothing that only members need", async (assert) => {
        const loaded = async ({ page }: Person): Promise<readonly string[]> => {
            const addresses: string[] = [];
            page.on("request", (request) => addresses.push(request.url()));
            await page.goto(PAGE);
            await whenReady(page);
            return addresses.filter((address) => /seitech_elearning/.test(address));
        };
        const visitor = await Person.visitor();
        assert.deepEqual(await loaded(visitor), []);
        await addLink(visitor.page, "openSupport", []);
        await link(visitor.page).click();
        await visitor.page.waitForURL(`**${PAGE}?sample`);
        assert.ok(true, "to a visitor it is a link");

        const student = await Person.signIn("student2");
        const files = await loaded(student);
        assert.ok(files.some((file) => file.includes(MEMBER) && file.endsWith(".js")));
    });

    peopleTest("a student's press opens it in place, busy until it is there", async (assert) => {
        const meeting = await arrangeMeeting("Linked", ["instructor", "student2"]);
        const { page } = await Person.signIn("student2");
        await page.goto(PAGE);
        await whenReady(page);
        await addLink(page, "open", [meeting.channelId]);
        // On a quick machine it is over before anybody could look.
        const wasBusy = page.evaluate(
            () =>
                new Promise((resolve) => {
                    const sample = document.querySelector("#sample");
                    new MutationObserver(() => resolve(sample?.ariaBusy)).observe(
                        sample as Element,
                        {
                            attributeFilter: ["aria-busy"],
                        },
                    );
                }),
        );
        await link(page).focus();
        await page.keyboard.press("Enter");
        assert.strictEqual(await wasBusy, "true");
        await new ChatPage(page).window(meeting.name).composer.waitFor();
        await page.locator("#sample:not([aria-busy])").waitFor();
        assert.strictEqual(new URL(page.url()).pathname, PAGE, "in place");
    });

    peopleTest(
        "what may not be opened is told in place; the page's address asks too",
        async (assert) => {
            const courseId = await idOf("Statistics for Beginners");
            const student = await Person.signIn("student3");
            const { page } = student;
            await page.goto(PAGE);
            await whenReady(page);
            await addLink(page, "openCourse", [999_999]);
            await link(page).click();
            await page.locator(".o-seitech-Notice[role=alert] .o-seitech-Notice-text").waitFor();
            assert.ok(true, "the chat says why");
            student.forgiveConsole(/403 \(FORBIDDEN\)/);
            assert.strictEqual(await page.locator(".o-seitech-ChatWindow").count(), 0);

            const instructor = await Person.signIn("instructor");
            const chat = new ChatPage(instructor.page);
            await instructor.page.goto(`/my/chat?course=${courseId}`);
            await instructor.page.waitForURL("**/my/chat?channel=*");
            await chat.find("header").getByText("Statistics for Beginners").first().waitFor();
        },
    );

    peopleTest(
        "in Odoo's preview the page around opens it; the editor is left alone",
        async (assert) => {
            const course = `/slides/${await idOf("Statistics for Beginners")}`;
            const { page } = await Person.signIn("manager");
            const views = await countViews();
            await page.goto(`/odoo/action-website.website_preview?path=${course}`);
            const frame = page.frameLocator(".o_iframe_container iframe:not(.o_ignore_in_tour)");
            const opener = frame.locator(".o_seitech_course").getByText("Course discussion");
            await frame.locator("body[is-ready=true]").waitFor({ timeout: 90_000 });
            await opener.click();
            const chat = new ChatPage(page).window("Statistics for Beginners");
            await chat.composer.waitFor();
            assert.strictEqual(await frame.locator(".o-seitech-ChatWindow").count(), 0, "once");
            await chat.button("Close").click();

            await page.locator(".o_edit_website_container button").click();
            const save = page.locator(".o-snippets-top-actions [data-action=save]");
            await save.waitFor({ timeout: 90_000 });
            assert.strictEqual(await frame.locator(".o_seitech_bubble").innerHTML(), "");
            assert.false(await frame.locator(".o_seitech_bubble").isVisible());
            await opener.dispatchEvent("click");
            await save.click();
            await save.waitFor({ state: "detached" });
            await frame.locator("body[is-ready=true]").waitFor({ timeout: 90_000 });
            assert.strictEqual(await page.locator(".o-seitech-ChatWindow").count(), 0);
            assert.strictEqual(await countViews(), views, "nothing of it is saved");
        },
    );
});

/** Odoo's lazy scripts have run: before, every link is only a link. */
async function whenReady(page: Page): Promise<void> {
    await page.locator("body[is-ready=true]").waitFor();
}

/** Puts a link on the page, as a part of a page that comes later does. */
async function addLink(page: Page, method: string, parameters: readonly number[]): Promise<void> {
    await page.evaluate(
        ([name, ids, address]) => {
            const added = document.createElement("a");
            added.id = "sample";
            added.href = `${address}?sample`;
            added.textContent = "Open the conversation";
            Object.assign(added.dataset, {
                seitechOpen: name,
                seitechArguments: JSON.stringify(ids),
            });
            document.querySelector("main")?.prepend(added);
        },
        [method, parameters, PAGE] as const,
    );
}

function link(page: Page): Locator {
    return page.locator("#sample");
}

/** Views with something of the chat in them: Odoo makes copies of those that are edited. */
async function countViews(): Promise<string> {
    return sql("SELECT count(*) FROM ir_ui_view WHERE arch_db::text LIKE '%o_seitech_%'");
}

async function idOf(course: string): Promise<number> {
    return Number(await sql(`SELECT id FROM slide_channel WHERE name->>'en_US' = '${course}'`));
}

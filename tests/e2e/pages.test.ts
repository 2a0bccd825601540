/** The ways in: people find the chat by clicking, at every width, and it looks like one page. */
import type { Page } from "playwright-core";
import { ChatPage } from "../helpers/chat_page";
import { DESKTOP, Person, peopleTest, PHONE, TABLET } from "../helpers/e2e_browser";
import { ODOO_URL } from "../helpers/odoo_session";

const SMALLEST = { width: 320, height: 640 };

QUnit.module("e2e > pages", () => {
    peopleTest("backend: E-Learning → Chat, from the apps menu on", async (assert) => {
        const { page } = await Person.signIn("instructor");
        await page.goto(`${ODOO_URL}/odoo`);
        await page.locator(".o_navbar_apps_menu button").click();
        await page.getByRole("menuitem", { name: "eLearning" }).click();
        await page.locator("[data-menu-xmlid='seitech_elearning.chat_menu']").click();
        await page.getByRole("menuitem", { name: "Conversations" }).click();
        const chat = await ChatPage.whenReady(page);
        assert.ok(await chat.row("Sam Student").isVisible());
        assert.ok(page.url().endsWith("/odoo/chat"), "the page has an address of its own");
    });

    peopleTest("portal: an entry on /my leads to the chat", async (assert) => {
        const { page } = await Person.signIn("student");
        await page.goto(`${ODOO_URL}/my`);
        await page.getByRole("link", { name: /Chat/ }).first().click();
        const chat = await ChatPage.whenReady(page);
        assert.strictEqual(new URL(page.url()).pathname, "/my/chat");
        assert.ok(await chat.row("Ines Instructor").isVisible());
    });

    for (const viewport of [DESKTOP, TABLET, PHONE, SMALLEST]) {
        peopleTest(`nothing is cut off at ${viewport.width} px`, async (assert) => {
            const student = await Person.signIn("student", { viewport });
            const portal = await ChatPage.openPortal(student.page);
            await portal.open("Ines Instructor");
            assert.strictEqual(await sidewaysScroll(student.page), 0, "portal: no sideways scroll");
            assert.ok(await isOnScreen(portal), "portal: the composer is on the screen");

            const instructor = await Person.signIn("instructor", { viewport });
            const backend = await ChatPage.openBackend(instructor.page);
            await backend.open("Sam Student");
            assert.strictEqual(
                await sidewaysScroll(instructor.page),
                0,
                "backend: no sideways scroll",
            );
            assert.ok(await isOnScreen(backend), "backend: the composer is on the screen");
        });
    }

    peopleTest("not signed in: /my/chat asks to sign in and then leads there", async (assert) => {
        const { page } = await Person.visitor();
        await page.goto(`${ODOO_URL}/my/chat`);
        assert.strictEqual(new URL(page.url()).pathname, "/web/login");
        await page.fill(".oe_login_form input[name=login]", "student");
        await page.fill(".oe_login_form input[name=password]", "student");
        await page.click(".oe_login_form button[type=submit]");
        await ChatPage.whenReady(page);
        assert.strictEqual(new URL(page.url()).pathname, "/my/chat");
    });

    peopleTest("a visitor finds help by mouse and by keyboard", async (assert) => {
        const { page } = await Person.visitor();
        await page.goto(ODOO_URL);
        const help = page.locator(".o_seitech_help");
        assert.ok(
            ((await help.getAttribute("href")) ?? "").endsWith("/contactus"),
            "without JavaScript it leads to the contact page",
        );
        await waitForScript(page);
        await help.press("Enter");
        const dialog = page.getByRole("dialog", { name: "Chat with us" });
        await dialog.waitFor();
        await page.keyboard.press("Escape");
        await dialog.waitFor({ state: "detached" });
        assert.ok(await help.evaluate((el) => el === document.activeElement), "focus is back");
        await help.click();
        await dialog.getByRole("textbox", { name: "Your message" }).waitFor();
    });

    peopleTest("a student's help is a conversation of their chat", async (assert) => {
        const { page } = await Person.signIn("student");
        await page.goto(ODOO_URL);
        await waitForScript(page);
        await page.locator(".o_seitech_help").click();
        await new ChatPage(page).find(".o-seitech-ChatWindow").first().waitFor();
        assert.strictEqual(await page.getByRole("dialog", { name: "Chat with us" }).count(), 0);
    });
});

/** Odoo's website runs its scripts after the page has loaded; until then the link is a link. */
async function waitForScript(page: Page): Promise<void> {
    await page.locator(".o_seitech_help[aria-haspopup=dialog]").waitFor();
}

function sidewaysScroll(page: Page): Promise<number> {
    return page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
}

async function isOnScreen(chat: ChatPage): Promise<boolean> {
    const box = await chat.composer.boundingBox();
    const size = chat.page.viewportSize();
    return !!box && !!size && box.y >= 0 && box.y + box.height <= size.height;
}

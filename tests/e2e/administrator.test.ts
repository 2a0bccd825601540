/** Somebody begins: an Odoo without demo data, the module, an agent, a course, a student, a chat. */
import type { Page } from "playwright-core";

import { ChatPage } from "../helpers/chat_page";
import { Person, peopleTest } from "../helpers/e2e_browser";
import { callAt, signInAt, startFreshOdoo, stopFreshOdoo } from "../helpers/fresh_odoo";

/** Odoo makes a database, installs and compiles. */
const FROM_NOTHING_MS = 240_000;
const AGENT = { name: "Support Desk", login: "desk@example.com", password: "desk-password" };
const STUDENT = { name: "First Student", login: "first@example.com", password: "first-password" };
const COURSE = "First Course";

let url = "";

QUnit.module("e2e > administrator", (hooks) => {
    hooks.before(async (assert) => {
        assert.timeout(FROM_NOTHING_MS);
        url = await startFreshOdoo();
    });
    hooks.after(async (assert) => {
        assert.timeout(FROM_NOTHING_MS);
        await stopFreshOdoo();
    });

    peopleTest("from the installation to the first chat", async (assert) => {
        const admin = await Person.visitor({ url });
        await signInAt(admin.page, "admin");
        await install(admin.page);
        assert.ok(true, "installed from Apps");
        await addAgent(admin.page);
        const courseId = await addCourse(admin.page);
        await addStudent(admin.page);

        const agent = await Person.visitor({ url });
        await signInAt(agent.page, AGENT.login, AGENT.password);
        await agent.page.goto("/odoo/chat");
        await agent.page.locator(".o-seitech-DeskList").waitFor({ timeout: 60_000 });
        assert.ok(true, "the agent has the desk");

        const student = await Person.visitor({ url });
        await signInAt(student.page, STUDENT.login, STUDENT.password);
        await student.page.goto(`/slides/${courseId}`);
        await student.page.getByText("Join this Course").first().click();
        const ask = student.page.locator("[data-seitech-open=openInstructor]:visible").first();
        await ask.waitFor();
        // The launcher makes a button of the link once it is there.
        await student.page.locator(".o-seitech-BubbleButton").waitFor();
        await ask.click();
        const asked = new ChatPage(student.page);
        await asked.write("Where do I begin?");

        const answers = await ChatPage.openBackend(admin.page);
        await answers.open(STUDENT.name);
        await answers.message("Where do I begin?").waitFor();
        await answers.write("With the first lesson.");
        await asked.message("With the first lesson.").waitFor();
        assert.ok(true, "asked, and answered");
    });
});

async function install(page: Page): Promise<void> {
    await page.goto("/odoo/apps");
    await page.locator(".o_searchview_input").fill("Seitech E-Learning Chat");
    await page.keyboard.press("Enter");
    const card = page.locator(".o_kanban_record", { hasText: "Seitech E-Learning Chat" });
    await card.locator("button[name=button_immediate_install]").click();
    await page.locator(".o-seitech-Systray-button").waitFor({ timeout: 120_000 });
}

/** Settings → Users, where the chat's roles are to be found. */
async function addAgent(page: Page): Promise<void> {
    await page.goto("/odoo/action-base.action_res_users/new");
    await page.locator(".o_form_view [name=name] input").fill(AGENT.name);
    await page.locator("[name=login] input").fill(AGENT.login);
    const form = page.locator(".o_form_view");
    await form.getByLabel("E-Learning Chat").first().click();
    await page.locator(".o_select_menu_item", { hasText: "Support Agent" }).click();
    await page.locator(".o_form_button_save").click();
    await page.waitForURL(/\/\d+$/);
    const [id] = await callAt<number[]>(page, "res.users", "search", [["login", "=", AGENT.login]]);
    await callAt(page, "res.users", "write", [id], { password: AGENT.password });
}

/** @returns Its id; whoever makes a course is responsible for it. */
async function addCourse(page: Page): Promise<number> {
    await page.goto("/odoo/action-website_slides.slide_channel_action_overview/new");
    await page.locator("[name=name] input, [name=name] textarea").first().fill(COURSE);
    await page.locator(".o_form_button_save").click();
    await page.waitForURL(/\/\d+$/);
    const [id = 0] = await callAt<number[]>(page, "slide.channel", "search", [
        ["name", "=", COURSE],
    ]);
    await callAt(page, "slide.channel", "write", [id], { is_published: true });
    return id;
}

/** As an invitation to the portal would. */
async function addStudent(page: Page): Promise<void> {
    const [group] = await callAt<{ res_id: number }[]>(
        page,
        "ir.model.data",
        "search_read",
        [
            ["module", "=", "base"],
            ["name", "=", "group_portal"],
        ],
        ["res_id"],
    );
    const groups = [[6, 0, [group?.res_id]]];
    await callAt(page, "res.users", "create", [{ ...STUDENT, group_ids: groups }]);
}

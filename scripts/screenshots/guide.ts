/** The pictures of the user guide, small enough to be kept with it. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";

import { ChatPage } from "../../tests/helpers/chat_page";
import { Person } from "../../tests/helpers/e2e_browser";
import { OdooSession } from "../../tests/helpers/odoo_session";
import { ask, askInPrivate, demoCourse, reportMessage, withStudent } from "./guide_scene";
import { withAgent } from "./settings";
import { arrangeSupport, waitingRequest } from "./support_scene";

const FOLDER = "addon/seitech_elearning/doc/user/img";
const SIZE = { width: 1000, height: 640 };
/** For forms, whose buttons would otherwise be in a menu. */
const WIDE = { width: 1280, height: 720 };
const NAME = `Vera Novak ${Date.now() % 1_000}`;

/** Takes all of them, or the one of that name. */
export async function pictureGuide(only = ""): Promise<void> {
    const pictures = {
        visitor,
        student,
        course,
        groups,
        instructor,
        teaching,
        agent,
        settings,
        safeguarding,
    };
    for (const [name, take] of Object.entries(pictures)) {
        if (name.includes(only)) {
            await take();
        }
    }
}

async function save(what: Page | Locator, name: string): Promise<void> {
    // Whatever moves has come to rest.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await what.screenshot({ path: join(FOLDER, `${name}.jpg`), type: "jpeg", quality: 60 });
}

async function pageOf(login: string, viewport = SIZE): Promise<Page> {
    return (await Person.signIn(login, { viewport })).page;
}

async function visitor(): Promise<void> {
    await withAgent(async () => {
        const session = await OdooSession.signIn("agent");
        const { page } = await Person.visitor({ viewport: SIZE });
        await page.goto("/contactus");
        await page.locator(".o_seitech_help[aria-haspopup=dialog]").click();
        const widget = page.locator(".o-seitech-Visit");
        await widget.locator("[name=name]").fill(NAME);
        await widget.locator("[name=text]").fill("Hello! Do students pay less?");
        await widget.locator("[type=submit]").click();
        const channel_id = await waitingRequest(session, NAME);
        await session.apiOk("desk/claim", { channel_id });
        const content = "Hello Vera! Yes, **half**: 20 € a month, or 180 € a year.";
        await session.apiOk("send", { channel_id, content, client_key: randomUUID() });
        await widget.locator(".o-seitech-VisitMessage", { hasText: "Hello Vera" }).waitFor();
        await save(page, "visitor");
        await session.apiOk("close", { channel_id });
    });
}

async function student(): Promise<void> {
    const page = await pageOf("student");
    const chat = await ChatPage.openPortal(page);
    await chat.open("Sofia Student");
    await chat.messages.last().waitFor();
    await save(page, "student");
}

async function course(): Promise<void> {
    const page = await pageOf("student");
    const { address } = await demoCourse();
    await page.goto(address);
    await page.locator(".o-seitech-BubbleButton").waitFor();
    await page.getByRole("link", { name: "Chat with instructor" }).first().click();
    await page.locator(".o-seitech-ChatWindow textarea").waitFor();
    await save(page, "course");
}

async function groups(): Promise<void> {
    const page = await pageOf("student");
    await page.goto("/my/groups");
    await page.getByRole("heading", { name: "Study groups" }).waitFor();
    await save(page, "groups");
}

async function instructor(): Promise<void> {
    const page = await pageOf("instructor");
    const chat = await ChatPage.openBackend(page, await withStudent());
    await chat.messages.last().waitFor();
    await save(page, "instructor");
}

async function teaching(): Promise<void> {
    const page = await pageOf("instructor", WIDE);
    const { id } = await demoCourse();
    await ask(id);
    await page.goto(`/odoo/m-slide.channel/${id}`);
    // There are more buttons than fit.
    await page.locator(".o-form-buttonbox").getByRole("button", { name: "More" }).click();
    await page.getByText("Unanswered Questions").waitFor();
    await save(page, "course_form");
    await page.goto("/odoo/action-seitech_elearning.chat_question_action");
    await page.locator(".o_list_view .o_data_row").first().waitFor();
    await save(page, "questions");

    const chat = await ChatPage.openBackend(page, await askInPrivate(id));
    await chat.button("The student").click();
    await page.locator(".o-seitech-LearnerPanel").waitFor();
    await save(page, "learner");
}

async function agent(): Promise<void> {
    const { own } = await arrangeSupport();
    const page = await pageOf("agent");
    const chat = await ChatPage.openBackend(page, own);
    await chat.messages.last().waitFor();
    await chat.find(".o-seitech-DeskRow").first().waitFor({ timeout: 60_000 });
    await save(page, "agent");
}

async function settings(): Promise<void> {
    const page = await pageOf("admin");
    await page.goto("/odoo/settings");
    await page.locator(".settings_tab [data-key=seitech_elearning]").click();
    await page.getByText("Previews of links").waitFor();
    await save(page, "settings");
}

async function safeguarding(): Promise<void> {
    const content = await reportMessage();
    const page = await pageOf("manager");
    await page.goto("/odoo/action-seitech_elearning.chat_report_action");
    await page.getByText("Bullying").first().click();
    await page.locator(".o_form_view").getByText(content).first().waitFor();
    await save(page, "safeguarding");
}

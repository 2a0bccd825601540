/** The pictures of README.md and of the module's description page. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";

import { ChatPage } from "../../tests/helpers/chat_page";
import { Person, PHONE } from "../../tests/helpers/e2e_browser";
import { OdooSession } from "../../tests/helpers/odoo_session";
import { withAgent } from "./settings";
import { arrangeSupport, waitingRequest } from "./support_scene";

const FOLDER = "addon/seitech_elearning/static/description";
/** Not as in an earlier run that has failed. */
const NAME = `Vera Novak ${Date.now() % 1_000}`;
const WIDE = { width: 1200, height: 720 };

export async function pictureReadme(): Promise<void> {
    await pictureChat();
    await pictureDesk();
    await withAgent(pictureVisitor);
}

async function pictureChat(): Promise<void> {
    const instructor = await Person.signIn("instructor", { viewport: WIDE });
    const backend = await ChatPage.openBackend(instructor.page);
    await backend.open("Sam Student");
    await backend.messages.last().waitFor();
    await instructor.page.screenshot({ path: join(FOLDER, "backend.png") });

    const student = await Person.signIn("student", { viewport: PHONE });
    const portal = await ChatPage.openPortal(student.page);
    await portal.open("Ines Instructor");
    await portal.messages.last().waitFor();
    await student.page.screenshot({ path: join(FOLDER, "portal.png") });
}

async function pictureDesk(): Promise<void> {
    const { own } = await arrangeSupport();
    const { page } = await Person.signIn("agent", { viewport: WIDE });
    const chat = await ChatPage.openBackend(page, own);
    await chat.messages.last().waitFor();
    await chat.find(".o-seitech-DeskRow").first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(1_000);
    await page.screenshot({ path: join(FOLDER, "desk.png") });
}

async function pictureVisitor(): Promise<void> {
    const agent = await OdooSession.signIn("agent");
    const { page } = await Person.visitor({ viewport: PHONE });
    await page.goto("/slides");
    await page.locator(".o_seitech_help[aria-haspopup=dialog]").waitFor();
    await page.locator(".o_seitech_help").click();
    const widget = page.locator(".o-seitech-Visit");
    await widget.locator("[name=name]").fill(NAME);
    await widget.locator("[name=text]").fill("Hello! Do students pay less?");
    await widget.locator("[type=submit]").click();
    await widget.locator(".o-seitech-VisitComposer").waitFor();
    const id = await waitingRequest(agent, NAME);
    await agent.apiOk("desk/claim", { channel_id: id });
    const content = "Hello Vera! Yes, **half**: 20 € a month, or 180 € a year.";
    await agent.apiOk("send", { channel_id: id, content, client_key: randomUUID() });
    await widget.locator(".o-seitech-VisitMessage", { hasText: "Hello Vera" }).waitFor();
    await page.waitForTimeout(1_000);
    await page.screenshot({ path: join(FOLDER, "visitor.png") });
    await agent.apiOk("close", { channel_id: id });
}

/** What visitors see: the button, the form, a conversation with an agent, and how it ends. */
import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright-core";

import { Person } from "../../tests/helpers/e2e_browser";
import { OdooSession } from "../../tests/helpers/odoo_session";
import { Album, browserOf, type Look, rootOf } from "./album";
import { waitingRequest } from "./support_scene";

export async function pictureVisitor(folder: string, look: Look): Promise<void> {
    const agent = await OdooSession.signIn("agent");
    const visitor = await Person.visitor(browserOf(look));
    const album = new Album(folder, `${look.name}-visitor`);
    const widget = new Widget(visitor.page, album, agent, `${rootOf(look)}/slides`);
    await widget.pictureAway();
    await widget.pictureForm();
    await widget.pictureConversation();
    await widget.pictureEnd();
    await visitor.close();
}

class Widget {
    /** Who writes; a name finds the request again. */
    private readonly name = `Vera ${randomUUID().slice(0, 4)}`;
    private channelId = 0;

    constructor(
        private readonly page: Page,
        private readonly album: Album,
        private readonly agent: OdooSession,
        private readonly address: string,
    ) {}

    private get button(): Locator {
        return this.page.locator(".o_seitech_help");
    }

    private find(selector: string): Locator {
        return this.page.locator(`.o-seitech-Visit ${selector}`);
    }

    private step(name: string, prepare: () => Promise<unknown>): Promise<void> {
        return this.album.step(name, this.page, prepare);
    }

    async pictureAway(): Promise<void> {
        await this.agent.apiOk("desk/availability", { state: "away" });
        await this.page.goto(this.address);
        await this.step("button", () => this.whenReady());
        await this.step("greeting", () =>
            this.page.locator(".o-seitech-Greeting button").first().waitFor(),
        );
        await this.step("away", () => this.open());
        await this.agent.apiOk("desk/availability", { state: "online" });
    }

    private async whenReady(): Promise<void> {
        // Until Odoo's lazy scripts have run the button is a link.
        await this.page.locator(".o_seitech_help[aria-haspopup=dialog]").waitFor();
    }

    private async open(): Promise<void> {
        await this.button.click();
        await this.find("form").waitFor();
    }

    async pictureForm(): Promise<void> {
        await this.page.goto(this.address);
        await this.whenReady();
        await this.step("form", () => this.open());
        await this.step("form-mistakes", async () => {
            await this.find("[name=email]").fill("nobody");
            await this.find("[type=submit]").click();
        });
        await this.step("form-filled", async () => {
            await this.find("[name=name]").fill(this.name);
            await this.find("[name=email]").fill("vera@example.com");
            await this.find("[name=text]").fill(
                "Hello! Is there a **discount** for students?\nSee https://www.example.com/prices",
            );
        });
        await this.step("sent", async () => {
            await this.find("[type=submit]").click();
            await this.find(".o-seitech-VisitComposer").waitFor();
            await this.page.waitForTimeout(1_000);
        });
    }

    async pictureConversation(): Promise<void> {
        await this.step("answered", async () => {
            this.channelId = await waitingRequest(this.agent, this.name);
            await this.agent.apiOk("desk/claim", { channel_id: this.channelId });
            await this.agent.apiOk("desk/files", { channel_id: this.channelId, allowed: true });
            await this.answer(
                "Hello! Yes, students pay **half**:\n\n- 20 € a month\n- 180 € a year",
            );
            await this.answer("Which course is it about?");
            await this.page.waitForTimeout(1_000);
        });
        await this.step("typing", async () => {
            await this.write("Statistics for Beginners 👍");
            await this.agent.apiOk("typing", { channel_id: this.channelId });
            await this.page.waitForTimeout(800);
        });
        await this.step("file", async () => {
            await this.find("input[type=file]").setInputFiles({
                name: "proof of enrolment.txt",
                mimeType: "text/plain",
                buffer: Buffer.from("enrolled"),
            });
            await this.page.waitForTimeout(1_500);
        });
        await this.step("emoji", () => this.find(".o-seitech-VisitComposer-emoji").click());
        await this.page.keyboard.press("Escape");
        await this.step("menu", () => this.find(".o-seitech-VisitMenu-button").click());
        await this.page.keyboard.press("Escape");
        await this.step("offline", async () => {
            await this.page.context().setOffline(true);
            await this.write("Written without a connection.");
            await this.page.waitForTimeout(2_000);
        });
        await this.page.context().setOffline(false);
        await this.step("unread", async () => {
            await this.find(".o-seitech-VisitHeader-minimise").click();
            await this.answer("Then it is 20 € a month.");
            await this.page.locator(".o-seitech-HelpButton-unread:not([hidden])").waitFor();
        });
    }

    async pictureEnd(): Promise<void> {
        await this.button.click();
        await this.step("end", async () => {
            await this.find(".o-seitech-VisitMenu-button").click();
            await this.page.locator(".o-seitech-VisitMenu [data-item=end]").click();
        });
        await this.step("rating", async () => {
            await this.find(".o-seitech-VisitConfirm-yes").click();
            await this.find(".o-seitech-Rating-step").first().waitFor();
        });
        await this.step("rating-words", () => this.find(".o-seitech-Rating-step").last().click());
        await this.step("rated", async () => {
            await this.find(".o-seitech-Rating-send").click();
            await this.page.waitForTimeout(1_000);
        });
    }

    private async write(text: string): Promise<void> {
        await this.find(".o-seitech-VisitComposer-text").fill(text);
        await this.page.keyboard.press("Enter");
    }

    private async answer(content: string): Promise<void> {
        await this.agent.apiOk("send", {
            channel_id: this.channelId,
            content,
            client_key: randomUUID(),
        });
    }
}

/** One of the websites: its Odoo, and with a chat an agent who waits at an open page. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { Session } from "../http_client";
import type { Premise } from "../premises";
import { FIRST_PAGE_TIMEOUT_MS, VIEWPORT } from "../screen/stage";
import type { Named } from "../screen/turns";
import { AGENT, type WebsiteChat } from "./chats";
import { Office } from "./office";
import { VisitorPage } from "./visitor_page";

export class Site implements Named {
    private deskPage: Page | null = null;

    constructor(
        readonly name: string,
        private readonly browser: Browser,
        private readonly probe: string,
        readonly premise: Premise,
        /** Null for none. */
        readonly chat: WebsiteChat | null,
    ) {}

    get home(): URL {
        return this.premise.server.address;
    }

    /** The page at which the agent is. */
    get desk(): Page {
        if (!this.deskPage) {
            throw new Error(`nobody works for ${this.name}`);
        }
        return this.deskPage;
    }

    /** The agent comes to work, and the first visitor of all makes Odoo compile its assets. */
    async begin(): Promise<void> {
        if (this.chat) {
            await this.staff(this.chat);
        }
        await this.receive(async (context) => {
            const page = await VisitorPage.open(context, this.chat?.widget ?? null);
            await page.visit(this.home);
            if (this.chat) {
                await page.openWidget();
            }
        });
    }

    /** Somebody comes who has never been here, and leaves for good. */
    async receive<T>(work: (context: BrowserContext) => Promise<T>): Promise<T> {
        const context = await this.newContext();
        try {
            return await work(context);
        } finally {
            await context.close();
        }
    }

    private async staff(chat: WebsiteChat): Promise<void> {
        const { server, database } = this.premise;
        const office = await Office.open(this.premise);
        const agent = await chat.hire(office);
        const { login, password } = AGENT;
        const { cookie } = await Session.signIn(server.address, database.name, login, password);
        const context = await this.newContext();
        const [name = "", value = ""] = cookie.split("=");
        await context.addCookies([{ name, value, url: server.address.href }]);
        this.deskPage = await context.newPage();
        await this.deskPage.goto(new URL(chat.deskPath(), server.address).href, {
            timeout: FIRST_PAGE_TIMEOUT_MS,
        });
        await office.untilOnline(agent);
    }

    private async newContext(): Promise<BrowserContext> {
        const context = await this.browser.newContext({ viewport: VIEWPORT, locale: "en-US" });
        await context.addInitScript({ content: this.probe });
        return context;
    }
}

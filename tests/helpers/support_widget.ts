/** The visitor's side of support as it is found on a page of the website. */
import type { Locator, Page } from "playwright-core";

export interface FormFields {
    readonly name?: string;
    readonly email?: string;
    readonly text: string;
}

export class SupportWidget {
    constructor(readonly page: Page) {}

    /** Goes to a page of the website and waits until the button is one. */
    static async at(page: Page, address = "/"): Promise<SupportWidget> {
        await page.goto(address);
        const widget = new SupportWidget(page);
        await widget.whenReady();
        return widget;
    }

    /** Odoo's website runs its scripts after the page has loaded; until then the link is a link. */
    whenReady(): Promise<void> {
        return this.page.locator(".o_seitech_help[aria-haspopup=dialog]").waitFor();
    }

    get button(): Locator {
        return this.page.locator(".o_seitech_help");
    }

    get badge(): Locator {
        return this.button.locator(".o-seitech-HelpButton-unread");
    }

    get greeting(): Locator {
        return this.page.locator(".o-seitech-Greeting button").first();
    }

    get panel(): Locator {
        return this.page.locator(".o-seitech-Visit");
    }

    get title(): Locator {
        return this.panel.locator(".o-seitech-VisitHeader-title");
    }

    get presence(): Locator {
        return this.panel.locator(".o-seitech-VisitHeader-presence");
    }

    get notice(): Locator {
        return this.panel.locator(".o-seitech-Visit-notice > span");
    }

    get connectionLine(): Locator {
        return this.panel.locator(".o-seitech-ConnectionLine span");
    }

    named(name: string): Locator {
        return this.panel.getByRole("button", { name, exact: true });
    }

    // The form

    /** @param name As the form calls it, in every language: name, email, subject or text. */
    field(name: string): Locator {
        return this.panel.locator(`.o-seitech-StartForm [name=${name}]`);
    }

    fieldError(name: string): Locator {
        return this.panel.locator(`#o-seitech-StartForm-${name}-error`);
    }

    get submit(): Locator {
        return this.panel.locator(".o-seitech-StartForm-submit");
    }

    async open(): Promise<void> {
        await this.button.click();
        await this.panel.waitFor();
    }

    /** Fills in the form and sends it; resolves once the server has the message. */
    async start({ name = "", email = "", text }: FormFields): Promise<void> {
        await this.field("text").waitFor();
        await this.field("name").fill(name);
        await this.field("email").fill(email);
        await this.field("text").fill(text);
        await this.submit.click();
        await this.message(text).waitFor();
        await this.delivery("sending").waitFor({ state: "detached" });
    }

    // The conversation

    get composer(): Locator {
        return this.panel.locator(".o-seitech-VisitComposer-text");
    }

    get log(): Locator {
        return this.panel.locator(".o-seitech-VisitLog-viewport");
    }

    get typing(): Locator {
        return this.log.locator(".o-seitech-VisitLog-typing");
    }

    message(text: string): Locator {
        return this.log.locator(".o-seitech-VisitMessage").filter({ hasText: text });
    }

    /** What is said about an own message: sending, failed, sent or seen. */
    delivery(state: string): Locator {
        return this.log.locator(`[data-delivery=${state}]`);
    }

    async write(text: string): Promise<void> {
        await this.composer.fill(text);
        await this.composer.press("Enter");
    }

    /** @returns The texts of the conversation, from top to bottom. */
    texts(): Promise<string[]> {
        return this.log.locator(".o-seitech-VisitMessage-bubble").allInnerTexts();
    }

    /** Chooses from the menu above the conversation. */
    async choose(item: string): Promise<void> {
        await this.panel.locator(".o-seitech-VisitMenu-button").click();
        await this.panel.locator(`[data-item=${item}]`).click();
    }

    async end(): Promise<void> {
        await this.choose("end");
        await this.panel.locator(".o-seitech-VisitConfirm-yes").click();
        await this.panel.locator(".o-seitech-VisitClosing").waitFor();
    }

    // What the browser keeps

    /** @returns The token in the browser's storage; null if there is no conversation. */
    token(): Promise<string | null> {
        return this.page.evaluate(() => {
            const kept = localStorage.getItem("seitech_chat.visit");
            return kept && (JSON.parse(kept) as { token: string }).token;
        });
    }
}

/** The chat as people find it on their screen: what there is to see, type and press. */
import type { Locator, Page } from "playwright-core";
import { ODOO_URL } from "./odoo_session";

export class ChatPage {
    constructor(readonly page: Page) {}

    /** Opens the chat in the Odoo backend by its address. */
    static async openBackend(page: Page): Promise<ChatPage> {
        await page.goto(`${ODOO_URL}/odoo/chat`);
        return ChatPage.whenReady(page);
    }

    /** Opens the chat on the portal. */
    static async openPortal(page: Page): Promise<ChatPage> {
        await page.goto(`${ODOO_URL}/my/chat`);
        return ChatPage.whenReady(page);
    }

    static async whenReady(page: Page): Promise<ChatPage> {
        const chat = new ChatPage(page);
        await chat.rows.first().waitFor();
        return chat;
    }

    get rows(): Locator {
        return this.page.locator(".o-seitech-ChannelRow");
    }

    row(name: string): Locator {
        return this.rows.filter({
            has: this.page.locator(".o-seitech-ChannelRow-name", { hasText: name }),
        });
    }

    unreadBadge(name: string): Locator {
        return this.row(name).locator(".o-seitech-ChannelRow-unread");
    }

    get timeline(): Locator {
        return this.page.getByRole("log");
    }

    get messages(): Locator {
        return this.timeline.locator(".o-seitech-Message");
    }

    message(text: string): Locator {
        return this.messages.filter({
            has: this.page.locator(".o-seitech-Message-body", { hasText: text }),
        });
    }

    /** The icon that says how far an own message has come. */
    delivery(text: string, label: string): Locator {
        return this.message(text).getByRole("img", { name: label, exact: true });
    }

    get composer(): Locator {
        return this.page.locator(".o-seitech-Composer-text");
    }

    get connectionBanner(): Locator {
        return this.page.locator(".o-seitech-Conversation-connection");
    }

    async open(name: string): Promise<void> {
        await this.row(name).click();
        await this.composer.waitFor();
    }

    async write(text: string): Promise<void> {
        await this.composer.fill(text);
        await this.composer.press("Enter");
    }

    /** @returns The texts of the conversation, from top to bottom. */
    texts(): Promise<string[]> {
        return this.timeline.locator(".o-seitech-Message-body").allInnerTexts();
    }
}

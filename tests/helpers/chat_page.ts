/** The chat as people find it on their screen: what there is to see, type and press. */
import type { Locator, Page } from "playwright-core";

/** Milliseconds a page of Odoo may take until the chat stands in it. */
const SLOW_START = 60_000;

export class ChatPage {
    /** @param scope The part of the page that is meant, such as one window of several. */
    constructor(
        readonly page: Page,
        private readonly scope: Locator = page.locator("body"),
    ) {}

    /** Opens the chat in the Odoo backend by its address. */
    static async openBackend(page: Page, channelId?: number): Promise<ChatPage> {
        return ChatPage.openAt(page, channelId ? `/odoo/chat/${channelId}` : "/odoo/chat");
    }

    /** Opens the chat on the portal. */
    static async openPortal(page: Page, channelId?: number): Promise<ChatPage> {
        return ChatPage.openAt(page, channelId ? `/my/chat?channel=${channelId}` : "/my/chat");
    }

    private static async openAt(page: Page, address: string): Promise<ChatPage> {
        await page.goto(address);
        return ChatPage.whenReady(page);
    }

    static async whenReady(page: Page): Promise<ChatPage> {
        const chat = new ChatPage(page);
        const visible = chat.rows.or(chat.composer).filter({ visible: true });
        await visible.first().waitFor({ timeout: SLOW_START });
        return chat;
    }

    /** @returns The window above the page with this conversation. */
    window(name: string): ChatPage {
        const windows = this.page.locator(".o-seitech-ChatWindow");
        const heading = this.page.locator(".o-seitech-ConversationHeader-name", { hasText: name });
        return new ChatPage(this.page, windows.filter({ has: heading }));
    }

    /** @returns What matches inside of this part of the page. */
    find(selector: string): Locator {
        return this.scope.locator(selector);
    }

    button(name: string | RegExp): Locator {
        return this.scope.getByRole("button", { name, exact: true });
    }

    // The list

    get list(): Locator {
        return this.find(".o-seitech-ChannelList");
    }

    get rows(): Locator {
        return this.find(".o-seitech-ChannelRow");
    }

    row(name: string): Locator {
        return this.rows.filter({
            has: this.page.locator(".o-seitech-ChannelRow-name", { hasText: name }),
        });
    }

    unreadBadge(name: string): Locator {
        return this.row(name).locator(".o-seitech-ChannelRow-unread");
    }

    async open(name: string): Promise<void> {
        await this.row(name).click();
        await this.composer.waitFor();
    }

    /** Chooses from the menu of a conversation in the list. */
    async chooseForRow(name: string, action: string): Promise<void> {
        await this.row(name).hover();
        await this.page.getByRole("button", { name: `Actions for ${name}` }).click();
        await this.chooseFromMenu(action);
    }

    // The open conversation

    get timeline(): Locator {
        return this.find(".o-seitech-Timeline-viewport");
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
        return this.find(".o-seitech-Composer .o-seitech-MessageInput-text");
    }

    get panel(): Locator {
        return this.find(".o-seitech-SidePanel");
    }

    get thread(): Locator {
        return this.find(".o-seitech-ThreadPanel");
    }

    get connectionBanner(): Locator {
        return this.find(".o-seitech-ConnectionBanner-text");
    }

    get notice(): Locator {
        return this.find(".o-seitech-Notice-box");
    }

    async write(text: string): Promise<void> {
        await this.composer.fill(text);
        await this.composer.press("Enter");
    }

    /** @returns The texts of the conversation, from top to bottom. */
    texts(): Promise<string[]> {
        return this.timeline.locator(".o-seitech-Message-body").allInnerTexts();
    }

    /**
     * Reads upwards from what is on the page to the first message.
     *
     * @returns All texts that were sent, in their order on the screen.
     * @throws Error when a message does not stand where its number wants it.
     */
    async wholeConversation(): Promise<string[]> {
        const found = new Map<number, string>();
        for (let idle = 0; idle < 6; idle++) {
            const rows = await this.rowsThenUp();
            const ids = rows.map(([id]) => id);
            if (ids.some((id, at) => at > 0 && id <= (ids[at - 1] ?? 0))) {
                throw new Error(`out of order: ${ids.join(" ")}`);
            }
            if (rows.some(([id]) => !found.has(id))) {
                idle = 0;
            }
            rows.forEach(([id, text]) => found.set(id, text));
            await this.page.waitForTimeout(100);
        }
        return [...found].toSorted(([one], [other]) => one - other).map(([, text]) => text);
    }

    /** Numbers and texts of the messages on the page, which is then scrolled to its top. */
    private rowsThenUp(): Promise<[number, string][]> {
        return this.timeline.evaluate((viewport) => {
            const sent = viewport.querySelectorAll<HTMLElement>("article[data-message-id]");
            const rows = [...sent].map((row): [number, string] => [
                Number(row.dataset["messageId"]),
                row.querySelector<HTMLElement>(".o-seitech-Message-body")?.innerText ?? "",
            ]);
            viewport.scrollTop = 0;
            return rows.filter(([id]) => id > 0);
        });
    }

    /** Chooses from the menu of a message. */
    async choose(message: Locator, action: string): Promise<void> {
        const menu = message.locator(".o-seitech-MessageToolbar-menu");
        // What comes in below may move the message away from under the pointer.
        for (let tries = 0; tries < 20 && !(await menu.isVisible()); tries++) {
            await this.page.mouse.move(0, 0);
            await message.hover();
        }
        await menu.click();
        await this.chooseFromMenu(action);
    }

    /** Chooses from the menu above the conversation, or presses the button there. */
    async chooseFromHeader(action: string): Promise<void> {
        await this.find(".o-seitech-ConversationHeader .o-seitech-Menu-button").click();
        await this.chooseFromMenu(action);
    }

    /** Picks an emoji from the choice that is open. */
    async pickEmoji(search: string, name: string): Promise<void> {
        const picker = this.page.getByRole("dialog", { name: "Emoji" });
        await picker.getByRole("combobox").fill(search);
        await picker.getByRole("gridcell", { name, exact: true }).click();
    }

    private chooseFromMenu(action: string): Promise<void> {
        const open = this.page.locator(".o-seitech-Menu:popover-open");
        return open.locator(".o-seitech-Menu-item").filter({ hasText: action }).first().click();
    }
}

/** What is around an open conversation, wherever it is open: menus, panels, states. */
import type { Page } from "playwright-core";

import type { ChatPage } from "../../tests/helpers/chat_page";
import { OdooSession } from "../../tests/helpers/odoo_session";
import { type Album, hoverAndClick } from "./album";
import { QUESTION } from "./scene";

const TOO_LONG = 20_000;

/** Panels beside the conversation, one after the other. */
export async function picturePanels(album: Album, chat: ChatPage): Promise<void> {
    const { page } = chat;
    await album.step("members", page, () => choose(chat, "members", "fa-users"));
    await closePanel(chat);
    await album.step("pins", page, () => choose(chat, "pins", "fa-thumb-tack"));
    await closePanel(chat);
    await album.step("search", page, async () => {
        await chat.find(".o-seitech-ConversationHeader-quick[data-action='search']").click();
        await chat.panel.getByRole("searchbox").fill("median");
        await chat.panel.locator("mark, li").first().waitFor();
    });
    await closePanel(chat);
    await album.step("menu", page, () => headerMenu(chat).click());
    await album.step("settings", page, () =>
        page.locator(".o-seitech-Menu:popover-open .fa-cog").click(),
    );
    await closePanel(chat);
    await album.step("thread", page, async () => {
        await chat.message(QUESTION).locator(".o-seitech-Message-replies").click();
        await chat.thread.getByRole("textbox").click();
    });
    await closePanel(chat);
}

/** By its button, or from the menu where there is no room for the button. */
async function choose(chat: ChatPage, action: string, icon: string): Promise<void> {
    const quick = chat.find(`.o-seitech-ConversationHeader-quick[data-action="${action}"]`);
    if ((await quick.count()) > 0) {
        await quick.click();
        return;
    }
    await headerMenu(chat).click();
    await chat.page.locator(`.o-seitech-Menu:popover-open .${icon}`).click();
}

function headerMenu(chat: ChatPage) {
    return chat.find(".o-seitech-ConversationHeader .o-seitech-Menu-button");
}

async function closePanel({ page }: ChatPage): Promise<void> {
    await page.keyboard.press("Escape");
    await page.waitForTimeout(200);
}

/** Messages under the pointer and the keyboard, being answered, changed and deleted. */
export async function pictureMessages(album: Album, chat: ChatPage): Promise<void> {
    const { page } = chat;
    const tools = ".o-seitech-MessageToolbar";
    const other = chat.message("Good morning, everybody!");
    await album.step("messages-above", page, () =>
        chat.message("What to do until Thursday").scrollIntoViewIfNeeded(),
    );
    await album.step("reaction-names", page, async () => {
        await chat.find(".o-seitech-Reactions-group").first().hover();
    });
    await album.step("message-tools", page, async () => {
        await other.scrollIntoViewIfNeeded();
        await other.hover();
    });
    await album.step("message-menu", page, () =>
        hoverAndClick(other, other.locator(`${tools}-menu`)),
    );
    await page.keyboard.press("Escape");
    await album.step("reaction-picker", page, async () => {
        await hoverAndClick(other, other.locator(`${tools} [data-action="react"]`));
        await page.locator(".o-seitech-EmojiPicker [role=gridcell]").first().waitFor();
    });
    await page.keyboard.press("Escape");
    await album.step("reply", page, () =>
        hoverAndClick(other, other.locator(`${tools} [data-action="reply"]`)),
    );
    await page.keyboard.press("Escape");
    await album.step("message-focus", page, async () => {
        await chat.timeline.locator(".o-seitech-Message").last().focus();
        await page.keyboard.press("ArrowUp");
    });
    await chat.composer.click();
}

/** Writing: several lines, suggestions, emoji. */
export async function pictureComposer(album: Album, chat: ChatPage): Promise<void> {
    const { page } = chat;
    await album.step("composer-lines", page, () =>
        chat.composer.fill("A first line\nand a second one\n- with a list"),
    );
    await album.step("mention", page, async () => {
        await chat.composer.fill("");
        await chat.composer.pressSequentially("@S", { delay: 30 });
        await page.getByRole("option").first().waitFor();
    });
    await page.keyboard.press("Escape");
    await album.step("emoji-suggestions", page, async () => {
        await chat.composer.fill("");
        await chat.composer.pressSequentially("Well done :smil", { delay: 30 });
        await page.getByRole("option").first().waitFor();
    });
    await page.keyboard.press("Escape");
    await chat.composer.fill("");
    await album.step("emoji-picker", page, async () => {
        await chat.find(".o-seitech-Composer [data-action='emoji']").click();
        await page.locator(".o-seitech-EmojiPicker [role=gridcell]").first().waitFor();
    });
    await page.keyboard.press("Escape");
    await album.step("attachments", page, async () => {
        await chat.find(".o-seitech-Composer input[type=file]").setInputFiles([
            {
                name: "notes of the third lesson.txt",
                mimeType: "text/plain",
                buffer: Buffer.from("a"),
            },
            { name: "sheet.csv", mimeType: "text/csv", buffer: Buffer.from("a;b") },
        ]);
        await page.waitForTimeout(1_000);
    });
    await album.step("character-limit", page, () => chat.composer.fill("word ".repeat(1_995)));
    await chat.composer.fill("");
}

/** What is sent and has not arrived, what was refused, who is typing, no connection. */
export async function pictureTrouble(
    album: Album,
    chat: ChatPage,
    channelId: number,
): Promise<void> {
    const { page } = chat;
    const send = "**/api/chat/send";
    await album.step("typing", page, async () => {
        const other = await OdooSession.signIn("student2");
        await other.apiOk("typing", { channel_id: channelId });
        await page.waitForTimeout(800);
    });
    // The server itself refuses what is longer than it takes.
    await page.route(send, (route) => {
        const body = route.request().postDataJSON() as Record<string, unknown>;
        return route.continue({ postData: { ...body, content: "x".repeat(TOO_LONG) } });
    });
    await album.step("failed", page, async () => {
        await chat.write("This one is refused by the server.");
        await chat.find(".o-seitech-OutboxFailure").first().waitFor();
    });
    await page.unroute(send);
    await pictureOffline(album, page, chat);
}

async function pictureOffline(album: Album, page: Page, chat: ChatPage): Promise<void> {
    await page.context().setOffline(true);
    await album.step("pending-offline", page, async () => {
        await chat.write("Written without a connection.");
        await chat.connectionBanner.waitFor({ timeout: 15_000 });
    });
    await page.context().setOffline(false);
    await page.waitForTimeout(1_000);
}

/** Pictures and documents, and the same large. */
export async function pictureFiles(album: Album, chat: ChatPage): Promise<void> {
    const { page } = chat;
    await album.step("files-end", page, () => chat.messages.last().scrollIntoViewIfNeeded());
    await album.step("files-start", page, async () => {
        await chat.messages.first().scrollIntoViewIfNeeded();
        await page.waitForTimeout(500);
    });
    await album.step("lightbox", page, async () => {
        await chat.find(".o-seitech-AttachmentList-picture").nth(1).click();
        await page.locator(".o-seitech-Lightbox-picture").waitFor();
    });
    await page.keyboard.press("Escape");
    await album.step("lightbox-document", page, async () => {
        await chat.find(".o-seitech-AttachmentList-file button").first().click();
        await page.locator(".o-seitech-Lightbox-document").waitFor();
        await page.waitForTimeout(1_500);
    });
    await page.keyboard.press("Escape");
}

/** The chat in the Odoo backend: its page, the item in the top bar, windows, full screen. */
import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";

import { ChatPage } from "../../tests/helpers/chat_page";
import { Person } from "../../tests/helpers/e2e_browser";
import { OdooSession } from "../../tests/helpers/odoo_session";
import { Album, browserOf, type Look } from "./album";
import {
    pictureComposer,
    pictureFiles,
    pictureMessages,
    picturePanels,
    pictureTrouble,
} from "./conversation";
import { darken } from "./dark_backend";
import { FILES, WORDS } from "./scene";

export interface Scene {
    readonly words: number;
    readonly files: number;
}

export async function pictureBackend(folder: string, look: Look, scene: Scene): Promise<void> {
    const person = await Person.signIn("instructor", browserOf(look));
    const { page } = person;
    const album = new Album(folder, `${look.name}-backend`);
    if (look.isDark) {
        await darken(page);
    }
    const chat = await ChatPage.openBackend(page);
    await chat.rows.first().waitFor();
    await album.take("list", page);
    await pictureList(album, chat);
    await pictureUnread(album, chat, scene);
    await page.goto(`/odoo/chat/${scene.words}`);
    await chat.messages.last().waitFor();
    await album.take("open", page);
    await picturePanels(album, chat);
    await pictureMessages(album, chat);
    await pictureComposer(album, chat);
    await page.goto(`/odoo/chat/${scene.files}`);
    await chat.messages.last().waitFor();
    await pictureFiles(album, chat);
    await page.goto(`/odoo/chat/${scene.words}`);
    await chat.messages.last().waitFor();
    await pictureTrouble(album, chat, scene.words);
    await pictureWindows(album, page, look);
    await person.close();
}

/** What is new, below its line. */
async function pictureUnread(album: Album, chat: ChatPage, scene: Scene): Promise<void> {
    const student = await OdooSession.signIn("student");
    for (const content of ["May I ask one more thing?", "It is about the box plots."]) {
        const message = { channel_id: scene.files, client_key: randomUUID(), content };
        await student.apiOk("send", message);
    }
    await album.step("unread", chat.page, async () => {
        await chat.row(FILES).click();
        await chat.find(".o-seitech-Timeline-new").waitFor();
    });
}

/** The list of conversations, and what opens above it. */
async function pictureList(album: Album, chat: ChatPage): Promise<void> {
    const { page } = chat;
    const row = chat.rows.first();
    await album.step("row-menu", page, async () => {
        await row.hover();
        await chat.find(".o-seitech-ChannelItem .o-seitech-Menu-button").first().click();
    });
    await page.keyboard.press("Escape");
    await album.step("list-search", page, () =>
        chat.list.getByRole("searchbox").fill("statistics"),
    );
    await album.step("list-nothing", page, () => chat.list.getByRole("searchbox").fill("nobody"));
    await chat.list.getByRole("searchbox").fill("");
    await album.step("new-conversation", page, async () => {
        await chat.find(".o-seitech-ChannelList-new").click();
        await page.locator(".o-seitech-NewConversation-choice").first().waitFor();
    });
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await album.step("shortcuts", page, async () => {
        await chat.rows.first().focus();
        await page.keyboard.press("?");
        await page.locator(".o-seitech-ShortcutsHelp, .o-seitech-Dialog").first().waitFor();
    });
    await page.keyboard.press("Escape");
}

/** Above another screen of Odoo. */
async function pictureWindows(album: Album, page: Page, look: Look): Promise<void> {
    await page.goto("/odoo");
    const openFromBar = async (name: string | null) => {
        await page.locator(".o-seitech-Systray-button").click();
        const rows = page.locator(".o-seitech-Systray-list .o-seitech-ChannelRow");
        await rows.first().waitFor();
        await (name ? rows.filter({ hasText: name }) : rows).last().click();
    };
    await album.step("systray", page, async () => {
        await page.locator(".o-seitech-Systray-button").click();
        await page.locator(".o-seitech-Systray-list .o-seitech-ChannelRow").first().waitFor();
    });
    await page.keyboard.press("Escape");
    await album.step("window", page, () => openFromBar(WORDS));
    if (look.width >= 768) {
        await album.step("windows", page, async () => {
            await openFromBar(FILES);
            await openFromBar(null);
        });
        await album.step("window-menu", page, () =>
            page.locator(".o-seitech-ChatWindow .o-seitech-Menu-button").first().click(),
        );
        await page.keyboard.press("Escape");
    }
    await album.step("heads", page, async () => {
        await page.locator(".o-seitech-ChatWindow .fa-minus").first().click();
    });
    await album.step("fullscreen", page, async () => {
        if ((await page.locator(".o-seitech-ChatWindow").count()) === 0) {
            await page.locator(".o-seitech-ChatHead-open").first().click();
        }
        await page.locator(".o-seitech-ChatWindow .fa-expand").first().click();
        await page.locator(".o-seitech-Fullscreen").waitFor();
    });
    await page.keyboard.press("Escape");
}

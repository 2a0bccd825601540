/** The chat of students: on the portal, and in the bubble of website pages. */
import { ChatPage } from "../../tests/helpers/chat_page";
import { Person } from "../../tests/helpers/e2e_browser";
import { Album, browserOf, type Look, rootOf } from "./album";
import type { Scene } from "./backend";
import { pictureComposer, pictureFiles, pictureMessages, picturePanels } from "./conversation";
import { WORDS } from "./scene";

/** Milliseconds in which Odoo loads what a page can do without at first. */
const LAZY = 2_000;

export async function pictureWebsite(folder: string, look: Look, scene: Scene): Promise<void> {
    const root = rootOf(look);
    const person = await Person.signIn("student", browserOf(look));
    const { page } = person;
    const album = new Album(folder, `${look.name}-website`);
    await page.goto(`${root}/my`);
    await page.waitForTimeout(LAZY);
    await album.take("portal-home", page);
    await page.goto(`${root}/my/chat`);
    const chat = await ChatPage.whenReady(page);
    await album.take("list", page);
    await page.goto(`${root}/my/chat?channel=${scene.words}`);
    await chat.messages.last().waitFor();
    await album.take("open", page);
    await picturePanels(album, chat);
    await pictureMessages(album, chat);
    await pictureComposer(album, chat);
    await page.goto(`${root}/my/chat?channel=${scene.files}`);
    await chat.messages.last().waitFor();
    await pictureFiles(album, chat);

    await page.goto(`${root}/slides`);
    const button = page.locator(".o-seitech-BubbleButton");
    await album.step("bubble", page, () => button.waitFor());
    await album.step("bubble-open", page, async () => {
        await button.click();
        await chat.rows.first().waitFor();
    });
    await album.step("bubble-window", page, async () => {
        await chat.row(WORDS).click();
        await chat.messages.last().waitFor();
    });
    await album.step("fullscreen", page, async () => {
        await page.locator(".o-seitech-ChatWindow .fa-expand").first().click();
        await page.locator(".o-seitech-Fullscreen").waitFor();
    });
    await person.close();
}

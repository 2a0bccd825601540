/** The chat of students: on the portal, in the bubble of website pages; and the help of visitors. */
import { ChatPage } from "../../tests/helpers/chat_page";
import { Person } from "../../tests/helpers/e2e_browser";
import { Album, browserOf, type Look, turnAround } from "./album";
import type { Scene } from "./backend";
import { pictureComposer, pictureFiles, pictureMessages, picturePanels } from "./conversation";
import { WORDS } from "./scene";

/** Milliseconds in which Odoo loads what a page can do without at first. */
const LAZY = 2_000;

export async function pictureWebsite(folder: string, look: Look, scene: Scene): Promise<void> {
    const root = look.isRtl ? "/ar" : "";
    await pictureVisitor(folder, look, root);
    const person = await Person.signIn("student", browserOf(look));
    const { page } = person;
    const album = new Album(folder, `${look.name}-website`);
    if (look.isRtl) {
        await turnAround(page);
    }
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

async function pictureVisitor(folder: string, look: Look, root: string): Promise<void> {
    const visitor = await Person.visitor(browserOf(look));
    const album = new Album(folder, `${look.name}-visitor`);
    await visitor.page.goto(`${root}/slides`);
    // Until Odoo's lazy scripts have run the button is a link.
    await visitor.page.waitForTimeout(LAZY);
    await album.take("page", visitor.page);
    await album.step("help", visitor.page, async () => {
        await visitor.page.locator(".o_seitech_help").click();
        await visitor.page.locator(".o-seitech-Visit form").waitFor();
    });
    await visitor.close();
}

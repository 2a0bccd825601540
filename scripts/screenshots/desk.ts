/** The agents' desk: who waits, a visitor's conversation and what is beside it. */
import { ChatPage } from "../../tests/helpers/chat_page";
import { Person } from "../../tests/helpers/e2e_browser";
import { Album, browserOf, type Look } from "./album";
import { darken } from "./dark_backend";
import type { SupportScene } from "./support_scene";

/** Milliseconds for the bundle of the desk, which comes after the chat. */
const SLOW_START = 60_000;

export async function pictureDesk(folder: string, look: Look, scene: SupportScene): Promise<void> {
    const person = await Person.signIn("agent", browserOf(look));
    const { page } = person;
    const album = new Album(folder, `${look.name}-desk`);
    if (look.isDark) {
        await darken(page);
    }
    const chat = await openList(page);
    await pictureQueues(album, chat);
    await pictureRequest(album, chat, scene);
    await pictureWriting(album, chat);
    await pictureDialogs(album, chat);
    await pictureAbove(album, chat);
    await person.close();
}

async function openList(page: Person["page"]): Promise<ChatPage> {
    await page.goto("/odoo/chat");
    const chat = new ChatPage(page);
    await chat.find(".o-seitech-DeskList-segment").first().waitFor({ timeout: SLOW_START });
    return chat;
}

async function pictureQueues(album: Album, chat: ChatPage): Promise<void> {
    for (const queue of ["waiting", "mine", "assigned", "chats"]) {
        await album.step(queue, chat.page, async () => {
            await chat.find(`.o-seitech-DeskList-segment[data-queue="${queue}"]`).click();
            await chat.page.waitForTimeout(1_000);
        });
    }
}

async function pictureRequest(album: Album, chat: ChatPage, scene: SupportScene): Promise<void> {
    const { page } = chat;
    for (const [name, id] of [
        ["request-waiting", scene.waiting],
        ["request", scene.own],
    ] as const) {
        await album.step(name, page, async () => {
            await page.goto(`/odoo/chat/${id}`);
            await chat.messages.last().waitFor();
            await chat.find(".o-seitech-DeskBar-line").waitFor({ timeout: SLOW_START });
            await page.waitForTimeout(1_000);
        });
    }
    await album.step("person", page, async () => {
        if (!(await chat.find(".o-seitech-PersonPanel-who").isVisible())) {
            await chat.find(".o-seitech-DeskBar [data-action=person]").click();
        }
        await chat.find(".o-seitech-PersonPanel-who").waitFor();
        await page.waitForTimeout(500);
    });
    if (!(await chat.composer.isVisible())) {
        await page.keyboard.press("Escape");
    }
}

async function pictureWriting(album: Album, chat: ChatPage): Promise<void> {
    const { page } = chat;
    await album.step("answers", page, async () => {
        await chat.composer.fill("");
        await chat.composer.pressSequentially("::h", { delay: 30 });
        await page.getByRole("option").first().waitFor();
    });
    await page.keyboard.press("Escape");
    await chat.composer.fill("");
    await album.step("note", page, async () => {
        await chat.find(".o-seitech-NoteSwitch-choice--note").click();
        await chat
            .find(".o-seitech-NoteComposer-field")
            .last()
            .fill("Please look at the invoice before you answer.");
    });
    await chat.find(".o-seitech-NoteComposer-field").last().fill("");
    await chat.find(".o-seitech-NoteSwitch-choice").first().click();
}

async function pictureDialogs(album: Album, chat: ChatPage): Promise<void> {
    const { page } = chat;
    const more = chat.find(".o-seitech-DeskBar .o-seitech-Menu-button");
    await album.step("more", page, () => more.click());
    await page.keyboard.press("Escape");
    for (const [name, icon] of [
        ["transfer", "fa-share"],
        ["block", "fa-lock"],
        ["spam", "fa-ban"],
    ] as const) {
        await album.step(name, page, async () => {
            const button = chat.find(`.o-seitech-DeskBar-button[data-action="${name}"]`);
            if (await button.isVisible()) {
                await button.click();
            } else {
                await more.click();
                await page.locator(`.o-seitech-Menu:popover-open .${icon}`).click();
            }
            await page.locator(".o-seitech-Dialog").first().waitFor();
        });
        await page.keyboard.press("Escape");
    }
}

/** On the other screens of Odoo. */
async function pictureAbove(album: Album, chat: ChatPage): Promise<void> {
    const { page } = chat;
    await page.goto("/odoo");
    await album.step("systray", page, async () => {
        await page.locator(".o-seitech-Systray-button").click();
        await page.locator(".o-seitech-DeskTray").waitFor({ timeout: SLOW_START });
        await page.waitForTimeout(500);
    });
    await album.step("window", page, async () => {
        await page.locator(".o-seitech-DeskTray-waiting").click();
        await page.locator(".o-seitech-DeskBar-line").first().waitFor();
        await page.waitForTimeout(500);
    });
}

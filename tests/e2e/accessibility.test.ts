/** axe-core finds nothing to complain about, on any surface, in any mode, at any width. */
import type { Page } from "playwright-core";

import { axeViolations } from "../helpers/axe";
import { ChatPage } from "../helpers/chat_page";
import { DESKTOP, Person, peopleTest, PHONE, TABLET } from "../helpers/e2e_browser";
import { arrangeMeeting, type Meeting } from "../helpers/meeting";
import { OdooSession, waitUntil } from "../helpers/odoo_session";

QUnit.module("e2e > accessibility", () => {
    peopleTest("backend: list, conversation, panels, dialogs, windows", async (assert) => {
        const meeting = await everyKindOfMessage();
        const { person, chat } = await meeting.join("instructor", { reducedMotion: "reduce" });
        const { page } = person;
        const check = checker(assert, page);
        await chat.message("Formatted").waitFor();
        await check("conversation");
        await chat.composer.fill("@S");
        await page.getByRole("option").first().waitFor();
        await check("suggestions");
        await chat.composer.fill("");
        await chat.button("Add an emoji").click();
        await page.getByRole("gridcell").first().waitFor();
        await check("emoji picker");
        await page.keyboard.press("Escape");
        await chat.message("Formatted").hover();
        await chat.message("Formatted").locator(".o-seitech-MessageToolbar-menu").click();
        await page.locator(".o-seitech-Menu:popover-open").waitFor();
        await check("menu of a message");
        await page.keyboard.press("Escape");
        for (const name of ["Search in this conversation", "Members", "Pinned messages"]) {
            await chat.button(name).click();
            await chat.panel.waitFor();
            await check(name);
        }
        await chat.chooseFromHeader("Settings");
        await check("settings");
        await page.keyboard.press("Escape");
        await chat.timeline.getByText("1 reply").click();
        await chat.thread.getByText("An answer").waitFor();
        await check("thread");
        await page.keyboard.press("Escape");
        await chat.button("New conversation").click();
        await page
            .getByRole("dialog", { name: "New conversation" })
            .getByRole("searchbox")
            .waitFor();
        await check("new conversation");
        await page.keyboard.press("Escape");
        await page.evaluate(() => document.documentElement.setAttribute("data-bs-theme", "dark"));
        await check("a dark theme");

        await page.goto("/odoo/apps");
        await page.getByRole("button", { name: /E-learning chat/ }).click();
        await page.locator(".o-seitech-Systray-rows button").first().waitFor();
        await check("top bar");
        await page.locator(".o-seitech-Systray-list").getByText(meeting.name).click();
        const small = new ChatPage(page).window(meeting.name);
        await small.message("Formatted").waitFor();
        await check("window");
        await small.button("Full screen").click();
        await page.locator("dialog.o-seitech-Fullscreen").waitFor();
        await check("full screen");
    });

    for (const viewport of [DESKTOP, TABLET, PHONE]) {
        peopleTest(`portal at ${viewport.width} px`, async (assert) => {
            const meeting = await everyKindOfMessage();
            const { person, chat } = await meeting.join("student", {
                viewport,
                reducedMotion: "reduce",
            });
            const check = checker(assert, person.page);
            await chat.message("Formatted").waitFor();
            await check("conversation");
            await person.page.goto("/my/chat");
            await chat.row(meeting.name).waitFor();
            await check("list");
            await person.page.goto("/");
            await person.page.getByRole("button", { name: /^Chat/ }).click();
            await chat.row(meeting.name).waitFor();
            await check("bubble");
        });
    }

    peopleTest("from right to left", async (assert) => {
        const meeting = await everyKindOfMessage();
        const admin = await OdooSession.signIn("admin");
        const found = await admin.callKwOk("res.lang", "search", [[["code", "=", "ar_001"]]], {
            context: { active_test: false },
        });
        await admin.callKwOk("res.lang", "write", [found, { active: true }]);
        const reader = meeting.session("instructor").userId;
        await admin.callKwOk("res.users", "write", [[reader], { lang: "ar_001" }]);
        OdooSession.forget("instructor");
        try {
            const { page } = await Person.signIn("instructor", { reducedMotion: "reduce" });
            const chat = await ChatPage.openBackend(page, meeting.channelId);
            await chat.message("Formatted").waitFor();
            await turnStyles(page);
            await waitUntil("the list stands on the right", async () => {
                const list = await chat.list.boundingBox();
                const text = await chat.timeline.boundingBox();
                return (list?.x ?? 0) > (text?.x ?? 0);
            });
            await checker(assert, page)("right to left");
        } finally {
            await admin.callKwOk("res.users", "write", [[reader], { lang: "en_US" }]);
            OdooSession.forget("instructor");
        }
    });
});

function checker(assert: Assert, page: Page) {
    return async (what: string): Promise<void> => {
        assert.deepEqual(await axeViolations(page), [], what);
    };
}

/**
 * Odoo turns its styles, and the direction of the page with them, by a program that need not be
 * installed. The chat's own know no left and right: they follow the direction.
 */
async function turnStyles(page: Page): Promise<void> {
    await page.evaluate(() => {
        for (const rule of [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])) {
            if (rule instanceof CSSStyleRule && rule.style.direction === "ltr") {
                rule.style.direction = "rtl";
            }
        }
        document.documentElement.setAttribute("dir", "rtl");
    });
    // Sheets that come later as well.
    await page.addStyleTag({ content: "body { direction: rtl !important }" });
}

/** A conversation with everything in it that can stand in one. */
async function everyKindOfMessage(): Promise<Meeting> {
    const meeting = await arrangeMeeting("Axe", ["instructor", "student", "student2"]);
    await meeting.manager.apiOk("close", { channel_id: meeting.channelId });
    await meeting.manager.apiOk("reopen", { channel_id: meeting.channelId });
    await meeting.manager.apiOk("members/role", {
        channel_id: meeting.channelId,
        user_id: meeting.session("instructor").userId,
        role: "moderator",
    });
    const asked = await meeting.say("student2", "A question with a link: https://example.com/a");
    await meeting.say("instructor", "An answer", { parent_id: asked });
    const deleted = await meeting.say("student", "To be deleted");
    await meeting.session("student").apiOk("delete", { message_id: deleted });
    const edited = await meeting.say("student", "Formtated");
    await meeting.session("student").apiOk("edit", {
        message_id: edited,
        content: "Formatted: **bold** *italic* `code` @Ines Instructor\n\n- one\n- two",
    });
    await meeting.session("instructor").apiOk("pin", { message_id: edited, pinned: true });
    for (const login of ["student", "student2"]) {
        const reaction = { message_id: edited, emoji: "👍", action: "add" };
        await meeting.session(login).apiOk("reaction", reaction);
    }
    return meeting;
}

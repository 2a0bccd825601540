/** Everything by keyboard, and small screens. */
import { ChatPage } from "../helpers/chat_page";
import { DESKTOP, Person, peopleTest, PHONE, TABLET } from "../helpers/e2e_browser";
import { arrangeMeeting } from "../helpers/meeting";

QUnit.module("e2e > keyboard", () => {
    peopleTest("open, write, react, edit, ask for help without a mouse", async (assert) => {
        const meeting = await arrangeMeeting("Keys", ["instructor", "student"]);
        await meeting.say("instructor", "Good morning");
        const { page } = await Person.signIn("student");
        const chat = await ChatPage.openPortal(page);
        const keys = page.keyboard;
        await chat.row(meeting.name).waitFor();

        const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
        await keys.press("?");
        await help.waitFor();
        await keys.press("Escape");
        await help.waitFor({ state: "detached" });
        await tabInto(chat);
        await keys.press("Control+k");
        await keys.type(meeting.name);
        await keys.press("ArrowDown");
        await keys.press("Enter");
        await chat.message("Good morning").waitFor();
        await page.waitForFunction(() => document.activeElement?.matches("textarea"));
        await keys.type("Good mornign");
        await keys.press("Enter");
        await chat.delivery("Good mornign", "Sent").waitFor();

        await chat.timeline.locator("[data-row][tabindex='0']").focus();
        await keys.press("ArrowUp");
        await chat.message("Good morning").locator(".o-seitech-MessageToolbar").waitFor();
        await keys.press("Enter");
        await page.locator(".o-seitech-Menu-item:focus").waitFor();
        await keys.press("Enter");
        await page.getByRole("dialog", { name: "Emoji" }).waitFor();
        await page.getByRole("gridcell").first().waitFor();
        await keys.type("red heart");
        await keys.press("Enter");
        await chat.message("Good morning").locator(".o-seitech-Reactions-group").first().waitFor();

        await chat.timeline.locator("[data-row]").last().focus();
        await chat.message("Good mornign").locator(".o-seitech-MessageToolbar").waitFor();
        await keys.press("Enter");
        await page.locator(".o-seitech-Menu-item:focus").waitFor();
        await keys.type("e");
        await keys.press("Enter");
        await chat.find(".o-seitech-MessageEditor").waitFor();
        await keys.press("Control+a");
        await keys.type("Good evening");
        await keys.press("Enter");
        await chat.message("Good evening").getByText("edited").waitFor();
        assert.ok(
            await chat.message("Good evening").evaluate((row) => row === document.activeElement),
            "the focus is on the message that was edited",
        );
        await keys.press("?");
        await help.waitFor();
        await keys.press("Escape");
        await help.waitFor({ state: "detached" });
        assert.ok(
            await page.evaluate(() => document.activeElement?.closest("[data-row]") !== null),
            "and is there again after the help",
        );
    });

    for (const viewport of [DESKTOP, TABLET, PHONE, { width: 320, height: 640 }]) {
        peopleTest(`panels fit at ${viewport.width} px`, async (assert) => {
            const meeting = await arrangeMeeting("Narrow", ["instructor", "student"]);
            const id = await meeting.say(
                "student",
                `${"long".repeat(60)} https://example.com/${"x".repeat(200)}`,
            );
            await meeting.say("instructor", "An answer", { parent_id: id });
            const { chat } = await meeting.join("student", { viewport });
            await chat.message("An answer").waitFor();
            for (const name of [
                "Search in this conversation",
                "Members",
                "Pinned messages",
                "Settings",
            ]) {
                await openPanel(chat, name);
                await chat.panel.waitFor();
                assert.strictEqual(await sidewaysScroll(chat), 0, `${name}: no sideways scroll`);
                await chat.panel.getByRole("button", { name: "Close" }).click();
            }
            await chat.timeline.getByText("1 reply").click();
            await chat.thread.waitFor();
            assert.strictEqual(await sidewaysScroll(chat), 0, "thread: no sideways scroll");
        });
    }
});

/** Walks from the top of the page into the chat. */
async function tabInto({ page, list }: ChatPage): Promise<void> {
    for (let step = 0; step < 40; step++) {
        await page.keyboard.press("Tab");
        if (await list.evaluate((element) => element.contains(document.activeElement))) {
            return;
        }
    }
    throw new Error("the Tab key does not lead into the chat");
}

/** By its button where there is room for one, else from the menu. */
async function openPanel(chat: ChatPage, name: string): Promise<void> {
    const button = chat.find(`.o-seitech-ConversationHeader-quick[aria-label="${name}"]`);
    if (await button.isVisible()) {
        await button.click();
    } else {
        await chat.chooseFromHeader(name);
    }
}

function sidewaysScroll({ page }: ChatPage): Promise<number> {
    return page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
}

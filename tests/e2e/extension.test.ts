/** Another Odoo module adds to the chat, and opens it: doc/extending.md, installed and used. */
import type { Page } from "playwright-core";

import { ChatPage } from "../helpers/chat_page";
import { Person, peopleTest } from "../helpers/e2e_browser";
import { installExample, uninstallExample } from "../helpers/example_module";
import { arrangeMeeting, type Meeting } from "../helpers/meeting";
import { ODOO_URL, OdooSession } from "../helpers/odoo_session";

const GROUP = ["instructor", "student", "student2"];
/** Odoo loads its modules anew, and the next page compiles all assets. */
const INSTALLING_MS = 240_000;
const THANKS = "Thank you for your question.";

QUnit.module("e2e > extension", (hooks) => {
    hooks.before(async (assert) => {
        assert.timeout(INSTALLING_MS);
        await installExample();
    });
    hooks.after(async (assert) => {
        assert.timeout(INSTALLING_MS);
        await uninstallExample();
    });

    peopleTest("what a module adds is there in the backend, and works", async (assert) => {
        const meeting = await arrangeMeeting("Extended", GROUP);
        await meeting.say("student", "How do I begin?");
        const { chat } = await meeting.join("instructor");
        await useWhatWasAdded(assert, chat, meeting, "How do I begin?");
    });

    peopleTest("and on the portal, where the chat is loaded late", async (assert) => {
        const meeting = await arrangeMeeting("Extended", GROUP);
        await meeting.say("instructor", "Begin with chapter two.");
        const { chat } = await meeting.join("student");
        await useWhatWasAdded(assert, chat, meeting, "Begin with chapter two.");
    });

    peopleTest("a component of the backend opens conversations, in each mode", async (assert) => {
        const meeting = await arrangeMeeting("Opened", GROUP);
        const { page } = await Person.signIn("instructor");
        await page.goto(`${ODOO_URL}/odoo`);
        await page.getByRole("button", { name: "Ask", exact: true }).click();
        const chat = new ChatPage(page);
        const admin = await nameOfUser(2);
        await chat.window(admin).composer.waitFor();
        assert.ok(true, "useService, openDirect: in a window");

        const student = await OdooSession.signIn("student");
        await callService(page, "openDirect", student.userId);
        await chat.window("Sam Student").composer.waitFor();

        await callService(page, "open", meeting.channelId, { mode: "fullscreen" });
        const fullscreen = new ChatPage(page, page.locator(".o-seitech-Fullscreen"));
        await fullscreen.find(heading(meeting.name)).waitFor();
        await callService(page, "openDirect", student.userId);
        await fullscreen.find(heading("Sam Student")).waitFor();
        assert.ok(true, "the whole chat takes what would have floated above it");
        await callService(page, "open", meeting.channelId, { mode: "sidebar" });
        await fullscreen.find("header").first().waitFor({ state: "detached" });
        await page.waitForURL(`**/chat/${meeting.channelId}`);
        await chat.find(heading(meeting.name)).waitFor();
        await callService(page, "openDirect", student.userId);
        await chat.find(heading("Sam Student")).waitFor();
        assert.strictEqual(await page.locator(".o-seitech-ChatWindow").count(), 0);
    });

    peopleTest("a page of the website opens them before there is a chat", async (assert) => {
        const meeting = await arrangeMeeting("Opened", ["instructor2", "student3"]);
        const instructor = await OdooSession.signIn("instructor2");
        const { page } = await Person.signIn("student3");
        const chat = new ChatPage(page);
        await page.goto(ODOO_URL);
        assert.strictEqual(await page.locator(".o-seitech-Bubble").count(), 0, "only the button");
        await callService(page, "openInstructor", instructor.userId, await courseId());
        await chat.window("Ivan Instructor").composer.waitFor();
        assert.ok(
            await chat
                .window("Ivan Instructor")
                .find("header")
                .getByText("Academic Writing")
                .isVisible(),
        );

        await callService(page, "open", meeting.channelId);
        await chat.window(meeting.name).composer.waitFor();
        await callService(page, "open", meeting.channelId, { mode: "fullscreen" });
        await page.locator(".o-seitech-Fullscreen").locator(heading(meeting.name)).waitFor();
        await page.keyboard.press("Escape");
        await callService(page, "open", meeting.channelId, { mode: "sidebar" });
        await page.waitForURL(`**/my/chat?channel=${meeting.channelId}`);
        await chat.find(heading(meeting.name)).waitFor();
    });

    peopleTest("who is not signed in is asked to do so", async (assert) => {
        const { page } = await Person.visitor();
        await page.goto(ODOO_URL);
        await callService(page, "openDirect", 2);
        await page.waitForURL("**/web/login**");
        assert.ok(decodeURIComponent(page.url()).includes("/my/chat"), "and led there");
    });
});

/** Each of the four lists has one item more, and the header one badge. */
async function useWhatWasAdded(
    assert: Assert,
    chat: ChatPage,
    meeting: Meeting,
    text: string,
): Promise<void> {
    const message = chat.message(text);
    await message.waitFor();
    assert.strictEqual(
        await chat.find(".o-seitech-ConversationHeader .badge").innerText(),
        "group",
        "a template of the chat is extended",
    );
    await message.hover();
    await message.getByRole("button", { name: "Done", exact: true }).click();
    await message.locator(".o-seitech-Reactions").getByText("✅").waitFor();
    assert.ok(true, "an action for messages");

    await chat.find(".o-seitech-ComposerToolbar .o-seitech-Menu-button").click();
    await chat.page.getByRole("menuitem", { name: "Say thank you" }).click();
    assert.strictEqual(await chat.composer.inputValue(), THANKS, "an action for the composer");
    await chat.composer.fill("");

    await chat.chooseFromHeader("Read it later");
    await chat.unreadBadge(meeting.name).waitFor();
    assert.ok(true, "an action for the header");

    await chat.button("In twos").click();
    await chat.row(meeting.name).waitFor({ state: "detached" });
    assert.ok((await chat.rows.count()) > 0, "a filter");
    await chat.button("All").click();
    await chat.chooseForRow(meeting.name, "Mark as read");
}

const heading = (name: string): string =>
    `.o-seitech-ConversationHeader-name:has-text(${JSON.stringify(name)})`;

/** Calls the service as a component of another module does. */
async function callService(page: Page, method: string, ...values: readonly unknown[]) {
    const service = "odoo.__WOWL_DEBUG__.root.env.services.seitech_chat";
    await page.waitForFunction(`globalThis.odoo?.__WOWL_DEBUG__ && ${service}`);
    // Nobody waits for it: it may lead to another page.
    await page.evaluate(`void ${service}.${method}(...${JSON.stringify(values)})`);
}

async function nameOfUser(id: number): Promise<string> {
    const admin = await OdooSession.signIn("admin");
    const [user] = (await admin.callKwOk("res.users", "read", [[id], ["name"]])) as [
        { name: string },
    ];
    return user.name;
}

async function courseId(): Promise<number> {
    const admin = await OdooSession.signIn("admin");
    const domain = [["name", "=", "Academic Writing"]];
    const [id] = (await admin.callKwOk("slide.channel", "search", [domain])) as [number];
    return id;
}

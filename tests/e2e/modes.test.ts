/** Where the chat is found: pages with an address, windows above other pages, the website. */
import type { Page, Request } from "playwright-core";

import { ChatPage } from "../helpers/chat_page";
import { createCrowd } from "../helpers/crowd";
import { Person, peopleTest, PHONE } from "../helpers/e2e_browser";
import { createGroupChannel } from "../helpers/group_channel";
import { arrangeMeeting } from "../helpers/meeting";

const GROUP = ["instructor", "student"];

QUnit.module("e2e > modes", () => {
    peopleTest("backend: an address for each conversation, and the way back", async (assert) => {
        const one = await arrangeMeeting("First", GROUP);
        const other = await arrangeMeeting("Second", GROUP);
        await one.say("student", "Here is one");
        await other.say("student", "Here is the other");
        const { person, chat } = await one.join("instructor");
        await chat.message("Here is one").waitFor();
        await chat.open(other.name);
        await person.page.waitForURL(`**/odoo/chat/${other.channelId}`);
        await person.page.goBack();
        await chat.message("Here is one").waitFor();
        await person.page.waitForURL(`**/odoo/chat/${one.channelId}`);
        await person.page.goForward();
        await chat.message("Here is the other").waitFor();
        assert.ok(true, "back and forward lead from one to the other");
    });

    peopleTest("backend: top bar, windows over any screen, full screen", async (assert) => {
        const meeting = await arrangeMeeting("Windows", GROUP);
        await meeting.say("student", "Look at this");
        const { page } = await Person.signIn("instructor");
        await page.goto("/odoo/apps");
        const item = page.getByRole("button", { name: /E-learning chat, \d+\+? unread/ });
        await item.waitFor({ timeout: 60_000 });
        await page.waitForFunction(() => /^\(\d+\+?\)/.test(document.title));
        assert.ok(true, "the title counts as well");
        await item.click();
        await page.locator(".o-seitech-Systray-list").getByText(meeting.name).click();
        const chat = new ChatPage(page).window(meeting.name);
        await chat.message("Look at this").waitFor();
        await chat.write("Seen, thank you");
        await chat.delivery("Seen, thank you", "Sent").waitFor();

        await page.reload();
        await chat.message("Seen, thank you").waitFor();
        await chat.button("Minimise").click();
        const head = page.locator(".o-seitech-ChatHead-open");
        await head.waitFor();
        await page.reload();
        await head.waitFor();
        await meeting.say("student", "One more thing");
        await head.locator(".o-seitech-ChatHead-unread").getByText("1").waitFor();
        await head.click();
        await chat.message("One more thing").waitFor();
        await head.waitFor({ state: "detached" });

        await chat.button("Full screen").click();
        const full = page.locator("dialog.o-seitech-Fullscreen");
        await full.waitFor();
        assert.ok(await full.locator(".o-seitech-ChannelList").isVisible(), "all of the chat");
        await page.keyboard.press("Escape");
        await full.waitFor({ state: "detached" });
        await chat.button("Close").click();
        await page.locator(".o-seitech-ChatWindow").waitFor({ state: "detached" });
    });

    peopleTest("website: nothing is loaded until somebody wants it", async (assert) => {
        const [somebody] = await createCrowd(1);
        const login = somebody?.login ?? "";
        const { page } = await Person.signIn(login);
        const asked = watchRequests(page);
        await page.goto("/");
        const button = page.getByRole("button", { name: "Chat", exact: true });
        await button.waitFor();
        await page.waitForLoadState("networkidle");
        assert.deepEqual(asked, [], "no part of the chat, and no question to the server");

        const channel = await createGroupChannel(`Bubble ${login.slice(0, 14)}`, ["instructor"]);
        await channel.manager.callKwOk("seitech.chat.channel", "write", [
            [channel.id],
            { member_ids: [[4, somebody?.userId]] },
        ]);
        await channel.people[0]?.apiOk("send", { channel_id: channel.id, content: "Welcome!" });
        await page.reload();
        await page.getByRole("button", { name: "Chat, 1 unread" }).click();
        const chat = await ChatPage.whenReady(page);
        await chat.row("Bubble").click();
        const small = chat.window("Bubble");
        await small.message("Welcome!").waitFor();
        await small.write("Glad to be here");
        await small
            .delivery("Glad to be here", "Sent")
            .or(small.delivery("Glad to be here", "Seen"))
            .waitFor();
        await page.goto("/contactus");
        await small.message("Glad to be here").waitFor();
        assert.ok(true, "the window is there on the next page");
        await page.setViewportSize(PHONE);
        assert.ok(await small.composer.isVisible(), "on a phone too");
    });

    peopleTest("a link to a message leads everybody to it", async (assert) => {
        const meeting = await arrangeMeeting("Links", GROUP);
        const messageId = await meeting.say("student", "The place in question");
        for (let number = 0; number < 40; number++) {
            await meeting.say("student", `Later ${number}`);
        }
        for (const login of GROUP) {
            const { page } = await Person.signIn(login);
            await page.goto(`/chat/${meeting.channelId}/${messageId}`);
            const chat = await ChatPage.whenReady(page);
            await chat
                .find(".o-seitech-Message--highlighted")
                .filter({ hasText: "The place in question" })
                .waitFor();
            assert.ok(true, `${login} is there`);
        }
    });
});

/** Everything of the chat that a page asks for, but the few bytes that are on every page. */
function watchRequests(page: Page): string[] {
    const asked: string[] = [];
    page.on("request", (request: Request) => {
        const { pathname } = new URL(request.url());
        // What makes the button is there for everybody who is signed in.
        if (/seitech_elearning\.assets_(?!member)|\/api\/chat|emoji/.test(pathname)) {
            asked.push(pathname);
        }
    });
    return asked;
}

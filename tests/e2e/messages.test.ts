/** What people do with messages: an instructor in the backend, a student on the portal. */
import type { ChatPage } from "../helpers/chat_page";
import { peopleTest } from "../helpers/e2e_browser";
import { arrangeMeeting } from "../helpers/meeting";
import { waitUntil } from "../helpers/odoo_session";

const GROUP = ["instructor", "student", "student2"];
/** More than two pages of history. */
const LONG_AGO = 130;

QUnit.module("e2e > messages", () => {
    peopleTest("answer with a quote, in a thread, react, pin", async (assert) => {
        const meeting = await arrangeMeeting("Answers", GROUP);
        await meeting.manager.apiOk("members/role", {
            channel_id: meeting.channelId,
            user_id: meeting.session("instructor").userId,
            role: "moderator",
        });
        await meeting.say("student", "Where is exercise 4?");
        const { chat: backend } = await meeting.join("instructor");
        const { chat: portal } = await meeting.join("student");
        const question = backend.message("Where is exercise 4?");

        await backend.choose(question, "Reply");
        await backend.write("In the second folder");
        const quote = portal.message("In the second folder").locator(".o-seitech-Quote");
        await quote.waitFor();
        assert.ok((await quote.innerText()).includes("Where is exercise 4?"), "it is quoted");
        await quote.click();
        await portal
            .find(".o-seitech-Message--highlighted")
            .filter({ hasText: "Where is exercise 4?" })
            .waitFor();
        assert.ok(true, "the quote leads to what it answers");

        await portal.message("Where is exercise 4?").getByText("1 reply").click();
        await portal.thread.getByText("In the second folder").waitFor();
        await portal.thread.getByRole("textbox").fill("Found it, thanks");
        await portal.thread.getByRole("textbox").press("Enter");
        await backend.message("Found it, thanks").waitFor();
        await question.getByText("2 replies").waitFor();
        await portal.page.keyboard.press("Escape");
        await portal.thread.waitFor({ state: "detached" });

        await question.hover();
        await question.getByRole("button", { name: "Add a reaction" }).click();
        await backend.pickEmoji("thumbs up", "thumbs up");
        const reaction = portal
            .message("Where is exercise 4?")
            .getByRole("button", { name: /👍|thumbs up/i });
        await reaction.waitFor();
        await reaction.hover();
        await portal.page.locator(".o-seitech-Reactions-names").waitFor();
        assert.ok(
            (await portal.page.locator(".o-seitech-Reactions-names").innerText()).includes("Ines"),
            "it says who reacted",
        );
        await reaction.click();
        await question.locator(".o-seitech-Reactions-group", { hasText: "2" }).waitFor();
        await reaction.click();
        await question.locator(".o-seitech-Reactions-group", { hasText: "1" }).waitFor();

        await backend.choose(backend.message("In the second folder"), "Pin");
        await portal.message("In the second folder").getByRole("img", { name: "Pinned" }).waitFor();
        await portal.button("Pinned messages").click();
        await portal.panel.getByText("In the second folder").waitFor();
        assert.ok(true, "and the list of pinned messages has it");
    });

    peopleTest("edit, delete, think again, mark as unread", async (assert) => {
        const meeting = await arrangeMeeting("Changes", GROUP);
        const { chat: backend } = await meeting.join("instructor");
        const { chat: portal } = await meeting.join("student");
        await portal.write("Teh answer is **42**");
        const mine = portal.message("answer is 42");
        await portal.delivery("answer is 42", "Sending").waitFor({ state: "detached" });
        assert.strictEqual(
            await mine.locator("strong").innerText(),
            "42",
            "what is written like this is shown like this",
        );

        await portal.choose(mine, "Edit");
        const editor = portal.find(".o-seitech-MessageEditor textarea");
        await editor.fill("The answer is `42`");
        await portal.button("Save").click();
        await backend.message("The answer is 42").getByText("edited").waitFor();
        assert.strictEqual(await backend.find(".o-seitech-Message-body code").innerText(), "42");

        await portal.choose(portal.message("The answer is 42"), "Delete");
        await portal.message("The answer is 42").waitFor({ state: "detached" });
        await portal.notice.getByRole("button", { name: "Undo" }).click();
        await portal.message("The answer is 42").waitFor();
        assert.ok(await backend.message("The answer is 42").isVisible(), "nobody else noticed");

        await portal.choose(portal.message("The answer is 42"), "Delete");
        await backend.timeline.getByText("This message was deleted").waitFor();
        assert.strictEqual(await backend.message("The answer is 42").count(), 0, "it is gone");

        await meeting.say("student2", "one");
        await meeting.say("student2", "two");
        await meeting.say("student2", "three");
        await backend.message("three").waitFor();
        await backend.unreadBadge(meeting.name).waitFor({ state: "detached" });
        await backend.choose(backend.message("two"), "Mark as unread from here");
        await waitUntil("the server counts two unread", async () => {
            const { channels } = await meeting.session("instructor").apiOk("channels", {});
            const found = (channels as { id: number; unread_count: number }[]).find(
                ({ id }) => id === meeting.channelId,
            );
            return found?.unread_count === 2;
        });
        await backend.unreadBadge(meeting.name).filter({ hasText: "2" }).waitFor();
    });

    peopleTest("mentions, system messages, who has seen what", async (assert) => {
        const meeting = await arrangeMeeting("Mentions", GROUP);
        await meeting.say("student2", "Hello everybody");
        const { chat: backend } = await meeting.join("instructor");
        const { person, chat: portal } = await meeting.join("student");
        await backend.message("Hello everybody").waitFor();
        await portal
            .find(".o-seitech-SeenBy")
            .getByRole("presentation")
            .or(portal.find(".o-seitech-SeenBy[aria-label*='Ines']"))
            .first()
            .waitFor();
        assert.ok(true, "a face stands at the last message somebody has read");

        await person.page.goto("/my/chat");
        await portal.row(meeting.name).waitFor();
        await backend.composer.pressSequentially("@Sam", { delay: 30 });
        await backend.page.getByRole("option", { name: "Sam Student" }).waitFor();
        await backend.page.keyboard.press("Enter");
        await backend.composer.pressSequentially("see above :tada", { delay: 30 });
        await backend.page.getByRole("option", { name: /party_popper/ }).waitFor();
        await backend.page.keyboard.press("Enter");
        await backend.page.keyboard.press("Enter");
        await portal.row(meeting.name).getByRole("img", { name: "You are mentioned" }).waitFor();
        await portal.open(meeting.name);
        const mention = portal.find(".o-seitech-Message--mention");
        await mention.waitFor();
        assert.ok((await mention.innerText()).includes("@Sam Student see above 🎉"));
        assert.strictEqual(await backend.find(".o-seitech-Message--mention").count(), 0);

        await meeting.manager.apiOk("members/remove", {
            channel_id: meeting.channelId,
            user_id: meeting.session("student2").userId,
        });
        await portal.find(".o-seitech-Message-system").filter({ hasText: "Sofia" }).waitFor();
        assert.ok(true, "what happens to the channel is told in it");
    });

    peopleTest("a long history: scroll, search, jump, come back", async (assert) => {
        const meeting = await arrangeMeeting("History", GROUP);
        for (let number = 0; number < LONG_AGO; number++) {
            await meeting.say("student", number === 3 ? "the needle" : `Message ${number}`);
        }
        const { chat } = await meeting.join("instructor");
        const newest = `Message ${LONG_AGO - 1}`;
        await chat.message(newest).waitFor();

        await chat.button("Search in this conversation").click();
        await chat.panel.getByRole("searchbox").fill("needle");
        await chat.panel.getByRole("button", { name: /the needle/ }).click();
        await chat.message("the needle").waitFor();
        assert.ok(await isInSight(chat, "the needle"), "it is in sight");
        assert.strictEqual(await chat.message(newest).count(), 0, "far from the newest message");
        await meeting.say("student", "News from far below");
        const jump = chat.find(".o-seitech-Timeline-jump");
        await jump.click();
        await chat.message("News from far below").waitFor();
        await waitUntil("the newest is in sight", () => isInSight(chat, "News from far below"));

        // Reading upwards: what is in sight stays where it is while older messages come in.
        const read = chat.message(await middleText(chat));
        const place = (await read.boundingBox())?.y ?? 0;
        await chat.page.waitForTimeout(1_500);
        const moved = Math.abs(((await read.boundingBox())?.y ?? 9_999) - place);
        assert.ok(moved < 2, `the message that is being read has moved by ${moved} px`);
        const seen = new Set<string>();
        await waitUntil(
            "everything can be reached by scrolling",
            async () => {
                (await chat.texts()).forEach((text) => seen.add(text));
                await chat.timeline.evaluate((viewport) => {
                    viewport.scrollTop = 0;
                });
                return seen.has("Message 0");
            },
            30_000,
        );
        assert.strictEqual(seen.size, LONG_AGO + 1, "and nothing is left out");
        assert.ok((await chat.messages.count()) < LONG_AGO, "not all of it is on the page");
    });
});

/** Whether a message is before the reader's eyes. */
async function isInSight(chat: ChatPage, text: string): Promise<boolean> {
    const box = await chat.message(text).boundingBox();
    const view = await chat.timeline.boundingBox();
    return !!box && !!view && box.y >= view.y && box.y + box.height <= view.y + view.height + 1;
}

/** Scrolls to the top; @returns the text of the message that is then in the middle. */
function middleText({ timeline }: ChatPage): Promise<string> {
    return timeline.evaluate((viewport) => {
        viewport.scrollTop = 0;
        const { x, y, width, height } = viewport.getBoundingClientRect();
        const rows = [...viewport.querySelectorAll<HTMLElement>(".o-seitech-Message")];
        const row = rows.find((one) => one.getBoundingClientRect().bottom > y + height / 2);
        return x + width > 0
            ? (row?.querySelector("[dir=auto].o-seitech-Message-body")?.textContent ?? "")
            : "";
    });
}

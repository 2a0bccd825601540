/** What somebody writes stays theirs: over reloads, in other tabs, and when it cannot be sent. */
import { ChatPage } from "../helpers/chat_page";
import { peopleTest } from "../helpers/e2e_browser";
import { arrangeMeeting } from "../helpers/meeting";

/** Characters a message may have. */
const LIMIT = 10_000;

QUnit.module("e2e > composer", () => {
    peopleTest("drafts outlive the page and are one for all tabs", async (assert) => {
        const meeting = await arrangeMeeting("Drafts", ["instructor", "student"]);
        await meeting.say("instructor", "How far are you?");
        const { person, chat } = await meeting.join("student");
        await chat.choose(chat.message("How far are you?"), "Reply");
        await chat.composer.fill("First line");
        await chat.composer.press("Shift+Enter");
        await chat.composer.pressSequentially("second line");
        await person.page.reload();
        const again = await ChatPage.whenReady(person.page);
        await again.composer.waitFor();
        assert.strictEqual(await again.composer.inputValue(), "First line\nsecond line");
        assert.ok(await again.find(".o-seitech-Composer-answered").isVisible(), "with its quote");

        const second = await ChatPage.openPortal(await person.newTab());
        await second.row(meeting.name).getByText("Draft:").waitFor();
        await second.open(meeting.name);
        await second.composer.fill("Written in the other tab");
        await again.page.waitForFunction(
            () =>
                document.querySelector<HTMLTextAreaElement>(".o-seitech-Composer textarea")
                    ?.value === "Written in the other tab",
        );
        await second.composer.press("Enter");
        await again.message("Written in the other tab").waitFor();
        assert.strictEqual(await again.composer.inputValue(), "", "sent is sent, everywhere");

        await again.composer.fill("x".repeat(LIMIT + 1));
        await again.find(".o-seitech-MessageInput-counter--over").getByText("-1").waitFor();
        assert.ok(await again.button("Send").isDisabled(), "too long is said, not cut");
        await again.composer.fill("");
    });

    peopleTest("not sent: it says why, and nothing is lost", async (assert) => {
        const meeting = await arrangeMeeting("Refusals", ["instructor", "student"]);
        const { person, chat } = await meeting.join("student");
        await person.context.route("**/api/chat/send", (route) => route.abort());
        await chat.write("Just in time?");
        await chat.delivery("Just in time?", "Sending").waitFor();
        await meeting.manager.apiOk("close", { channel_id: meeting.channelId });
        await chat.find(".o-seitech-Composer-closed").waitFor();
        await person.context.unroute("**/api/chat/send");

        const failure = chat.find(".o-seitech-OutboxFailure");
        await failure.waitFor({ timeout: 60_000 });
        assert.ok((await failure.innerText()).length > "Try againEditDelete".length + 10, "why");
        await person.page.reload();
        await failure.waitFor();
        assert.ok(true, "it outlives the page");
        await meeting.manager.apiOk("reopen", { channel_id: meeting.channelId });
        await chat.composer.waitFor();
        await failure.getByRole("button", { name: "Try again" }).click();
        await chat.delivery("Just in time?", "Sent").waitFor();
        assert.strictEqual(await chat.message("Just in time?").count(), 1);
        person.forgiveConsole(/ERR_FAILED|status of 4\d\d/);
    });
});

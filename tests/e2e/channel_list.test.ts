/** The list of conversations: what stands in it, how to find something, what to do with a row. */
import { randomUUID } from "node:crypto";

import { ChatPage } from "../helpers/chat_page";
import { Person, peopleTest } from "../helpers/e2e_browser";
import { arrangeMeeting } from "../helpers/meeting";

const GROUP = ["instructor", "student", "student2"];

QUnit.module("e2e > channel list", () => {
    peopleTest("it lives: typing, preview, badge, sections, presence", async (assert) => {
        const meeting = await arrangeMeeting("Lively", GROUP);
        await meeting.say("student2", "Is somebody there?");
        const student = await Person.signIn("student");
        const portal = await ChatPage.openPortal(student.page);
        const { chat: backend } = await meeting.join("instructor");
        await portal.row(meeting.name).waitFor();
        await portal
            .row("Ines Instructor")
            .getByRole("img", { name: "Online" })
            .waitFor({ timeout: 60_000 });
        assert.ok(true, "a dot tells that the instructor is there");

        await backend.composer.pressSequentially("On my way", { delay: 20 });
        await portal.row(meeting.name).getByText("Ines Instructor is typing…").waitFor();
        await backend.composer.press("Enter");
        const last = portal.row(meeting.name).locator(".o-seitech-ChannelRow-preview");
        await last.filter({ hasText: /^\s*Ines Instructor:\s*On my way\s*$/ }).waitFor();
        assert.strictEqual(await portal.row(meeting.name).locator("time").innerText(), "now");
        await portal.unreadBadge(meeting.name).filter({ hasText: "2" }).waitFor();
        await portal.find("section[aria-label=Unread]").getByText(meeting.name).waitFor();
        await portal.composer.waitFor({ state: "detached" });

        await portal.chooseForRow(meeting.name, "Keep at the top of the list");
        const pinned = portal.find("section[aria-label=Pinned]");
        await pinned.getByText(meeting.name).waitFor();
        await portal.chooseForRow(meeting.name, "Mark as read");
        await portal.unreadBadge(meeting.name).waitFor({ state: "detached" });
        await portal.chooseForRow(meeting.name, "Mark as unread");
        await portal.unreadBadge(meeting.name).waitFor();
        await portal.chooseForRow(meeting.name, "Mute until I switch it on");
        await portal.row(meeting.name).getByRole("img", { name: "Muted" }).waitFor();

        await student.page.reload();
        await pinned.getByText(meeting.name).waitFor();
        assert.ok(
            await portal.row(meeting.name).getByRole("img", { name: "Muted" }).isVisible(),
            "all of it is kept",
        );
        assert.ok(await portal.unreadBadge(meeting.name).isVisible(), "unread as well");
    });

    peopleTest("find something: search, filters, what is hidden", async (assert) => {
        const meeting = await arrangeMeeting("Findable", GROUP);
        await meeting.say("student", "Can you find me?");
        const { page } = await Person.signIn("instructor");
        const chat = await ChatPage.openBackend(page);
        await chat.row(meeting.name).waitFor();
        const field = chat.list.getByRole("searchbox");

        await field.fill("sofia");
        await chat.row("Sofia Student").first().waitFor();
        await chat.row("Ada Agent").waitFor({ state: "detached" });
        assert.ok(true, "and nothing else");
        await field.fill("beginners");
        await chat.row("Statistics for Beginners").waitFor();
        await field.fill("nobody is called that");
        await chat.list.getByText("No conversation was found.").waitFor();
        await field.press("Escape");
        await chat.row("Ada Agent").waitFor();

        await chat.list.getByRole("button", { name: "Courses", exact: true }).click();
        await chat.row("Ada Agent").waitFor({ state: "detached" });
        assert.ok(await chat.row("Statistics for Beginners").isVisible(), "courses alone");
        await chat.list.getByRole("button", { name: "Study groups", exact: true }).click();
        await chat.row(meeting.name).waitFor();
        assert.strictEqual(await chat.row("Statistics for Beginners").count(), 0);
        await chat.list.getByRole("button", { name: "All", exact: true }).click();

        await chat.chooseForRow(meeting.name, "Hide until something new is written");
        await chat.row(meeting.name).waitFor({ state: "detached" });
        await field.fill(meeting.name);
        await chat.row(meeting.name).waitFor();
        await field.press("Escape");
        await chat.row(meeting.name).waitFor({ state: "detached" });
        await meeting.say("student", "Still there?");
        await chat.row(meeting.name).waitFor();
        assert.ok(true, "something new brings it back");
    });

    peopleTest("begin a conversation: who may be written to, and how", async (assert) => {
        const question = `May I change my subject? ${randomUUID()}`;
        const student = await Person.signIn("student3");
        const portal = await ChatPage.openPortal(student.page);
        assert.strictEqual(await portal.button("Students").count(), 0, "no filter of instructors");
        await portal.button("New conversation").click();
        const dialog = student.page.getByRole("dialog", { name: "New conversation" });
        await dialog.getByRole("button", { name: "About a course" }).click();
        await dialog.getByRole("button", { name: /Ivan Instructor/ }).waitFor();
        assert.strictEqual(
            await dialog.getByRole("button", { name: /Ines Instructor/ }).count(),
            0,
            "instructors of other courses are not offered",
        );
        await dialog
            .getByRole("button", { name: /Ivan Instructor/ })
            .first()
            .click();
        await portal.composer.waitFor();
        await portal.write(question);
        await portal.delivery(question, "Sent").waitFor();
        const circle = `Circle ${randomUUID()}`;
        await portal.button("New conversation").click();
        await dialog.getByRole("button", { name: "New study group" }).click();
        await dialog.getByRole("textbox", { name: "Name of the study group" }).fill(circle);
        await dialog.getByRole("button", { name: "Create" }).click();
        const heading = portal.find(".o-seitech-ConversationHeader-name");
        await heading.filter({ hasText: circle }).waitFor();
        await portal.button("New conversation").click();
        await dialog.getByRole("button", { name: "Study group", exact: true }).click();
        await dialog.getByRole("searchbox").fill(circle.slice(0, 20));
        await dialog.getByRole("button", { name: circle }).waitFor();
        assert.ok(true, "a study group that one founded is offered");
        await student.page.keyboard.press("Escape");
        await student.page.keyboard.press("Escape");

        const instructor = await Person.signIn("instructor2");
        const backend = await ChatPage.openBackend(instructor.page);
        await backend.button("Students").click();
        await backend.rows.filter({ hasText: question }).waitFor();
        await backend.button("New conversation").click();
        const offered = instructor.page.getByRole("dialog", { name: "New conversation" });
        await offered.getByRole("button", { name: "Direct message" }).click();
        await offered.getByRole("searchbox").fill("soren");
        await offered.getByRole("button", { name: /Soren Student/ }).waitFor();
        assert.strictEqual(await offered.getByRole("button", { name: /Sam Student/ }).count(), 0);
        await offered.getByRole("searchbox").fill("");
        await offered.getByRole("button", { name: "Course", exact: true }).click();
        await offered.getByRole("button", { name: "Academic Writing" }).waitFor();
        assert.strictEqual(
            await offered.getByRole("button", { name: "Statistics for Beginners" }).count(),
            0,
            "other people's courses are not offered",
        );
        await offered.getByRole("searchbox").fill("writing");
        // The first one empties the field.
        await instructor.page.keyboard.press("Escape");
        await instructor.page.keyboard.press("Escape");
        await offered.waitFor({ state: "detached" });
        assert.ok(
            await backend
                .button("New conversation")
                .evaluate((el) => el === document.activeElement),
            "the focus is back where it came from",
        );
    });
});

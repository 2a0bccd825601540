/** What those who teach do, from the course's form to the FAQ, and what students see of it. */
import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright-core";

import { ChatPage } from "../helpers/chat_page";
import { afterTest, peopleTest, Person } from "../helpers/e2e_browser";
import { ODOO_URL, OdooSession } from "../helpers/odoo_session";
import { hidePair } from "../helpers/pairs";

const COURSE = "Statistics for Beginners";
/** Milliseconds that the first page of the backend may take. */
const SLOW_START = 60_000;
const mark = (): string => randomUUID().slice(0, 6);

async function courseId(session: OdooSession): Promise<number> {
    const domain = [["name", "=", COURSE]];
    const [id = 0] = (await session.callKwOk("slide.channel", "search", [domain])) as number[];
    return id;
}

/** @returns The course's discussion. */
async function discussionOf(session: OdooSession, id: number): Promise<number> {
    const reply = await session.apiOk("create", { channel_type: "course", course_id: id });
    return reply["channel_id"] as number;
}

async function ask(session: OdooSession, channelId: number, content: string): Promise<number> {
    const reply = await session.apiOk("send", { channel_id: channelId, content });
    return (reply["message"] as { id: number }).id;
}

function statButton(page: Page, name: string): Locator {
    return page.locator(".oe_stat_button").filter({ hasText: name });
}

/** Presses one of them, which may be under "More". */
async function pressStat(page: Page, name: string): Promise<void> {
    const button = statButton(page, name);
    const more = page.locator(".o-form-buttonbox .o_button_more");
    await button.or(more).first().waitFor();
    if (!(await button.isVisible())) {
        await more.click();
    }
    await button.click();
}

function dialogOf(page: Page): Locator {
    return page.locator(".modal-dialog");
}

QUnit.module("e2e > teaching", () => {
    peopleTest("from the form of a course to its attendees", async (assert) => {
        const session = await OdooSession.signIn("instructor");
        const course = await courseId(session);
        const { page } = await Person.signIn("instructor");
        const letter = `See you on Monday ${mark()}`;
        afterTest(() => hidePair(course));

        await page.goto(`/odoo/e-learning/${course}`);
        await statButton(page, "Unanswered Questions").waitFor({ timeout: SLOW_START });
        await statButton(page, "Students' Conversations").waitFor();
        await statButton(page, "Discussion").waitFor();
        await pressStat(page, "Attendees");

        // Whoever is selected is written to, each in private.
        for (const name of ["Sam Student", "Sofia Student"]) {
            const row = page.locator(".o_data_row").filter({ hasText: name });
            await row.locator(".o_list_record_selector input").check();
        }
        await page.getByRole("button", { name: "Message", exact: true }).first().click();
        await dialogOf(page).locator("[name='content'] textarea").fill(letter);
        await dialogOf(page).getByRole("button", { name: "Send" }).click();
        await page.getByText("Messages sent: 2").waitFor();

        await page.goto(`/odoo/e-learning/${course}`);
        await pressStat(page, "Students' Conversations");
        await page.locator(".o_data_row").filter({ hasText: "Sam Student" }).first().click();
        const written = await ChatPage.whenReady(page);
        await written.message(letter).waitFor();

        // The card of the student beside it.
        await written.button("The student").click();
        await written.panel.getByText(COURSE).waitFor();
        await written.panel.getByText("Last quiz").waitFor();
        assert.strictEqual(await written.panel.count(), 1);
    });

    peopleTest("an announcement, from the course's form and in the chat", async (assert) => {
        const session = await OdooSession.signIn("instructor");
        const course = await courseId(session);
        const discussion = await discussionOf(session, course);
        const { page } = await Person.signIn("instructor");
        const sam = await Person.signIn("student");
        const news = `No lesson on Monday ${mark()}`;
        const student = await ChatPage.openPortal(sam.page, discussion);
        await page.goto(`/odoo/e-learning/${course}`);
        await page.getByRole("button", { name: "Announce" }).click();
        await dialogOf(page).locator("[name='content'] textarea").fill(news);
        await dialogOf(page).getByRole("button", { name: "Announce" }).click();
        const teacher = await ChatPage.whenReady(page);
        await teacher.message(news).getByText("Announcement").waitFor();
        await student.message(news).getByText("Announcement").waitFor();

        // In the chat itself: a line says how many hear of it.
        await teacher.button("Announce to everybody").click();
        await teacher.find(".o-seitech-AnnounceBar").getByText("2 people").waitFor();
        const more = `Bring a ruler ${mark()}`;
        await teacher.write(more);
        await student.message(more).getByText("Announcement").waitFor();
        assert.strictEqual(await teacher.find(".o-seitech-AnnounceBar").count(), 0, "once");
        const plain = `Any question? ${mark()}`;
        await teacher.write(plain);
        await student.message(plain).waitFor();
        assert.strictEqual(await student.message(plain).getByText("Announcement").count(), 0);
    });

    peopleTest("from a question to the FAQ of the course, without names", async (assert) => {
        const [session, sofia] = [
            await OdooSession.signIn("instructor"),
            await OdooSession.signIn("student2"),
        ];
        const course = await courseId(session);
        const discussion = await discussionOf(session, course);
        const [question, answer] = [`Ines, what is a mode ${mark()}?`, `Sofia: the peak ${mark()}`];
        await ask(sofia, discussion, question);
        const { page } = await Person.signIn("instructor");
        const sam = await Person.signIn("student");

        // The queue, from where one starts: how many wait, who, and for how long.
        const start = await ChatPage.openBackend(page);
        const count = start.list.locator(".o-seitech-QuestionCount");
        assert.true(Number(await count.locator(".badge").innerText()) > 0);
        await count.click();
        const row = page.locator(".o_data_row").filter({ hasText: question });
        await row.getByText(/minute/).waitFor();
        await row.locator("[name='preview']").click();
        const chat = await ChatPage.whenReady(page);
        await chat.choose(chat.message(question), "Open the thread");
        await chat.thread.locator("textarea").fill(answer);
        await chat.thread.locator("textarea").press("Enter");
        const reply = chat.thread.locator(".o-seitech-Message").filter({ hasText: answer });
        await chat.choose(reply, "Mark as the answer");
        await chat.thread.locator(".o-seitech-ThreadAnswer").getByText(answer).waitFor();

        // Students see it, and are offered none of it.
        const student = await ChatPage.openPortal(sam.page, discussion);
        await student.message(question).getByText("Answered", { exact: true }).waitFor();
        await student.message(answer).getByText("Answer", { exact: true }).waitFor();
        assert.strictEqual(await student.button("Announce to everybody").count(), 0);
        await refusesStudents(assert, discussion);

        await page.goto("/odoo/course-questions");
        await page.locator(".o_view_nocontent, .o_data_row").first().waitFor();
        // Until the server has answered, Odoo shows what it has kept of the list of before.
        await row.waitFor({ state: "detached" });
        assert.strictEqual(await row.count(), 0, "nobody waits for this any more");

        const teacher = await ChatPage.openBackend(page, discussion);
        await teacher.message(answer).getByText("Answer", { exact: true }).waitFor();
        await teacher.choose(teacher.message(answer), "Suggest for the FAQ");
        const popup = page.waitForEvent("popup");
        await teacher.find(".o-seitech-TeachingNotice").getByText("Look through it").click();
        const form = await popup;
        await form.getByText("Names have been taken out.").waitFor();
        afterTest(() => removeFaq(session, course));
        await form.getByRole("button", { name: "Publish" }).click();
        await form.getByRole("button", { name: "Withdraw" }).waitFor();

        await sam.page.goto(`${ODOO_URL}/slides/${course}?active_tab=faq`);
        await sam.page.getByRole("tab", { name: /FAQ/, selected: true }).waitFor();
        const entry = sam.page.locator(".o_seitech_faq details").filter({ hasText: "a mode" });
        await entry.locator("summary").click();
        await entry.getByText("somebody: the peak").waitFor();
        const text = await entry.innerText();
        assert.false(/Ines|Sofia|Student/.test(text), `no names: ${text}`);
    });
});

async function removeFaq(session: OdooSession, course: number): Promise<void> {
    const model = "seitech.course.faq";
    const ids = await session.callKwOk(model, "search", [[["course_id", "=", course]]]);
    await session.callKwOk(model, "unlink", [ids]);
}

async function refusesStudents(assert: Assert, discussion: number): Promise<void> {
    const student = await OdooSession.signIn("student");
    const { messages } = (await student.apiOk("messages", { channel_id: discussion })) as {
        messages: readonly { id: number }[];
    };
    const message = { message_id: messages.at(-1)?.id };
    const requests: [string, Record<string, unknown>, number][] = [
        ["answer", { ...message, is_answer: true }, 403],
        ["faq", message, 403],
        ["learner", { channel_id: discussion, user_id: student.userId }, 404],
        ["send", { channel_id: discussion, content: "x", announcement: true }, 403],
    ];
    for (const [route, body, status] of requests) {
        assert.strictEqual((await student.api(route, body)).status, status, route);
    }
}

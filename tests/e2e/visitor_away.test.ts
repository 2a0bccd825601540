/** Nobody is there; the link of the e-mail; tokens that are worth nothing; accounts. */
import { randomUUID } from "node:crypto";

import { ChatPage } from "../helpers/chat_page";
import { liftLimits } from "../helpers/crowd";
import { Person, peopleTest } from "../helpers/e2e_browser";
import { ODOO_URL, OdooSession } from "../helpers/odoo_session";
import { setTeamThere, setWebsite, sql, SupportCase } from "../helpers/support_team";
import { SupportWidget } from "../helpers/support_widget";

const TOKYO = "Asia/Tokyo";
const OPENS_AT_UTC = 9;

QUnit.module("e2e > visitor away", (hooks) => {
    hooks.before(liftLimits);

    peopleTest("nobody there: a message, one e-mail, its link, the old token", async (assert) => {
        await setTeamThere(false);
        const { calendarId, opening } = await openOnlyLater();
        const consent = "We keep your address for this answer only.";
        const reset = await setWebsite({
            seitech_chat_calendar_id: calendarId,
            seitech_chat_consent: consent,
        });
        const name = `Vera ${randomUUID().slice(0, 8)}`;
        const email = `${randomUUID()}@example.com`;
        const first = await Person.visitor({ timezone: TOKYO });
        let widget = await SupportWidget.at(first.page);
        try {
            await widget.open();
            const away = widget.panel.locator(".o-seitech-StartForm-away strong");
            // Browsers do not agree on the blank before "PM".
            const when = (await away.innerText()).replaceAll(/\s/g, " ");
            for (const part of opening) {
                assert.ok(when.includes(part), `${when} has ${part}, by the visitor's own clock`);
            }
            await widget.panel.getByText(consent).waitFor();
            await widget.field("name").fill(name);
            await widget.field("text").fill("When do you open?");
            await widget.submit.click();
            await widget.fieldError("email").waitFor();
            assert.strictEqual(
                await widget.field("email").evaluate((el) => el === document.activeElement),
                true,
                "the address is missing: it is said, and that is where to type",
            );
            await widget.field("email").fill(email);
            await widget.submit.click();
            await widget.delivery("sent").waitFor();
            await widget.composer.fill("One more thing");
            await widget.page.waitForTimeout(300);
        } finally {
            await reset();
        }
        const storage = await first.context.storageState();
        await first.close();

        const support = await SupportCase.claim(name);
        await support.say("At nine.");
        await support.say("Tomorrow, too.");
        await sql(`UPDATE seitech_chat_message SET create_date = create_date - interval '1 hour'
            WHERE channel_id = ${support.channelId}`);
        await runQueue();
        await runQueue();
        const mails = await sql(`SELECT body_html FROM mail_mail WHERE email_to = '${email}'`);
        assert.strictEqual(mails.split("#seitech-chat=").length - 1, 1, "exactly one e-mail");
        assert.ok(mails.includes("At nine.") && mails.includes("Tomorrow, too."), "with all of it");
        const link = /href="([^"]*#seitech-chat=[^"]+)"/.exec(mails)?.[1] ?? "";

        const second = await Person.visitor();
        const { pathname, hash } = new URL(link);
        widget = await SupportWidget.at(second.page, pathname + hash);
        await widget.message("Tomorrow, too.").waitFor();
        assert.notOk(second.page.url().includes("seitech-chat"), "the ticket is off the address");
        await widget.write("Thank you!");
        await support.heard("Thank you!");

        // The same link again: here it is not needed, elsewhere it is good for nothing but another.
        await second.page.goto("about:blank");
        await second.page.goto(pathname + hash);
        await widget.message("Thank you!").waitFor();
        assert.strictEqual(await widget.notice.count(), 0);
        const third = await Person.visitor();
        const spent = await SupportWidget.at(third.page, pathname + hash);
        await spent.named("Send me a new link").click();
        await spent.panel.getByText("We have sent you a new link.").waitFor();
        third.forgiveConsole(/409/);
        // And its token is replaced once more, below.
        second.expectInConsole(/40[19]/);
        const sent = await sql(`SELECT body_html FROM mail_mail WHERE email_to = '${email}'
            ORDER BY id DESC LIMIT 1`);
        const other = new URL(/href="([^"]*#seitech-chat=[^"]+)"/.exec(sent)?.[1] ?? "");
        assert.notStrictEqual(other.hash, hash);
        const fourth = await Person.visitor();
        const back = await SupportWidget.at(fourth.page, other.pathname + other.hash);
        await back.message("Thank you!").waitFor();

        const old = await Person.visitor({ storage });
        const gone = await SupportWidget.at(old.page);
        await gone.field("text").waitFor();
        assert.strictEqual(await gone.field("text").inputValue(), "One more thing", "text is kept");
        await gone.notice.waitFor();
        assert.ok(await gone.notice.innerText(), "and it is said what happened");
        await setTeamThere(true);
        await gone.submit.click();
        await gone.delivery("sent").waitFor();
        assert.deepEqual(await gone.texts(), ["One more thing"], "a new conversation");
        assert.strictEqual((await support.texts()).at(-1), "Thank you!", "and not the old one");
        old.forgiveConsole(/401/);
    });

    peopleTest("a token that nobody knows: a new conversation", async (assert) => {
        await setTeamThere(true);
        const visitor = await Person.visitor();
        await visitor.page.goto("/");
        await visitor.page.evaluate(() => {
            const visit = { channelId: 1, token: "A".repeat(43), userId: null };
            localStorage.setItem("seitech_chat.visit", JSON.stringify(visit));
            localStorage.setItem("seitech_chat.visit.draft", '{"text":"Half a thought"}');
        });
        const widget = await SupportWidget.at(visitor.page);
        await widget.open();
        await widget.field("text").waitFor();
        assert.strictEqual(await widget.field("text").inputValue(), "Half a thought");
        assert.strictEqual(await widget.token(), null, "the browser has let go of it");
        await widget.notice.waitFor();
        visitor.forgiveConsole(/401/);
    });

    peopleTest("signing in keeps the conversation, signing out takes it away", async (assert) => {
        await setTeamThere(true);
        const visitor = await Person.visitor();
        const { page } = visitor;
        const widget = await SupportWidget.at(page);
        const name = `Vera ${randomUUID().slice(0, 8)}`;
        await widget.open();
        await widget.start({ name, text: "Do I need an account?" });
        const support = await SupportCase.claim(name);
        const token = (await widget.token()) ?? "";
        assert.strictEqual(await pollStatus(support.channelId, token), 200);

        await page.goto("/web/login");
        await page.fill(".oe_login_form input[name=login]", "student3");
        await page.fill(".oe_login_form input[name=password]", "student3");
        await page.click(".oe_login_form button[type=submit]");
        await page.waitForURL(/\/my/);
        await SupportWidget.at(page);
        await widget.message("Do I need an account?").waitFor();
        // What was kept is on the screen before the server has answered.
        await page.waitForFunction(
            (old) => !(localStorage.getItem("seitech_chat.visit") ?? old).includes(old),
            token,
        );
        const bound = (await widget.token()) ?? "";
        assert.notStrictEqual(bound, token, "the token is another one");
        assert.strictEqual(await pollStatus(support.channelId, token), 401, "the old one is dead");
        assert.strictEqual(
            await pollStatus(support.channelId, bound),
            401,
            "the new one is nothing without the account",
        );
        await support.say("Now you have one.");
        await widget.message("Now you have one.").waitFor();

        await page.goto("/web/session/logout?redirect=/");
        await widget.field("text").waitFor();
        assert.strictEqual(await widget.token(), null, "out of the browser");
        assert.notOk((await widget.panel.innerText()).includes("account"), "and off the screen");
        // A question that was on its way with the old token; and the student's own chat, which hears
        // of the message as well, asks what it is, and lets go of it.
        visitor.forgiveConsole(/status of 40[14]/);
    });

    peopleTest("a student: the same button, no form", async (assert) => {
        const student = await Person.signIn("student2", { viewport: { width: 320, height: 640 } });
        const widget = await SupportWidget.at(student.page);
        const bubble = student.page.locator(".o-seitech-BubbleButton");
        const [help, chat] = [await widget.button.boundingBox(), await bubble.boundingBox()];
        assert.ok(help && chat && help.x + help.width <= chat.x, "beside the chat's own button");
        await student.page.setViewportSize({ width: 1280, height: 800 });
        await widget.button.click();
        const window = new ChatPage(student.page);
        const text = `Student ${randomUUID()}`;
        await window.composer.waitFor();
        assert.strictEqual(await widget.panel.count(), 0);
        await window.write(text);
        await window.delivery(text, "Sent").waitFor();
        assert.strictEqual(
            await sql(`SELECT c.channel_type FROM seitech_chat_message m
                JOIN seitech_chat_channel c ON c.id = m.channel_id WHERE m.content = '${text}'`),
            "student_support",
        );
    });
});

/** A calendar whose only hours begin in three days; how a visitor in Tokyo has to be told. */
async function openOnlyLater(): Promise<{ calendarId: number; opening: readonly string[] }> {
    const admin = await OdooSession.signIn("admin");
    const day = new Date();
    day.setUTCDate(day.getUTCDate() + 3);
    day.setUTCHours(OPENS_AT_UTC, 0, 0, 0);
    const hours = {
        name: "Morning",
        // Odoo's week begins on Monday.
        dayofweek: String((day.getUTCDay() + 6) % 7),
        hour_from: OPENS_AT_UTC,
        hour_to: OPENS_AT_UTC + 2,
        day_period: "morning",
    };
    const calendar = { name: "Seldom", tz: "UTC", attendance_ids: [[5], [0, 0, hours]] };
    const [calendarId] = (await admin.callKwOk("resource.calendar", "create", [
        [calendar],
    ])) as number[];
    const told = (options: Intl.DateTimeFormatOptions): string =>
        new Intl.DateTimeFormat("en-US", { timeZone: TOKYO, ...options }).format(day);
    return {
        calendarId: calendarId ?? 0,
        opening: [told({ weekday: "long" }), told({ month: "long" }), "6:00 PM"],
    };
}

async function runQueue(): Promise<void> {
    const admin = await OdooSession.signIn("admin");
    const [cron] = (await admin.callKwOk("ir.cron", "search", [
        [["cron_name", "=", "Chat: queue of support conversations"]],
    ])) as number[];
    await admin.callKwOk("ir.cron", "method_direct_trigger", [[cron]]);
}

/** What the server answers to somebody who has nothing but a token. */
async function pollStatus(channelId: number, token: string): Promise<number> {
    const address = `${ODOO_URL}/api/chat/support/${channelId}/poll?last_message_id=0`;
    const reply = await fetch(address, { headers: { "X-Session-Token": token } });
    return reply.status;
}

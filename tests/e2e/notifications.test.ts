/** Being told of messages when the chat is not open, and when answers can be expected. */
import { ChatPage } from "../helpers/chat_page";
import { afterTest, Person, peopleTest } from "../helpers/e2e_browser";
import { arrangeMeeting } from "../helpers/meeting";
import { ODOO_URL, OdooSession } from "../helpers/odoo_session";
import { sql } from "../helpers/support_team";

const STUDENT = "student2";
/** The bus tells again of the last minute, also of channels that the test before ended with. */
const GONE = /status of 404/;
const PUSHED = {
    title: "New message",
    options: {
        tag: "seitech-chat-7",
        data: { model: "seitech.chat.channel", res_id: 7, url: "/chat/7" },
    },
};

QUnit.module("e2e > notifications", () => {
    peopleTest("one e-mail about all of it, and the link that ends them", async (assert) => {
        const meeting = await arrangeMeeting("Unread", ["instructor", STUDENT]);
        await meeting.say("instructor", "Where is your exercise?");
        await meeting.say("instructor", "It was due **yesterday**.");
        const student = meeting.session(STUDENT);
        afterTest(() => student.apiOk("preferences/own", { digest: true }));
        await sql(`UPDATE seitech_chat_message SET create_date = create_date - interval '2 hours'
            WHERE channel_id = ${meeting.channelId}`);
        await sql(`UPDATE mail_presence SET status = 'offline' WHERE user_id = ${student.userId}`);
        await runDigests();
        await runDigests();
        const mails = await mailsAbout(meeting.name);
        assert.strictEqual(mails.length, 1, "one e-mail, and never again about the same");
        const body = mails[0] ?? "";
        for (const said of [
            "Ines Instructor",
            "Where is your exercise?",
            "It was due yesterday.",
        ]) {
            assert.ok(body.includes(said), said);
        }

        const reader = await Person.signIn(STUDENT);
        reader.expectInConsole(GONE);
        await reader.page.goto(linkIn(body, `/chat/${meeting.channelId}`));
        const chat = new ChatPage(reader.page);
        await chat.message("Where is your exercise?").waitFor();
        assert.ok(true, "its button opens the conversation");

        const stranger = await Person.visitor();
        await stranger.page.goto(linkIn(body, "/chat/unsubscribe/[\\w-]+"));
        assert.true(await wantsDigest(student), "looking at the page changes nothing");
        await stranger.page.getByRole("button", { name: "Send me no more of them" }).click();
        await stranger.page.getByRole("heading", { name: "Done" }).waitFor();
        assert.false(await wantsDigest(student), "without signing in");
    });

    peopleTest("quiet hours and e-mails, on a page of their own", async (assert) => {
        const student = await OdooSession.signIn(STUDENT);
        const before = await ownPreferences(student);
        const { quiet, quiet_from, quiet_to, quiet_days } = before;
        afterTest(() =>
            student.apiOk("preferences/own", { quiet, quiet_from, quiet_to, quiet_days }),
        );
        const { page } = await Person.signIn(STUDENT);
        await page.goto("/my/chat/notifications");
        await page.getByLabel("Do not disturb me at certain hours").check();
        await page.getByLabel("From").fill("21:30");
        await page.getByLabel("Sunday").uncheck();
        await page.getByRole("button", { name: "Save" }).click();
        await page.getByText("Saved.").waitFor();
        const after = await ownPreferences(student);
        const chosen = { quiet: true, quiet_from: "21:30", quiet_days: [0, 1, 2, 3, 4, 5] };
        assert.deepEqual(after, { ...before, ...chosen });
    });

    peopleTest("students see when an answer can be expected", async (assert) => {
        const student = await OdooSession.signIn(STUDENT);
        const instructor = await OdooSession.signIn("instructor");
        const opened = await student.apiOk("create-student-instructor", {
            instructor_id: instructor.userId,
        });
        const channelId = Number(opened["channel_id"]);
        const reader = await Person.signIn(STUDENT, { timezone: "Asia/Tokyo" });
        reader.expectInConsole(GONE);
        const chat = await ChatPage.openPortal(reader.page, channelId);
        const hours = chat.find(".o-seitech-ReplyTime");
        await hours.waitFor();
        const told = (await hours.innerText()).replaceAll(/\s/g, " ");
        assert.ok(told.includes("Usually answers Mon–Fri 6:00 PM–2:00 AM"), `in Tokyo: ${told}`);

        await reader.page.goto("/slides/all");
        await reader.page.getByText("Statistics for Beginners").first().click();
        await reader.page.locator(".o_seitech_reply_hours").first().waitFor();
        assert.deepEqual(
            (await instructor.apiOk("reply-hours", { channel_id: channelId }))["people"],
            [],
            "nobody is told of their own",
        );
    });

    peopleTest("a push is shown, unless the chat is looked at", async (assert) => {
        const { page, context } = await Person.signIn(STUDENT);
        await context.grantPermissions(["notifications"], { origin: ODOO_URL });
        await page.goto("/my/chat/notifications");
        const shown = (): Promise<string[]> =>
            page.evaluate(async () => {
                const worker = await navigator.serviceWorker.getRegistration("/my/chat/");
                return ((await worker?.getNotifications()) ?? []).map(({ title }) => title);
            });
        const devtools = await context.newCDPSession(page);
        const registrations: string[] = [];
        devtools.on("ServiceWorker.workerRegistrationUpdated", (event) => {
            registrations.push(...event.registrations.map(({ registrationId }) => registrationId));
        });
        await devtools.send("ServiceWorker.enable");
        await page.evaluate(async () => {
            const worker = await navigator.serviceWorker.register("/my/chat/service-worker.js");
            while (!worker.active) {
                await new Promise((resolve) => setTimeout(resolve, 50));
            }
        });
        const push = (): Promise<unknown> =>
            devtools.send("ServiceWorker.deliverPushMessage", {
                origin: ODOO_URL,
                registrationId: registrations.at(-1) ?? "",
                data: JSON.stringify(PUSHED),
            });
        await push();
        await page.waitForTimeout(500);
        assert.deepEqual(await shown(), [], "a page of the site is looked at");
        await page.goto("about:blank");
        await push();
        await page.waitForTimeout(500);
        await page.goto("/my/chat/notifications");
        assert.deepEqual(await shown(), ["New message"], "none is open");
    });
});

async function runDigests(): Promise<void> {
    const admin = await OdooSession.signIn("admin");
    const [cron] = (await admin.callKwOk("ir.cron", "search", [
        [["cron_name", "=", "Chat: e-mails about unread messages"]],
    ])) as number[];
    await admin.callKwOk("ir.cron", "method_direct_trigger", [[cron]]);
}

/** @returns What the e-mails to the student say that name a conversation. */
async function mailsAbout(name: string): Promise<string[]> {
    const admin = await OdooSession.signIn("admin");
    const domain = [
        ["email_to", "like", `%<${STUDENT}@example.com>`],
        ["body_html", "like", name],
    ];
    const found = await admin.callKwOk("mail.mail", "search_read", [domain, ["body_html"]]);
    return (found as { body_html: string }[]).map(({ body_html }) => body_html);
}

/** @returns The path of a link in an e-mail. */
function linkIn(body: string, path: string): string {
    const [, url = ""] = new RegExp(`href="([^"]*${path})"`).exec(body) ?? [];
    return new URL(url).pathname;
}

async function ownPreferences(session: OdooSession): Promise<Record<string, unknown>> {
    const reply = await session.apiOk("preferences/own", {});
    return reply["preferences"] as Record<string, unknown>;
}

async function wantsDigest(session: OdooSession): Promise<boolean> {
    return (await ownPreferences(session))["digest"] === true;
}

/** Reporting, measures, blocking, and whether students may write to each other. */
import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright-core";

import { ChatPage } from "../helpers/chat_page";
import { afterTest, peopleTest, Person } from "../helpers/e2e_browser";
import { createGroupChannel } from "../helpers/group_channel";
import { OdooSession } from "../helpers/odoo_session";

const mark = (): string => randomUUID().slice(0, 6);
const hidden = "This message was hidden by a moderator";
const folded = ".o-seitech-Message-body";

function dialog(page: Page): Locator {
    return page.locator("dialog.o-seitech-Dialog[open]");
}

/** @returns The conversation, once what is loaded after it is there. */
async function openWhole(page: Page, channelId: number): Promise<ChatPage> {
    const loaded = page.waitForResponse((response) => response.url().endsWith("/chat/notices"));
    const chat = await ChatPage.openPortal(page, channelId);
    await loaded;
    return chat;
}

/** Takes a measure from the form of a report. */
async function take(page: Page, button: string, fields: Record<string, string>): Promise<void> {
    await page.getByRole("button", { name: button, exact: true }).click();
    const wizard = page.locator(".modal-dialog");
    for (const [name, value] of Object.entries(fields)) {
        await wizard.locator(`[name='${name}'] textarea`).fill(value);
    }
    await wizard.getByRole("button", { name: "Confirm" }).click();
    await wizard.waitFor({ state: "detached" });
}

/** Ends every measure about a person, so that other tests find them as they were. */
async function liftAll(manager: OdooSession, userId: number): Promise<void> {
    const model = "seitech.chat.sanction";
    const domain = [
        ["user_id", "=", userId],
        ["in_force", "=", true],
    ];
    const ids = (await manager.callKwOk(model, "search", [domain])) as number[];
    for (const id of ids) {
        const wizard = "seitech.chat.sanction.wizard";
        const values = { kind: "lift", origin_id: id, reason: "The test is over." };
        const made = await manager.callKwOk(wizard, "create", [[values]]);
        await manager.callKwOk(wizard, "action_apply", [made]);
    }
}

async function switchStudents(may: boolean): Promise<void> {
    const admin = await OdooSession.signIn("admin");
    const values = { seitech_chat_students_write: may };
    const made = await admin.callKwOk("res.config.settings", "create", [[values]]);
    await admin.callKwOk("res.config.settings", "execute", [made]);
}

QUnit.module("e2e > safeguarding", () => {
    peopleTest("report, hide, warn and mute", async (assert) => {
        const name = `Circle ${mark()}`;
        const group = await createGroupChannel(name, ["student", "student2", "instructor"]);
        const [student] = group.people;
        const secret = `You are stupid ${mark()}`;
        await student?.apiOk("send", { channel_id: group.id, content: secret });
        afterTest(() => liftAll(group.manager, student?.userId ?? 0));
        const [sofia, sam] = [await Person.signIn("student2"), await Person.signIn("student")];
        const [reader, author] = [
            await openWhole(sofia.page, group.id),
            await openWhole(sam.page, group.id),
        ];

        // A student reports: why, and what happens next.
        await reader.choose(reader.message(secret), "Report");
        await dialog(sofia.page).getByLabel("Bullying").check();
        await dialog(sofia.page).locator("textarea").fill("It is not the first time.");
        await dialog(sofia.page).getByRole("button", { name: "Report", exact: true }).click();
        await dialog(sofia.page).getByText("Your report has arrived.").waitFor();
        await dialog(sofia.page).getByRole("button", { name: "Close" }).last().click();

        // Somebody in charge sees what was said, and acts.
        const marta = await Person.signIn("manager");
        const { page } = marta;
        await page.goto("/odoo/action-seitech_elearning.chat_report_action");
        await page.locator(".o_kanban_record").filter({ hasText: name }).click();
        await page.locator("[name='content_html']").getByText(secret).waitFor();
        await page.locator("[name='comment']").getByText("It is not the first time.").waitFor();
        await page.locator("[name='reporter_id']").getByText("Sofia Student").waitFor();
        await take(page, "Hide Message", { reason: "It insults somebody." });
        await reader.timeline.getByText(hidden).waitFor();
        await author.timeline.getByText(hidden).waitFor();
        assert.strictEqual(await reader.message(secret).count(), 0);
        await take(page, "Warn", { notice: "Be kind to each other.", reason: "First time." });
        await author.find(".o-seitech-SafetyBar").getByText("Be kind to each other.").waitFor();
        await author.button("I have read this").click();
        await author.find(".o-seitech-SafetyBar").waitFor({ state: "detached" });
        assert.strictEqual(await reader.find(".o-seitech-SafetyBar").count(), 0);

        // Who is muted goes on reading, at once.
        await take(page, "Mute", { reason: "They went on." });
        await author.find(".o-seitech-Composer").getByText("You can read, but not").waitFor();
        assert.strictEqual(await author.composer.count(), 0);
        const refused = await student?.api("send", { channel_id: group.id, content: "x" });
        assert.deepEqual([refused?.status, refused?.body["code"]], [403, "muted"]);
        const more = `Let us go on ${mark()}`;
        await reader.write(more);
        await author.message(more).waitFor();

        // The log has it all; lifted, they can write again.
        await page.getByRole("tab", { name: "Measures" }).click();
        const line = page.locator(".o_data_row").filter({ hasText: "Person muted" });
        await line.getByRole("button", { name: "Lift" }).click();
        await page.locator(".modal-dialog [name='reason'] textarea").fill("They apologised.");
        await page.locator(".modal-dialog").getByRole("button", { name: "Confirm" }).click();
        await author.composer.waitFor();
    });

    peopleTest("a student blocks another", async (assert) => {
        const name = `Circle ${mark()}`;
        const group = await createGroupChannel(name, ["student", "student2"]);
        const [student, student2] = group.people;
        const direct = await student?.apiOk("create-direct", { user_id: student2?.userId });
        const directId = direct?.["channel_id"] as number;
        const said = `Hello again ${mark()}`;
        await student?.apiOk("send", { channel_id: group.id, content: said });
        const unblock = { user_id: student?.userId, blocked: false };
        afterTest(async () => student2?.apiOk("block", unblock));
        const sofia = await Person.signIn("student2");
        const chat = await openWhole(sofia.page, group.id);

        await chat.choose(chat.message(said), "Block this person");
        await dialog(sofia.page).getByRole("button", { name: "Block", exact: true }).click();
        await dialog(sofia.page).waitFor({ state: "detached" });
        await chat.message(said).locator(folded).waitFor({ state: "hidden" });
        await chat.choose(chat.messages.last(), "Unblock this person");
        await chat.message(said).locator(folded).waitFor();
        await chat.choose(chat.message(said), "Block this person");
        await dialog(sofia.page).getByRole("button", { name: "Block", exact: true }).click();
        await chat.message(said).locator(folded).waitFor({ state: "hidden" });

        // Neither writes to the other; both are told the same.
        const answers = [
            await student?.api("send", { channel_id: directId, content: "x" }),
            await student2?.api("send", { channel_id: directId, content: "x" }),
        ];
        assert.deepEqual(
            answers.map((answer) => answer?.status),
            [403, 403],
        );
        assert.strictEqual(answers[0]?.body["error"], answers[1]?.body["error"]);
        const pair = await openWhole(sofia.page, directId);
        await pair.find(".o-seitech-Composer").getByText("You cannot write to each").waitFor();
        await pair.chooseFromHeader("Unblock this person");
        await pair.composer.waitFor();
    });

    peopleTest("students may be kept from writing to each other", async () => {
        const [student, other] = [
            await OdooSession.signIn("student"),
            await OdooSession.signIn("student2"),
        ];
        const direct = await student.apiOk("create-direct", { user_id: other.userId });
        afterTest(() => switchStudents(true));
        await switchStudents(false);
        const sam = await Person.signIn("student");
        const chat = await ChatPage.openPortal(sam.page);
        await sam.page.goto(`/my/chat?channel=${direct["channel_id"] as number}`);
        await chat.find(".o-seitech-Composer").getByText("You cannot write to each").waitFor();
        await switchStudents(true);
        await sam.page.reload();
        await chat.composer.waitFor();
    });
});

/** What is kept for how long, and what somebody can take home. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { afterTest, Person, peopleTest } from "../helpers/e2e_browser";
import { ODOO_DB, ODOO_URL, OdooSession } from "../helpers/odoo_session";

const run = promisify(execFile);

async function keepAdministrationFor(days: number): Promise<void> {
    const admin = await OdooSession.signIn("admin");
    const key = "seitech_elearning.retention_instructor_admin";
    await admin.callKwOk("ir.config_parameter", "set_param", [key, String(days)]);
}

/** A conversation between an instructor and the administration that has been quiet for 40 days. */
async function oldConversation(): Promise<number> {
    const instructor = await OdooSession.signIn("instructor2");
    const { userId } = await OdooSession.signIn("manager");
    const asked = { channel_type: "instructor_admin", user_id: userId };
    const opened = await instructor.apiOk("create", asked);
    const id = Number(opened["channel_id"]);
    await instructor.apiOk("send", { channel_id: id, content: "Long ago" });
    const sql = ["message WHERE channel_id", "channel WHERE id"].map((rows) => {
        const [table, where] = rows.split(" WHERE ");
        return `UPDATE seitech_chat_${table} SET create_date = create_date - interval '40 days'
            WHERE ${where} = ${id}`;
    });
    await run("psql", ["-XqAt", "-v", "ON_ERROR_STOP=1", "-d", ODOO_DB, "-c", sql.join("; ")]);
    return id;
}

/** @returns The one file for programs in a ZIP, and the names of all files. */
async function unpack(path: string): Promise<{ readonly told: Told; readonly names: string }> {
    const folder = await mkdtemp(join(tmpdir(), "seitech-export-"));
    afterTest(() => rm(folder, { recursive: true }));
    await run("python3", ["-m", "zipfile", "-e", path, folder]);
    const { stdout } = await run("python3", ["-m", "zipfile", "-l", path]);
    const told = JSON.parse(await readFile(join(folder, "conversations.json"), "utf8")) as Told;
    return { told, names: stdout };
}

interface Told {
    readonly conversations: readonly {
        readonly folder: string;
        readonly messages: readonly { readonly text: string; readonly own: boolean }[];
    }[];
}

/** Has the server remove what is due, as it does every day. */
async function removeWhatIsDue(): Promise<void> {
    const admin = await OdooSession.signIn("admin");
    const [job] = (await admin.callKwOk("ir.cron", "search", [
        [["cron_name", "=like", "Chat: remove conversations that are older%"]],
    ])) as number[];
    await admin.callKwOk("ir.cron", "method_direct_trigger", [[job]]);
}

QUnit.module("e2e > privacy", () => {
    peopleTest("a manager sees what would be removed, and that is what goes", async (assert) => {
        afterTest(() => keepAdministrationFor(0));
        const id = await oldConversation();
        await keepAdministrationFor(30);
        const { page } = await Person.signIn("manager");
        await page.goto(`${ODOO_URL}/odoo/action-seitech_elearning.chat_retention_preview_action`);
        const row = page.getByRole("row", { name: /^Instructor and administration/ });
        await row.waitFor();
        const cells = await row.getByRole("cell").allInnerTexts();
        assert.deepEqual(cells.slice(1, 4), ["30 days", "1", "1"], "kept for, how many of which");
        const manager = await OdooSession.signIn("manager");
        const there = (): Promise<unknown> =>
            manager.callKwOk("seitech.chat.channel", "search_count", [[["id", "=", id]]]);
        assert.strictEqual(await there(), 1, "looking removes nothing");
        await removeWhatIsDue();
        assert.strictEqual(await there(), 0);
        await page.getByRole("button", { name: "Count again" }).click();
        await page.getByText("Nothing would be removed now.").waitFor();
        assert.deepEqual((await row.getByRole("cell").allInnerTexts()).slice(2, 4), ["0", "0"]);
    });

    peopleTest("a student takes home what they have said", async (assert) => {
        const words = `Something to keep ${Date.now()}`;
        const student = await OdooSession.signIn("student");
        const { channels } = await student.apiOk("channels", {});
        const direct = (channels as { id: number; type: string; state: string }[]).find(
            ({ type, state }) => type === "direct" && state === "active",
        );
        await student.apiOk("send", { channel_id: direct?.id, content: words });
        const { page } = await Person.signIn("student");
        await page.goto(`${ODOO_URL}/my/security`);
        await page.getByRole("link", { name: "Take home your conversations" }).click();
        const download = page.waitForEvent("download");
        await page.getByRole("button", { name: "Download" }).click();
        const file = await download;
        assert.ok(/^chat-export-\d{4}-\d\d-\d\d\.zip$/.test(file.suggestedFilename()));
        const { told, names } = await unpack(await file.path());
        const own = told.conversations.find(({ messages }) =>
            messages.some(({ text, own: isOwn }) => isOwn && text === words),
        );
        assert.ok(own, "the words are there");
        assert.ok(names.includes(`${own?.folder}/index.html`), "and a page to read them on");
    });
});

/** What happens to requests by themselves, and who gets nothing of the desk. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { ChatPage } from "../helpers/chat_page";
import { liftLimits } from "../helpers/crowd";
import { DeskPage, DeskVisitor } from "../helpers/desk_page";
import { afterTest, Person, peopleTest } from "../helpers/e2e_browser";
import { ODOO_DB, OdooSession, waitUntil } from "../helpers/odoo_session";

const run = promisify(execFile);

async function setting(name: string, value: string): Promise<void> {
    const admin = await OdooSession.signIn("admin");
    const key = `seitech_elearning.${name}`;
    await admin.callKwOk("ir.config_parameter", "set_param", [key, value]);
}

/** Has the server look at the queue now, as it does every minute. */
async function runQueue(): Promise<void> {
    const admin = await OdooSession.signIn("admin");
    const [job] = (await admin.callKwOk("ir.cron", "search", [
        [["code", "=", "model._run_queue()"]],
    ])) as number[];
    // It may just be at it by itself.
    await waitUntil("the queue is looked at", async () => {
        return !(await admin.callKw("ir.cron", "method_direct_trigger", [[job]])).error;
    });
}

/** As if these messages, and who has the conversation, were minutes older. */
async function age(channelId: number, minutes: number): Promise<void> {
    const ago = `create_date = create_date - interval '${minutes} minutes'`;
    const sql = `UPDATE seitech_chat_message SET ${ago} WHERE channel_id = ${channelId};
        UPDATE seitech_chat_support SET assigned_at = assigned_at - interval '${minutes} minutes'
         WHERE channel_id = ${channelId}`;
    await run("psql", ["-XqAt", "-v", "ON_ERROR_STOP=1", "-d", ODOO_DB, "-c", sql]);
}

QUnit.module("e2e > desk > rules", (hooks) => {
    const visitors: DeskVisitor[] = [];

    hooks.before(() => liftLimits());
    hooks.after(async () => {
        await Promise.all(visitors.map((visitor) => visitor.ask("close")));
        visitors.forEach((visitor) => visitor.leave());
    });

    async function come(topic: string): Promise<DeskVisitor> {
        const visitor = await DeskVisitor.come(topic, "Is anybody there?");
        visitors.push(visitor);
        return visitor;
    }

    peopleTest("given out by itself, but not to the busy; unanswered goes back", async (assert) => {
        const colleague = await OdooSession.signIn("agent2");
        await colleague.apiOk("desk/availability", { state: "away" });
        const { desk } = await DeskPage.open("agent");
        afterTest(async () => {
            await setting("support_assignment", "manual");
            await setting("support_return", "10");
            await setting("support_cap", "5");
            const agent = await OdooSession.signIn("agent");
            await agent.apiOk("desk/availability", { state: "online" });
            await colleague.apiOk("desk/availability", { state: "online" });
        });
        await desk.switchTo("Busy").check({ force: true });
        await desk.page
            .locator(".o-seitech-DeskBadge-dot.o-seitech-AgentSwitch-dot--busy")
            .waitFor();
        await setting("support_assignment", "automatic");
        await setting("support_cap", "0");
        const visitor = await come("Bea");
        await runQueue();
        const { supports } = await colleague.apiOk("desk/queue", { queue: "waiting" });
        const left = (supports as { channel_id: number }[]).map(({ channel_id }) => channel_id);
        assert.true(left.includes(visitor.channelId), "nobody who is there is free");
        await desk.row(visitor.name).locator(".o-seitech-DeskRow-claim").waitFor();

        await desk.switchTo("Online").check({ force: true });
        await desk.row(visitor.name).waitFor({ state: "detached", timeout: 15_000 });
        await desk.look("mine");
        await desk.openRow(visitor.name);
        await desk.stage.getByText("You have this request").waitFor();

        await setting("support_assignment", "manual");
        await setting("support_return", "1");
        await age(visitor.channelId, 2);
        await runQueue();
        await desk.stage.getByText("You have").waitFor({ state: "detached" });
        await desk.chat.timeline.getByText("Nobody has answered for 1 minutes").waitFor();
        await desk.look("waiting");
        await desk.row(visitor.name).waitFor();
        const told = (await visitor.texts()).some((text) => text.startsWith("Nobody has answered"));
        assert.true(told, "who waits is told as well");
    });

    peopleTest("a manager gives back and hands over what an agent has", async (assert) => {
        const visitor = await come("Zoe");
        const agent = await OdooSession.signIn("agent");
        await agent.apiOk("desk/claim", { channel_id: visitor.channelId });
        const { desk, person } = await DeskPage.open("manager");
        await desk.look("assigned");
        await desk.openRow(visitor.name);
        await desk.press("transfer");
        await desk.dialog.getByText("Amir Agent").click();
        await desk.dialog.getByRole("button", { name: "Transfer" }).click();
        await desk.stage.getByText("Amir Agent has this request").waitFor();
        await desk.press("release");
        await desk.stage.getByText("Waiting", { exact: true }).waitFor();

        for (const view of ["list", "kanban"]) {
            await openAction(person, "seitech_elearning.chat_support_action", view);
        }
        for (const view of ["graph", "pivot"]) {
            await openAction(person, "seitech_elearning.chat_support_report_action", view);
        }
        assert.ok(true, "without a word on the console");
    });

    peopleTest("a student gets nothing of it", async (assert) => {
        const student = await OdooSession.signIn("student");
        const visitor = await come("Sly");
        const { channelId: channel_id } = visitor;
        const attempts: [string, Record<string, unknown>][] = [
            ["desk/queue", { queue: "waiting" }],
            ["desk/setup", {}],
            ["desk/availability", { state: "online" }],
            ["desk/claim", { channel_id }],
            ["desk/person", { channel_id }],
            ["desk/notes", { channel_id }],
            ["desk/note", { channel_id, content: "Hello" }],
            ["desk/spam", { channel_id }],
        ];
        for (const [route, body] of attempts) {
            const reply = await student.api(route, body);
            assert.true([403, 404].includes(reply.status), `${route}: ${reply.status}`);
            assert.false(reply.text.includes(visitor.name));
        }
        const { page } = await Person.signIn("student");
        const asked: string[] = [];
        page.on("request", (request) => asked.push(request.url()));
        await ChatPage.openPortal(page);
        assert.strictEqual(await page.locator(".o-seitech-DeskList").count(), 0);
        assert.deepEqual(
            asked.filter((address) => /assets_desk|api\/chat\/desk/.test(address)),
            [],
        );
    });
});

/** What there is to see in each view of Odoo's. */
const CONTENT: Readonly<Record<string, string>> = {
    list: ".o_list_renderer",
    kanban: ".o_kanban_record",
    pivot: ".o_pivot table",
    graph: "canvas",
};

async function openAction({ page }: Person, action: string, view: string): Promise<void> {
    const switchTo = page.locator(`.o_cp_switch_buttons .o_switch_view.o_${view}`);
    if (!page.url().includes(action) || !(await switchTo.isVisible())) {
        await page.goto(`/odoo/action-${action}`);
        await switchTo.waitFor();
    }
    await switchTo.click();
    await page.locator(`.o_${view}_view ${CONTENT[view]}`).first().waitFor();
}

/** The queue, and who gets whom: agents at their desks, visitors who wait. */
import { randomUUID } from "node:crypto";

import { liftLimits } from "../helpers/crowd";
import { DeskPage, DeskVisitor } from "../helpers/desk_page";
import { afterTest, peopleTest } from "../helpers/e2e_browser";
import { type ApiReply, OdooSession, waitUntil } from "../helpers/odoo_session";

const ADA = "Ada Agent";
const AMIR = "Amir Agent";
const RACES = 100;
const VISITORS = 10;

const FACTS = {
    page: "https://shop.example.com/books/odoo?colour=red",
    referrer: "https://search.example.org/",
    language: "fr",
    subject: "Payment",
};

async function offerSubjects(): Promise<void> {
    const admin = await OdooSession.signIn("admin");
    const [website] = (await admin.callKwOk("website", "search", [[]])) as number[];
    const write = (subjects: string): Promise<unknown> =>
        admin.callKwOk("website", "write", [[website], { seitech_chat_subjects: subjects }]);
    await write("Payment\nCourses");
    afterTest(() => write(""));
}

async function newTeam(): Promise<string> {
    const manager = await OdooSession.signIn("manager");
    const amir = await OdooSession.signIn("agent2");
    const name = `Accounting ${randomUUID().slice(0, 6)}`;
    const values = { name, member_ids: [[6, 0, [amir.userId]]] };
    await manager.callKwOk("seitech.chat.team", "create", [[values]]);
    return name;
}

/** @returns Who got it; null unless the other one was told so. */
async function raceFor(
    agents: readonly OdooSession[],
    body: Record<string, unknown>,
): Promise<{ winner: OdooSession | null; replies: readonly ApiReply[] }> {
    const replies = await Promise.all(agents.map((agent) => agent.api("desk/claim", body)));
    const first = replies.findIndex(({ status }) => status === 200);
    const winner = agents[first];
    const no = replies[1 - first];
    const details = no?.body["details"] as { agent?: { id: number } } | undefined;
    const isTold = no?.status === 409 && no.body["code"] === "already_claimed";
    const isRight = winner !== undefined && isTold && details?.agent?.id === winner.userId;
    return { winner: isRight ? winner : null, replies };
}

QUnit.module("e2e > desk", (hooks) => {
    const visitors: DeskVisitor[] = [];

    hooks.before(() => liftLimits());
    hooks.after(async () => {
        await Promise.all(visitors.map((visitor) => visitor.ask("close")));
        visitors.forEach((visitor) => visitor.leave());
    });

    async function come(topic: string, words: string, more = {}): Promise<DeskVisitor> {
        const visitor = await DeskVisitor.come(topic, words, more);
        visitors.push(visitor);
        return visitor;
    }

    peopleTest("from hand to hand: who waits, claim, transfer, join, give back", async (assert) => {
        await offerSubjects();
        const team = await newTeam();
        const nora = await come("Nora", "Where is my bill?", FACTS);
        const [{ desk: one, person: ada }, { desk: two, person: amir }] = await Promise.all([
            DeskPage.open("agent"),
            DeskPage.open("agent2"),
        ]);

        // Who comes to the desk while somebody waits sees them at once.
        const row = one.row(nora.name);
        await row.locator(".o-seitech-WaitingTime").waitFor();
        const told = await row.innerText();
        for (const fact of ["Payment", "French", "shop.example.com"]) {
            assert.true(told.includes(fact), `the queue shows ${fact}`);
        }
        await one.page.locator(".o-seitech-DeskBadge-waiting").waitFor();
        await two.row(nora.name).waitFor();

        await one.look("waiting");
        await two.look("waiting");
        await Promise.all([one.claimAtOnce(nora.name), two.claimAtOnce(nora.name)]);
        const isFirst = await Promise.race([
            one.stage
                .getByText("You have this request")
                .waitFor()
                .then(() => true),
            two.stage
                .getByText("You have this request")
                .waitFor()
                .then(() => false),
        ]);
        const [winner, loser] = isFirst ? [one, two] : [two, one];
        const [holder, other] = isFirst ? [ADA, AMIR] : [AMIR, ADA];
        await loser.notice.getByText(holder).waitFor();
        assert.strictEqual(await loser.stage.getByText("You have").count(), 0, "one has it");
        (isFirst ? amir : ada).forgiveConsole(/409 \(CONFLICT\)/);

        // Beside the conversation: who it is.
        for (const fact of ["Payment", "French", "shop.example.com", "search.example.org"]) {
            await winner.card.getByText(fact).first().waitFor();
        }
        const link = winner.card.getByRole("link", { name: "shop.example.com" });
        assert.strictEqual(await link.getAttribute("rel"), "noopener noreferrer");
        await winner.heading(nora.name).waitFor();

        await winner.press("transfer");
        await winner.dialog.getByText(other).click();
        await winner.dialog.locator("textarea").fill("Speaks French");
        await winner.dialog.getByRole("button", { name: "Transfer" }).click();
        await winner.stage.getByText(`${other} has this request`).waitFor();
        await loser.look("mine");
        await loser.openRow(nora.name);
        await loser.notes("Speaks French").waitFor();

        // The first one is still in the conversation: both are heard.
        await winner.chat.write("One of two agents");
        await loser.chat.write("Two of two agents");
        await nora.hears("One of two agents");
        await nora.hears("Two of two agents");

        await loser.press("transfer");
        await loser.dialog.getByText(team).click();
        await loser.dialog.getByRole("button", { name: "Transfer" }).click();
        await winner.stage.getByText(`Waiting for ${team}`).waitFor();
        await winner.press("claim");
        await winner.stage.getByText("You have this request").waitFor();
        await winner.press("release");
        await loser.stage.getByText(`Waiting for ${team}`).waitFor();
        assert.false(nora.everythingHeard().includes("Speaks French"), "notes are not for Nora");
    });

    QUnit.test(`two agents claim at once, ${RACES} times: one wins each time`, async (assert) => {
        const visitor = await come("Race", "Me first");
        const body = { channel_id: visitor.channelId };
        const agents = await Promise.all(["agent", "agent2"].map((a) => OdooSession.signIn(a)));
        const odd: string[] = [];
        for (let race = 0; race < RACES; race++) {
            const { winner, replies } = await raceFor(agents, body);
            if (!winner) {
                odd.push(replies.map(({ text }) => text).join(" | "));
            }
            await winner?.apiOk("desk/release", body);
        }
        assert.deepEqual(odd, [], "one is given it, the other is told who has it");
    });

    peopleTest(`${VISITORS} visitors and one agent: nothing is mixed up`, async (assert) => {
        const { desk } = await DeskPage.open("agent");
        const crowd = await Promise.all(
            Array.from({ length: VISITORS }, (_, at) => come(`Guest ${at}`, `question ${at}.`)),
        );
        for (const [at, visitor] of crowd.entries()) {
            await desk.claim(visitor.name);
            await desk.stage.getByText("You have this request").waitFor();
            await desk.heading(visitor.name).waitFor();
            await desk.chat.message(`question ${at}.`).waitFor();
            await desk.chat.write(`answer to ${visitor.name}`);
        }
        await Promise.all(crowd.map((visitor) => visitor.hears(`answer to ${visitor.name}`)));
        await Promise.all(crowd.map((visitor, at) => visitor.say(`thanks ${at}.`)));
        for (const [at, visitor] of crowd.entries()) {
            const texts = (await visitor.texts()).filter((text) =>
                /question|answer|thanks/.test(text),
            );
            const own = [`question ${at}.`, `answer to ${visitor.name}`, `thanks ${at}.`];
            assert.deepEqual(texts, own);
        }
        await desk.look("mine");
        const unread = desk.row("Guest").locator(".o-seitech-DeskRow-unread");
        // The conversation that is open is being read.
        await waitUntil(
            "the others are unread",
            async () => (await unread.count()) === VISITORS - 1,
        );

        await desk.page.reload();
        await desk.whenReady();
        await desk.look("mine");
        for (const [at, visitor] of crowd.entries()) {
            await desk.openRow(visitor.name);
            await desk.chat.message(`thanks ${at}.`).waitFor();
            const texts = await desk.chat.texts();
            assert.true(
                texts.every((text) => !/\d\./.test(text) || text.endsWith(` ${at}.`)),
                `after a reload: ${texts.join(", ")}`,
            );
        }
        await Promise.all(crowd.map((visitor) => visitor.ask("close")));
        await waitUntil("they are gone", async () => {
            const left = await desk.page
                .locator(".o-seitech-DeskRow", { hasText: "Guest" })
                .count();
            return left === 0;
        });
    });
});

/** A visitor and the support team talk: live, in two tabs, tomorrow, and while the server is away. */
import type { Locator } from "playwright-core";
import { randomUUID } from "node:crypto";

import { ChatPage } from "../helpers/chat_page";
import { liftLimits } from "../helpers/crowd";
import { Person, peopleTest } from "../helpers/e2e_browser";
import { startServer, stopServer } from "../helpers/odoo_server";
import { waitUntil } from "../helpers/odoo_session";
import { samplePicture } from "../helpers/sample_files";
import { setTeamThere, sql, SupportCase } from "../helpers/support_team";
import { SupportWidget } from "../helpers/support_widget";

/** What the issue promises people; the figures themselves belong to tests/bench. */
const LIVE_MS = 1_000;
const ROUNDS = 5;
/** What a browser says by itself about a server that is not there. */
const SERVER_AWAY = /ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_SOCKET|WebSocket connection to/;

QUnit.module("e2e > visitor", (hooks) => {
    hooks.before(liftLimits);
    hooks.beforeEach(() => setTeamThere(true));

    peopleTest("two clicks to a person; live, seen and typing both ways", async (assert) => {
        const visitor = await Person.visitor();
        const widget = await SupportWidget.at(visitor.page);
        const name = anyName();
        await widget.button.click();
        await widget.field("name").fill(name);
        await widget.field("text").fill("Do you ship books?");
        assert.strictEqual(await conversationsOf(name), "0", "nothing was made before");
        await widget.submit.click();
        await widget.delivery("sent").waitFor();
        assert.strictEqual(await conversationsOf(name), "1", "one conversation");
        assert.ok(await isFocused(widget), "and the visitor can go on writing");

        const support = await SupportCase.claim(name);
        await widget.title.getByText("Ada Agent").waitFor();
        const agent = await Person.signIn("agent");
        const desk = await ChatPage.openBackend(agent.page, support.channelId);
        await desk.message("Do you ship books?").waitFor();
        await widget.delivery("seen").waitFor();

        const toAgent = await latencies(
            (text) => widget.write(text),
            (text) => desk.message(text).waitFor(),
        );
        const toVisitor = await latencies(
            (text) => desk.write(text),
            (text) => widget.message(text).waitFor(),
        );
        assert.ok(median(toAgent) < LIVE_MS, `to the agent: ${toAgent.join(", ")} ms`);
        assert.ok(median(toVisitor) < LIVE_MS, `to the visitor: ${toVisitor.join(", ")} ms`);
        await waitUntil("the server knows what the visitor has seen", () => hasSeenAll(support));
        await desk.delivery((await desk.texts()).at(-1) ?? "", "Seen").waitFor();
        assert.deepEqual(await widget.texts(), await desk.texts(), "both see the same");

        await typeUntil(desk.composer, widget.typing.getByText("Ada Agent is typing"));
        await typeUntil(widget.composer, desk.find(".o-seitech-TypingLine-text").getByText(name));
        assert.ok(true, "both see the other type");

        const evil = `<img src=x onerror="window.hacked=1"> ${randomUUID()}`;
        await widget.write(evil);
        await desk.message(evil).waitFor();
        assert.strictEqual((await widget.texts()).at(-1), evil, "what is typed is never code");
    });

    peopleTest("reload, second tab, browser restart: one conversation", async (assert) => {
        const visitor = await Person.visitor();
        const widget = await SupportWidget.at(visitor.page);
        const name = anyName();
        await widget.open();
        await widget.start({ name, text: "First" });
        await widget.composer.fill("Half a thou");
        const support = await SupportCase.claim(name);
        await support.say("Second");
        await widget.message("Second").waitFor();

        await visitor.page.reload();
        await widget.message("Second").waitFor();
        assert.deepEqual(await widget.texts(), ["First", "Second"], "open as it was");
        assert.strictEqual(await widget.composer.inputValue(), "Half a thou", "what was typed too");

        const other = await SupportWidget.at(await visitor.newTab(), "/contactus");
        await other.message("Second").waitFor();
        await other.write("Third");
        await widget.message("Third").waitFor();
        await support.say("Fourth");
        await Promise.all([widget, other].map((tab) => tab.message("Fourth").waitFor()));
        assert.deepEqual(await widget.texts(), await other.texts(), "both tabs are live");

        await other.named("Minimise").click();
        await widget.page.bringToFront();
        await widget.named("Minimise").click();
        await support.say("Fifth");
        await support.say("Sixth");
        await Promise.all([widget, other].map((tab) => tab.badge.getByText("2").waitFor()));
        await widget.open();
        await widget.message("Sixth").waitFor();
        await other.badge.waitFor({ state: "hidden" });
        assert.ok(true, "unread in both, read in both");

        await widget.named("Minimise").click();
        await visitor.page.waitForTimeout(300);
        const storage = await visitor.context.storageState();
        await visitor.close();
        await support.say("Seventh");
        const again = await Person.visitor({ storage });
        const later = await SupportWidget.at(again.page);
        await later.badge.getByText("1").waitFor();
        await later.open();
        await later.message("Seventh").waitFor();
        await later.write("Eighth");
        await support.heard("Eighth");
        const all = "First Second Third Fourth Fifth Sixth Seventh Eighth".split(" ");
        assert.deepEqual(await later.texts(), all, "after the browser was started again");
        assert.deepEqual(await support.texts(), all, "everything, once, in order");
        assert.strictEqual(await conversationsOf(name), "1");
    });

    peopleTest("files: when an agent allows them, held until one takes them", async (assert) => {
        const { page } = await Person.visitor();
        const widget = await SupportWidget.at(page);
        const name = anyName();
        await widget.open();
        await widget.start({ name, text: "May I show you something?" });
        const support = await SupportCase.claim(name);
        const attach = widget.named("Attach a file");
        assert.strictEqual(await attach.count(), 0, "no file by default");
        await support.desk("files", { allowed: true });
        await attach.waitFor();

        const chosen = page.waitForEvent("filechooser");
        await attach.click();
        await (await chosen).setFiles(samplePicture("proof.png"));
        const file = widget.panel.locator(".o-seitech-VisitFiles");
        await file.getByText("proof.png").waitFor();
        await widget.delivery("sending").waitFor({ state: "detached" });
        assert.strictEqual(await file.locator("a").count(), 0, "nobody can open it yet");
        const held = (await support.messages()).at(-1);
        assert.deepEqual(
            held?.attachments.map(({ url, held: isHeld }) => [url, isHeld]),
            [[null, true]],
            "not even the agent",
        );
        await support.desk("accept_files", { message_id: held?.id });
        await file.locator("a img").waitFor();
        await waitUntil("the picture is there", () =>
            file
                .locator("img")
                .evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0),
        );
        await support.desk("files", { allowed: false });
        await attach.waitFor({ state: "detached" });
        assert.ok(true, "and no more once it is taken back");
    });

    peopleTest("end, rating, transcript, and anew", async (assert) => {
        const visitor = await Person.visitor();
        const widget = await SupportWidget.at(visitor.page);
        const name = anyName();
        const email = `${randomUUID()}@example.com`;
        await widget.open();
        await widget.start({ name, email, text: "Thank you" });
        const support = await SupportCase.claim(name);
        await support.say("You are welcome");
        await widget.message("You are welcome").waitFor();

        await widget.choose("end");
        await widget.named("Go on chatting").waitFor();
        await widget.page.keyboard.press("Escape");
        await widget.named("Go on chatting").waitFor({ state: "detached" });
        assert.ok(await isFocused(widget), "one can think better of it");
        await widget.end();
        assert.strictEqual(
            await sql(`SELECT state FROM seitech_chat_channel WHERE id = ${support.channelId}`),
            "closed",
        );

        await widget.panel.getByRole("radio", { name: "Good", exact: true }).check({ force: true });
        await widget.panel.getByRole("textbox").fill("Quick and kind");
        await widget.named("Send").click();
        await widget.panel.getByText("Thank you for telling us!").waitFor();
        await waitUntil(
            "Odoo has the rating",
            async () =>
                (await sql(
                    `SELECT r.rating, r.feedback FROM rating_rating r
                       JOIN seitech_chat_support s ON s.id = r.res_id
                      WHERE r.res_model = 'seitech.chat.support' AND r.consumed
                        AND s.channel_id = ${support.channelId}`,
                )) === "4|Quick and kind",
        );
        await widget.named("Send me this conversation by e-mail").click();
        await widget.panel.getByText("on its way to your mailbox").waitFor();
        assert.strictEqual(
            await sql(`SELECT count(*) FROM mail_mail
                WHERE email_to = '${email}' AND body_html LIKE '%You are welcome%'`),
            "1",
            "a transcript",
        );
        await visitor.page.reload();
        await widget.message("You are welcome").waitFor();
        await widget.named("Start a new conversation").click();
        await widget.field("text").waitFor();
        assert.strictEqual(await widget.field("name").inputValue(), name, "the name is known");
        assert.strictEqual(await widget.token(), null);
    });

    peopleTest("the server restarts in mid-conversation", async (assert) => {
        const visitor = await Person.visitor();
        const widget = await SupportWidget.at(visitor.page);
        const name = anyName();
        await widget.open();
        await widget.start({ name, text: "Are you there?" });
        const support = await SupportCase.claim(name);
        await support.say("Yes");
        await widget.message("Yes").waitFor();

        await stopServer();
        try {
            await widget.write("Still there?");
            await widget.write("Hello?");
            await widget.connectionLine.waitFor({ timeout: 20_000 });
            assert.strictEqual(await widget.delivery("sending").count(), 2, "both wait");
        } finally {
            await startServer();
        }
        await widget.delivery("sending").first().waitFor({ state: "detached", timeout: 60_000 });
        await support.heard("Hello?");
        await support.say("Yes, again");
        await widget.message("Yes, again").waitFor({ timeout: 40_000 });
        await widget.connectionLine.waitFor({ state: "detached", timeout: 40_000 });
        const all = ["Are you there?", "Yes", "Still there?", "Hello?", "Yes, again"];
        assert.deepEqual(await widget.texts(), all, "everything, once, in order");
        assert.deepEqual(await support.texts(), all, "for the agent as well");
        visitor.forgiveConsole(SERVER_AWAY);
    });
});

function anyName(): string {
    return `Vera ${randomUUID().slice(0, 8)}`;
}

function conversationsOf(visitorName: string): Promise<string> {
    return sql(`SELECT count(*) FROM seitech_chat_visitor v
        JOIN seitech_chat_member m ON m.visitor_id = v.id WHERE v.name = '${visitorName}'`);
}

async function hasSeenAll({ channelId }: SupportCase): Promise<boolean> {
    const all = await sql(`SELECT me.read_message_id = max(m.id) FROM seitech_chat_member me
        JOIN seitech_chat_message m ON m.channel_id = me.channel_id
        WHERE me.channel_id = ${channelId} AND me.visitor_id IS NOT NULL GROUP BY me.id`);
    return all === "t";
}

function isFocused(widget: SupportWidget): Promise<boolean> {
    return widget.composer.evaluate((composer) => composer === document.activeElement);
}

/** Right after a message the first news of typing may be held back: whoever goes on is seen. */
async function typeUntil(composer: Locator, shown: Locator): Promise<void> {
    await waitUntil("somebody is seen typing", async () => {
        await composer.pressSequentially("well, ", { delay: 50 });
        return shown.isVisible();
    });
}

/** Milliseconds from writing to reading, for a few messages. */
async function latencies(
    write: (text: string) => Promise<void>,
    read: (text: string) => Promise<void>,
): Promise<number[]> {
    const found: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
        const text = `live ${round} ${randomUUID()}`;
        const start = performance.now();
        await write(text);
        await read(text);
        found.push(Math.round(performance.now() - start));
    }
    return found;
}

function median(values: readonly number[]): number {
    return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Infinity;
}

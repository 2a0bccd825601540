/** What one agent does with one conversation, and what of it never reaches the visitor. */
import { randomUUID } from "node:crypto";

import { liftLimits } from "../helpers/crowd";
import { DeskPage, DeskVisitor } from "../helpers/desk_page";
import { peopleTest } from "../helpers/e2e_browser";
import { OdooSession, waitUntil } from "../helpers/odoo_session";

const PAGE = "https://shop.example.com/courses";

QUnit.module("e2e > desk > work", (hooks) => {
    const key = randomUUID().slice(0, 6);
    const [tag, shortcut] = [`Refund ${key}`, `greet${key}`];

    hooks.before(async () => {
        await liftLimits();
        const manager = await OdooSession.signIn("manager");
        await manager.callKwOk("seitech.chat.tag", "create", [[{ name: tag, color: 3 }]]);
        const agent = await OdooSession.signIn("agent");
        const answer = { source: shortcut, substitution: "Good morning, how can I help?" };
        await agent.callKwOk("mail.canned.response", "create", [[answer]]);
    });

    peopleTest("notes, ready-made answers, tags, files, and an agent's reload", async (assert) => {
        const secret = `marker-${randomUUID()}`;
        const visitor = await DeskVisitor.come("Vera", "First words", { page: PAGE });
        const { desk } = await DeskPage.open("agent");
        const { page, chat } = desk;
        await desk.openRow(visitor.name);
        await page.keyboard.press("Alt+c");
        await desk.stage.getByText("You have this request").waitFor();

        await desk.note(`${secret} in the place of messages`);
        await desk.notes(`${secret} in the place of messages`).waitFor();
        const beside = desk.card.locator(".o-seitech-NoteComposer-field");
        await beside.fill(`${secret} beside`);
        await beside.press("Enter");
        await desk.notes(`${secret} beside`).waitFor();
        await beside.fill(`${secret} not sent yet`);

        await chat.composer.pressSequentially(`::${shortcut.slice(0, -1)}`);
        await page.getByRole("option", { name: shortcut }).waitFor();
        await page.keyboard.press("Enter");
        await waitUntil("the answer is in the field", async () =>
            (await chat.composer.inputValue()).startsWith("Good morning, how can I help?"),
        );
        await chat.composer.press("Enter");
        await visitor.hears("Good morning, how can I help?");

        await desk.card.locator(".o-seitech-PersonPanel-tags").click();
        await page.getByRole("menuitemcheckbox", { name: tag }).click();
        await desk.card.locator(".o-seitech-DeskTags-tag", { hasText: tag }).waitFor();

        assert.strictEqual(
            await visitor.sendFile("early.txt", "too early"),
            403,
            "not allowed yet",
        );
        await desk.choose("files");
        await waitUntil("files may be sent", async () => {
            return (await visitor.sendFile("list.txt", "one, two")) === 200;
        });
        await chat.timeline.getByText("held until an agent accepts it").waitFor();
        const held = (await visitor.messages()).flatMap(({ attachments }) => attachments);
        assert.deepEqual(
            held.map((file) => [file.held, file.url]),
            [[true, null]],
            "nobody can open it, not even who sent it",
        );
        await chat.timeline.getByRole("button", { name: "Accept" }).click();
        await chat.timeline
            .getByText("held until an agent accepts it")
            .waitFor({ state: "detached" });
        const [accepted] = (await visitor.messages()).flatMap(({ attachments }) => attachments);
        assert.false(accepted?.held);
        assert.ok(accepted?.url, "now it has an address");

        await page.reload();
        await desk.whenReady();
        await desk.notes(`${secret} beside`).waitFor();
        await chat.message("Good morning, how can I help?").waitFor();
        assert.strictEqual(await beside.inputValue(), `${secret} not sent yet`);
        await desk.card.locator(".o-seitech-DeskTags-tag", { hasText: tag }).waitFor();
        await desk.stage.getByText("You have this request").waitFor();

        await visitor.lookEverywhere();
        await chat.write("Anything else?");
        await visitor.hears("Anything else?");
        await visitor.ask("close");
        assert.false(visitor.everythingHeard().includes(secret), "no note on socket or routes");
        assert.true(visitor.everythingHeard().includes("Anything else?"), "which were listened to");
        visitor.leave();
    });

    peopleTest("keys, close and reopen, block and spam, the card", async (assert) => {
        const email = `${randomUUID().slice(0, 8)}@example.com`;
        const before = await DeskVisitor.come("Earlier", "Long ago", { email });
        const [first, second] = [
            await DeskVisitor.come("Uma", "One", {
                email,
                page: PAGE,
                referrer: "https://a.example/",
            }),
            await DeskVisitor.come("Wim", "Two"),
        ];
        const agent = await OdooSession.signIn("agent");
        await agent.apiOk("desk/claim", { channel_id: before.channelId });
        await before.ask("close");
        const { desk, person } = await DeskPage.open("agent");
        const { page, chat } = desk;

        await desk.row(second.name).waitFor();
        await page.keyboard.press("Alt+n");
        await page.locator(".o-seitech-DeskBar-stage").waitFor();
        for (let steps = 0; steps < 30; steps++) {
            const name = await page.locator(".o-seitech-ConversationHeader-name").innerText();
            if (name === first.name) {
                break;
            }
            await page.keyboard.press("Alt+n");
            await page.waitForTimeout(50);
        }
        await desk.heading(first.name).waitFor();
        await page.keyboard.press("Alt+n");
        await desk.heading(second.name).waitFor();
        await page.keyboard.press("Alt+p");
        await desk.heading(first.name).waitFor();
        await desk.card.getByText(email).waitFor();
        await desk.card.getByText("a.example").waitFor();
        await desk.card.getByRole("heading", { name: "Earlier conversations" }).waitFor();
        assert.strictEqual(await desk.card.locator(".o-seitech-PersonPanel-earlier").count(), 1);
        await page.keyboard.press("Alt+c");
        await desk.stage.getByText("You have this request").waitFor();

        await page.keyboard.press("Alt+e");
        await desk.stage.getByText("Closed").waitFor();
        assert.strictEqual(await first.say("Is anybody there?"), 409);
        await desk.press("reopen");
        await desk.press("claim");
        await desk.stage.getByText("You have this request").waitFor();
        assert.strictEqual(await first.say("There you are"), 200);
        await chat.message("There you are").waitFor();

        await desk.choose("block");
        await desk.dialog.getByText("1 hour", { exact: false }).first().click();
        await desk.dialog.getByRole("button", { name: "Block" }).click();
        await desk.card.getByText("Blocked until").waitFor();
        assert.strictEqual(await first.say("Let me in"), 403);
        await desk.choose("unblock");
        await desk.card.getByText("Blocked until").waitFor({ state: "detached" });
        assert.strictEqual(await first.say("Thank you"), 200);
        await chat.message("Thank you").waitFor();

        await desk.look("waiting");
        await desk.openRow(second.name);
        await desk.choose("spam");
        await desk.dialog.getByRole("button", { name: "Spam" }).click();
        await desk.stage.getByText("Spam").waitFor();
        await desk.row(second.name).waitFor({ state: "detached" });
        assert.notStrictEqual(await second.say("Buy this"), 200);
        // Everybody here comes from one network: nobody else is to be kept away with the spammer.
        await agent.apiOk("desk/unblock", { channel_id: second.channelId });
        await first.ask("close");
        [before, first, second].forEach((visitor) => visitor.leave());
        person.forgiveConsole(/409 \(CONFLICT\)/);
    });
});

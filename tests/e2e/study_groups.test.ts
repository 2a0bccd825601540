/** Study groups on the portal: found, find, ask, let in, talk, be full, leave; also without script. */
import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";

import { ChatPage } from "../helpers/chat_page";
import { afterTest, Person, peopleTest, PHONE } from "../helpers/e2e_browser";
import { OdooSession } from "../helpers/odoo_session";

/** What browsers say when a page that is shown says no: the form that comes back with the reason. */
const REFUSED = /status of (409|422)/;

/** Nothing of a test is left behind, whatever became of it. */
function forgetGroup(name: string): void {
    afterTest(async () => {
        const manager = await OdooSession.signIn("manager");
        const model = "seitech.study.group";
        const ids = await manager.callKw(model, "search", [[["name", "=", name]]]);
        await manager.callKw(model, "unlink", [ids]);
    });
}

/** Fills in the form for a new group and sends it. */
async function found(page: Page, name: string, privacy: string, size = ""): Promise<string> {
    await page.goto("/my/groups");
    await page.getByRole("link", { name: "New study group" }).click();
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Description").fill("Tuesdays at six, in the library");
    await page.getByLabel(privacy).check();
    await page.getByLabel("Size limit").fill(size);
    await page.getByRole("button", { name: "Create the group" }).click();
    await page.getByText("The study group is there.").waitFor();
    return new URL(page.url()).pathname;
}

async function findGroup(page: Page, name: string): Promise<void> {
    await page.goto("/my/groups");
    await page.getByLabel("Search by name").fill(name);
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await page.getByRole("link", { name }).click();
    await page.getByRole("heading", { name }).waitFor();
}

async function widthBeyondScreen(page: Page): Promise<number> {
    return page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
    });
}

QUnit.module("e2e > study groups", () => {
    peopleTest("found, ask to join, let in, talk, leave", async (assert) => {
        const name = `Circle ${randomUUID().slice(0, 8)}`;
        forgetGroup(name);
        const owner = await Person.signIn("student");
        const fellow = await Person.signIn("student2", { viewport: PHONE });
        const path = await found(owner.page, name, "On approval: a moderator decides", "2");

        await findGroup(fellow.page, name);
        assert.strictEqual(await fellow.page.getByText("Open the chat").count(), 0);
        assert.strictEqual(await widthBeyondScreen(fellow.page), 0, "the page fits a phone");
        await fellow.page.getByRole("button", { name: "Ask to join" }).click();
        await fellow.page.getByText("You have asked to join.").waitFor();

        await owner.page.reload();
        await owner.page.getByRole("button", { name: "Let in Sofia Student" }).click();
        await owner.page.getByText("They are a member of this study group now.").waitFor();
        assert.ok(await owner.page.getByText("2 of 2").isVisible());
        const third = await OdooSession.signIn("student3");
        await third.apiOk("group/join", { group_id: Number(path.split("/").pop()) });
        await owner.page.reload();
        await owner.page.getByRole("button", { name: "Let in Soren Student" }).click();
        await owner.page.getByRole("alert").getByText("The study group is full.").waitFor();
        await owner.page.getByRole("button", { name: "Turn down Soren Student" }).click();
        await owner.page.getByText("The request is turned down.").waitFor();

        await fellow.page.goto(path);
        await fellow.page.getByRole("link", { name: "Open the chat" }).click();
        const small = await ChatPage.whenReady(fellow.page);
        await small.composer.fill("Here I am");
        await small.composer.press("Enter");
        await owner.page.getByRole("link", { name: "Open the chat" }).click();
        const large = owner.page.locator(".o-seitech-ChatWindow");
        await large.locator(".o-seitech-Message", { hasText: "Here I am" }).waitFor();
        assert.strictEqual(new URL(owner.page.url()).pathname, path, "it opens in place");
        await large.locator("textarea").fill("Welcome");
        await large.locator("textarea").press("Enter");
        await fellow.page.locator(".o-seitech-Message", { hasText: "Welcome" }).waitFor();

        await fellow.page.goto(path);
        await fellow.page.getByText("Leave the group").click();
        await fellow.page.getByRole("button", { name: "Leave now" }).click();
        await fellow.page.getByText("You are no longer part of this study group.").waitFor();
        await large.getByText("Sofia Student left").first().waitFor();
        owner.forgiveConsole(REFUSED);
    });

    peopleTest("a full group, and everything without script", async (assert) => {
        const name = `Round ${randomUUID().slice(0, 8)}`;
        forgetGroup(name);
        const owner = await Person.signIn("student", { withoutScript: true });
        const path = await found(owner.page, name, "Open: everybody who finds it can join", "1");
        const groupId = Number(path.split("/").pop());

        const fellow = await Person.signIn("student2", { withoutScript: true, viewport: PHONE });
        await findGroup(fellow.page, name);
        assert.ok(await fellow.page.getByText("Full", { exact: true }).isVisible());
        assert.strictEqual(await fellow.page.getByRole("button", { name: "Join" }).count(), 0);
        const session = await OdooSession.signIn("student2");
        const refused = await session.api("group/join", { group_id: groupId });
        assert.strictEqual(refused.body["code"], "group_full", "nor by the API");

        await owner.page.getByRole("link", { name: "Edit" }).click();
        await owner.page.getByLabel("Name").fill("\u200b");
        await owner.page.getByLabel("Description").fill("What I have typed");
        await owner.page.getByLabel("Size limit").fill("2");
        await owner.page.getByRole("button", { name: "Save" }).click();
        await owner.page.getByRole("alert").getByText("The name is empty.").waitFor();
        assert.strictEqual(
            await owner.page.getByLabel("Description").inputValue(),
            "What I have typed",
        );
        owner.forgiveConsole(REFUSED);
        await owner.page.getByLabel("Name").fill(name);
        await owner.page.getByRole("button", { name: "Save" }).click();
        await owner.page.getByText("Your changes are saved.").waitFor();

        await fellow.page.reload();
        await fellow.page.getByRole("button", { name: "Join" }).click();
        await fellow.page.getByText("You are a member of this study group now.").waitFor();
        assert.strictEqual(await widthBeyondScreen(fellow.page), 0, "the page fits a phone");

        await owner.page.goto(path);
        await owner.page.locator("summary", { hasText: "Manage" }).click();
        await owner.page.getByRole("button", { name: "Make owner Sofia Student" }).click();
        await owner.page.getByText("The study group has another owner now.").waitFor();
        await fellow.page.goto(path);
        await fellow.page.getByText("Delete the group").click();
        await fellow.page.getByRole("button", { name: "Delete now" }).click();
        await fellow.page.getByText("The study group is deleted.").waitFor();
    });
});

/** The chat on pages of one's own: doc/examples/seitech_chat_pages, installed and used. */
import { ChatPage } from "../helpers/chat_page";
import { afterTest, Person, peopleTest } from "../helpers/e2e_browser";
import { installExample, uninstallExample } from "../helpers/example_module";
import { ODOO_URL, OdooSession } from "../helpers/odoo_session";
import { hidePair } from "../helpers/pairs";

const MODULE = "seitech_chat_pages";
/** Odoo loads its modules anew, and the next page compiles all assets. */
const INSTALLING_MS = 240_000;
const FIELDS = ["seitech_chat_widget", "seitech_chat_pages", "seitech_chat_addresses"] as const;

QUnit.module("e2e > examples", (hooks) => {
    let website: Record<string, unknown>;

    hooks.before(async (assert) => {
        assert.timeout(INSTALLING_MS);
        website = await readWebsite();
        await installExample(MODULE);
    });
    hooks.after(async (assert) => {
        assert.timeout(INSTALLING_MS);
        await uninstallExample(MODULE);
        const admin = await OdooSession.signIn("admin");
        const values = { ...website, seitech_chat_label: false };
        await admin.callKwOk("website", "write", [[1], values]);
    });

    peopleTest("the widget on the home page", async (assert) => {
        const { page } = await Person.visitor();
        await page.goto(ODOO_URL);
        await page.getByRole("button", { name: "Questions? Ask us" }).click();
        await page.locator(".o-seitech-Visit").waitFor();
        await page.goto(`${ODOO_URL}/slides`);
        assert.strictEqual(await page.locator(".o_seitech_help").count(), 0, "and nowhere else");
    });

    peopleTest("a student's dashboard with the chat in its sidebar", async (assert) => {
        afterTest(hidePairs);
        const { page } = await Person.signIn("student");
        await page.goto(`${ODOO_URL}/my/learning`);
        const chat = new ChatPage(page, page.locator("aside"));
        await chat.rows.first().waitFor();
        await chat.open("Ines Instructor");
        await chat.composer.waitFor();
        const [place, courses] = await Promise.all([
            page.locator("aside .o-seitech-Messenger").boundingBox(),
            page.locator("section", { hasText: "My learning" }).boundingBox(),
        ]);
        assert.ok(place && courses && place.x >= courses.x + courses.width, "side by side");
        assert.strictEqual(await page.locator(".o-seitech-Bubble").count(), 0, "no bubble besides");

        await page.getByRole("link", { name: "Chat with Instructor" }).first().click();
        await chat.find(".o-seitech-ConversationHeader-name").waitFor();
        assert.strictEqual(
            await page.locator(".o-seitech-ChatWindow").count(),
            0,
            "what would have floated opens in the chat that is on the page",
        );
    });

    peopleTest("a chat with the instructor, from the page of the course", async (assert) => {
        afterTest(hidePairs);
        const { page } = await Person.signIn("student");
        await page.goto(`${ODOO_URL}${await courseAddress()}`);
        // Until the script is there, the link leads to the page of the chat.
        await page.locator(".o-seitech-BubbleButton").waitFor();
        await page.getByRole("link", { name: "Chat with Instructor", exact: true }).first().click();
        const chat = new ChatPage(page);
        await chat.window("Ines Instructor").composer.waitFor();
        assert.true(page.url().includes("/slides/"), "above the page of the course");
    });

    peopleTest("the floating chat in the layout", async (assert) => {
        const { page } = await Person.signIn("student");
        await page.goto(`${ODOO_URL}/contactus`);
        await page.locator(".o-seitech-BubbleButton").waitFor();
        await page.getByRole("link", { name: "Write to the support team" }).click();
        await page.locator(".o-seitech-ChatWindow textarea").waitFor();
        assert.true(page.url().endsWith("/contactus"));
    });
});

async function readWebsite(): Promise<Record<string, unknown>> {
    const admin = await OdooSession.signIn("admin");
    const [values] = (await admin.callKwOk("website", "read", [[1], FIELDS])) as [
        Record<string, unknown>,
    ];
    return Object.fromEntries(FIELDS.map((name) => [name, values[name]]));
}

/** With the instructor of the demo, about each of her courses. */
async function hidePairs(): Promise<void> {
    const admin = await OdooSession.signIn("admin");
    const domain = [["user_id.name", "=", "Ines Instructor"]];
    const courses = (await admin.callKwOk("slide.channel", "search", [domain])) as number[];
    for (const course of courses) {
        await hidePair(course);
    }
}

async function courseAddress(): Promise<string> {
    const admin = await OdooSession.signIn("admin");
    const [course] = (await admin.callKwOk("slide.channel", "search_read", [
        [["user_id.name", "=", "Ines Instructor"]],
        ["website_url"],
    ])) as [{ website_url: string }];
    return new URL(course.website_url, ODOO_URL).pathname;
}

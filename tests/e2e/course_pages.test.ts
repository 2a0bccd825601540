/** The chat on the pages of courses and lessons, for students, those who teach, and everybody else. */
import type { BrowserContext, Frame, Locator, Page } from "playwright-core";

import { ChatPage } from "../helpers/chat_page";
import { afterTest, Person, peopleTest, type PersonOptions, PHONE } from "../helpers/e2e_browser";
import { OdooSession } from "../helpers/odoo_session";
import { hidePair } from "../helpers/pairs";

const COURSE = "Statistics for Beginners";
const VIDEO = "Mean, median and mode";
const SCRIPT = "Script of the course";
const INSTRUCTOR = "Ines Instructor";

/** What YouTube's player says to the page around it, and does when it is told to. */
const PLAYER = `<title>Player</title><script>
    let seconds = 0;
    const tell = () => parent.postMessage(JSON.stringify({ event: "infoDelivery", info: { currentTime: seconds } }), "*");
    addEventListener("message", ({ data }) => {
        const { event, func, args } = JSON.parse(data);
        if (func === "seekTo") { [seconds] = args; }
        if (event === "listening" || func) { document.title = "at " + seconds; tell(); }
    });
    globalThis.playTo = (second) => { seconds = second; tell(); };
</script>`;
const PLAYER_API = `window.YT = { Player: class {}, PlayerState: { ENDED: 0 } };
    setTimeout(() => window.onYouTubeIframeAPIReady());`;

/** YouTube is not asked: what stands in for it speaks as it does. */
async function standInForYouTube(context: BrowserContext): Promise<void> {
    await context.route(/^https?:\/\/www\.youtube(-nocookie)?\.com\//, (route) =>
        route.request().url().includes("iframe_api")
            ? route.fulfill({ contentType: "text/javascript", body: PLAYER_API })
            : route.fulfill({ contentType: "text/html", body: PLAYER }),
    );
}

async function enter(login: string, options: PersonOptions = {}): Promise<Page> {
    const person = await (login ? Person.signIn(login, options) : Person.visitor(options));
    await standInForYouTube(person.context);
    return person.page;
}

/** @returns The player, once it talks to the page. */
async function playerOf(page: Page): Promise<Frame> {
    const frame = await (await page.waitForSelector("iframe[src*=youtube]")).contentFrame();
    if (!frame) {
        throw new Error("the player has no page");
    }
    await frame.waitForFunction(() => document.title.startsWith("at "));
    return frame;
}

interface Ids {
    readonly course: number;
    readonly lesson: (name: string) => string;
}

/** @returns Addresses of the demo course, as a student in it finds them. */
async function findIds(): Promise<Ids> {
    const student = await OdooSession.signIn("student");
    const search = async (model: string, name: string): Promise<number[]> =>
        (await student.callKwOk(model, "search", [[["name", "=", name]]])) as number[];
    const [course = 0] = await search("slide.channel", COURSE);
    const lessons = new Map<string, number>();
    for (const name of [VIDEO, SCRIPT]) {
        lessons.set(name, (await search("slide.slide", name))[0] ?? 0);
    }
    return { course, lesson: (name) => `/slides/slide/${lessons.get(name) ?? 0}` };
}

const unique = (text: string): string => `${text} ${Date.now()}`;

/** The lesson below a message. */
const lessonBelow = (message: Locator): Locator => message.locator(".o-seitech-LessonLink");

const textOf = async (element: Locator): Promise<string> =>
    (await element.innerText()).replace(/\s+/g, " ");

/** Until its script is there, the links of a page lead to the chat's own page. */
async function whenScripted(page: Page): Promise<void> {
    await page.getByRole("button", { name: /^Chat/ }).waitFor();
}

/** A student who has read all but one message sees that one, and so all, when the chat opens. */
async function leaveOneUnread(course: number): Promise<void> {
    const student = await OdooSession.signIn("student");
    const instructor = await OdooSession.signIn("instructor");
    const { channels } = await student.apiOk("channels", { channel_types: ["course"] });
    const discussion = (channels as { id: number; course_id: number }[]).find(
        ({ course_id }) => course_id === course,
    );
    const channel = { channel_id: discussion?.id };
    const { message } = await instructor.apiOk("send", { ...channel, content: "Read." });
    await student.apiOk("read", { ...channel, message_id: (message as { id: number }).id });
    await instructor.apiOk("send", { ...channel, content: "Not read." });
}

/** Waits until the viewer of documents shows a page. */
async function atPage(page: Page, wanted: string): Promise<void> {
    await page.waitForFunction((number) => {
        const viewer = document.querySelector("iframe")?.contentDocument;
        return viewer?.querySelector<HTMLInputElement>("#page_number")?.value === number;
    }, wanted);
}

async function send(chat: ChatPage, text: string): Promise<void> {
    await chat.write(text);
    await chat.delivery(text, "Sent").or(chat.delivery(text, "Seen")).waitFor();
}

QUnit.module("e2e > course pages", () => {
    peopleTest("a visitor is led to sign in, and then talks to the instructor", async (assert) => {
        const { course } = await findIds();
        afterTest(() => hidePair(course));
        const page = await enter("");
        await page.goto(`/slides/${course}`);
        const place = page.locator(".o_seitech_course");
        assert.strictEqual(await place.locator("button, [data-seitech-open]").count(), 0);
        await place.getByRole("link", { name: "Sign in" }).click();
        await page.locator("input[name=login]").fill("student");
        await page.locator("input[name=password]").fill("student");
        await page.locator("input[name=password]").press("Enter");
        await page.waitForURL("**/slides/**");
        await place.getByRole("link", { name: /Course discussion.*\d+ members/s }).waitFor();
        await whenScripted(page);
        await place.getByRole("link", { name: "Chat with instructor" }).click();
        const chat = new ChatPage(page).window(INSTRUCTOR);
        await chat.composer.waitFor({ timeout: 60_000 });
        const text = unique("May I hand it in on Monday?");
        await send(chat, text);
        assert.true(page.url().includes("/slides/"), "in place");

        const teaching = await ChatPage.openBackend(await enter("instructor"));
        await teaching.rows.filter({ hasText: text }).first().click();
        await teaching.message(text).waitFor();
    });

    peopleTest("what is asked beside a video carries its second", async (assert) => {
        const ids = await findIds();
        await leaveOneUnread(ids.course);
        const page = await enter("student");
        await page.goto(ids.lesson(VIDEO));
        const player = await playerOf(page);
        await player.evaluate("playTo(95.4)");
        await whenScripted(page);
        await page.getByRole("link", { name: /Course discussion/ }).click();
        const chat = new ChatPage(page).window(COURSE);
        await chat.find(".o-seitech-LessonChip-place").waitFor({ timeout: 60_000 });
        await page.locator(".o_seitech_course_unread").waitFor({ state: "hidden" });
        const text = unique("Why is the mean larger?");
        await send(chat, text);
        assert.strictEqual(await textOf(lessonBelow(chat.message(text))), `${VIDEO} 1:35`);
        await player.evaluate("playTo(200)");
        await lessonBelow(chat.message(text)).click();
        await player.waitForFunction(() => document.title === "at 95");
        await chat.button("Not about this lesson").click();
        const other = unique("When do we meet?");
        await send(chat, other);
        assert.strictEqual(await lessonBelow(chat.message(other)).count(), 0);

        const teacher = await enter("instructor");
        await teacher.goto(ids.lesson(VIDEO));
        const toggle = teacher.getByRole("button", { name: /Questions asked here \(\d+, \d+ un/ });
        await toggle.press("Enter");
        const question = teacher.locator(".o-seitech-LessonQuestions-item", { hasText: text });
        assert.true((await question.innerText()).includes("Not answered yet"));
        // Odoo's website scrolls smoothly: below the pointer something else may come by.
        await whenScripted(teacher);
        await question.press("Enter");
        const here = new ChatPage(teacher).window(COURSE);
        await here.message(text).waitFor({ timeout: 60_000 });
        assert.true(teacher.url().includes("/slides/"), "in place");
        await lessonBelow(here.message(text)).click();
        await (await playerOf(teacher)).waitForFunction(() => document.title === "at 95");

        // Without script it leads to the chat's own page, from where the lesson is another one.
        await teacher.goto((await question.getAttribute("href")) ?? "");
        const teaching = await ChatPage.whenReady(teacher);
        const link = lessonBelow(teaching.message(text));
        await link.waitFor();
        const opened = teacher.context().waitForEvent("page");
        await link.click();
        const lesson = await opened;
        await (await playerOf(lesson)).waitForFunction(() => document.title === "at 95");
        assert.true(new URL(lesson.url()).pathname.startsWith("/slides/slide/"));
    });

    peopleTest("in full screen the chat follows from lesson to lesson", async (assert) => {
        const ids = await findIds();
        const page = await enter("student");
        await page.goto(`${ids.lesson(VIDEO)}?fullscreen=1`);
        await playerOf(page);
        await whenScripted(page);
        await page.getByRole("link", { name: "Course discussion" }).click();
        const chat = new ChatPage(page).window(COURSE);
        const chip = chat.find(".o-seitech-LessonChip-place");
        await chip.getByText(VIDEO).waitFor({ timeout: 60_000 });
        await page.locator(".o_wslides_fs_slide_name", { hasText: SCRIPT }).click();
        await chip.getByText(SCRIPT).waitFor();
        const viewer = page.frameLocator("iframe.o_wslides_iframe_viewer");
        await viewer.locator("#page_count", { hasText: "3" }).waitFor();
        await viewer.locator("#next").click();
        await atPage(page, "2");
        const text = unique("What is the mode?");
        await send(chat, text);
        const link = lessonBelow(chat.message(text));
        assert.strictEqual(await textOf(link), `${SCRIPT} page 2`);
        await page.goto((await link.getAttribute("href")) ?? "");
        await atPage(page, "2");
    });

    peopleTest("who is not in the course reads why, also on a phone", async (assert) => {
        const { course } = await findIds();
        const page = await enter("student3", { viewport: PHONE });
        await page.goto(`/slides/${course}`);
        const place = page.locator(".o_seitech_course");
        await place.getByText("Join the course to chat with the instructor.").waitFor();
        assert.strictEqual(await place.locator("a, button").count(), 0);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.strictEqual(width, PHONE.width);
    });
});

/** The widget by keyboard alone, for axe, and on the smallest screens. */
import type { Page } from "playwright-core";

import { axeViolations } from "../helpers/axe";
import { liftLimits } from "../helpers/crowd";
import { DESKTOP, Person, peopleTest, PHONE } from "../helpers/e2e_browser";
import { waitUntil } from "../helpers/odoo_session";
import { samplePicture } from "../helpers/sample_files";
import { setTeamThere, setWebsite, SupportCase } from "../helpers/support_team";
import { SupportWidget } from "../helpers/support_widget";

const SMALLEST = { width: 320, height: 640 };
const LONG_WORD = `https://www.example.com/${"a-very-long-address-".repeat(8)}`;

QUnit.module("e2e > visitor look", (hooks) => {
    hooks.before(liftLimits);

    peopleTest("by keyboard alone, from the button to the end", async (assert) => {
        await setTeamThere(true);
        const { page } = await Person.visitor();
        const widget = await SupportWidget.at(page);
        const { keyboard } = page;
        const focused = (): Promise<string> =>
            page.evaluate(() => document.activeElement?.getAttribute("name") ?? "");
        await widget.button.focus();
        await keyboard.press("Enter");
        await widget.field("name").waitFor();
        await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "name");
        const name = `Vera ${Date.now()}`;
        await keyboard.type(name);
        await keyboard.press("Tab");
        assert.strictEqual(await focused(), "email");
        await keyboard.press("Tab");
        assert.strictEqual(await focused(), "text");
        await keyboard.type("By keyboard");
        await keyboard.press("Control+Enter");
        await widget.delivery("sent").waitFor();
        await keyboard.type("one");
        await keyboard.press("Shift+Enter");
        await keyboard.type("two");
        await keyboard.press("Enter");
        await widget.message("one").waitFor();
        assert.strictEqual((await widget.texts()).at(-1), "one\ntwo", "Shift+Enter: a new line");

        await keyboard.press("Tab");
        await keyboard.press("Enter");
        await widget.panel.locator(".o-seitech-EmojiGrid button:focus").waitFor();
        await keyboard.press("ArrowRight");
        await keyboard.press("Enter");
        assert.ok((await widget.composer.inputValue()).length > 0, "an emoji");
        await keyboard.press("Escape");
        await widget.panel.waitFor({ state: "detached" });
        assert.ok(
            await widget.button.evaluate((el) => el === document.activeElement),
            "Escape puts it away, and the button has the focus again",
        );
        await keyboard.press(" ");
        await widget.message("By keyboard").waitFor();
        await SupportCase.claim(name).then((support) => support.say("Good bye"));
        await widget.message("Good bye").waitFor();
        await widget.panel.locator(".o-seitech-VisitMenu-button").focus();
        await keyboard.press("Enter");
        await widget.panel.locator("[data-item]:focus").waitFor();
        await keyboard.press("End");
        await keyboard.press("Enter");
        await widget.named("Go on chatting").waitFor();
        await keyboard.press("Tab");
        await keyboard.press("Enter");
        await widget.panel.getByRole("radio").first().focus();
        await keyboard.press("ArrowRight");
        await widget.panel.getByRole("textbox").waitFor();
        assert.ok(true, "to the rating");
    });

    for (const viewport of [DESKTOP, PHONE, SMALLEST]) {
        peopleTest(`every state at ${viewport.width} px`, async (assert) => {
            const reset = await setWebsite({
                seitech_chat_subjects: "Courses\nPayment and invoices",
                seitech_chat_consent: "We keep your address for as long as our answer takes.",
                seitech_chat_greeting: "Hello! Do you have a question about our courses?",
                seitech_chat_greeting_delay: 1,
            });
            try {
                await everyState(assert, viewport);
            } finally {
                await reset();
            }
        });
    }
});

async function everyState(assert: Assert, viewport: typeof DESKTOP): Promise<void> {
    const checkAt = async (page: Page, state: string): Promise<void> => {
        assert.deepEqual(await cutOff(page), [], `${state}: nothing is cut off`);
        if (viewport.width > SMALLEST.width) {
            assert.deepEqual(await axeViolations(page), [], state);
        }
    };
    const { page } = await Person.visitor({ viewport, reducedMotion: "reduce" });
    const check = (state: string): Promise<void> => checkAt(page, state);
    await setTeamThere(false);
    const widget = await SupportWidget.at(page);
    await widget.greeting.waitFor();
    await check("greeting");
    await widget.open();
    await widget.panel.locator(".o-seitech-StartForm-away").waitFor();
    await check("nobody there");
    await widget.submit.click();
    await widget.fieldError("text").waitFor();
    await check("what is missing");

    await setTeamThere(true);
    const later = await Person.visitor({ viewport, reducedMotion: "reduce" });
    const checkTalk = (state: string): Promise<void> => checkAt(later.page, state);
    const talk = await SupportWidget.at(later.page);
    await talk.open();
    await talk.field("text").waitFor();
    const name = `Vera ${Date.now()}`;
    await checkTalk("form");
    await talk.start({ name, email: "vera@example.com", text: `Is this it? ${LONG_WORD}` });
    const support = await SupportCase.claim(name);
    await support.desk("files", { allowed: true });
    await support.say("**Yes**, that is our course for `beginners`:\n- it begins on Monday");
    await talk.message("that is our course").waitFor();
    const chosen = talk.page.waitForEvent("filechooser");
    await talk.named("Attach a file").click();
    await (await chosen).setFiles(samplePicture("a picture with a rather long name.png"));
    await talk.panel.getByText("a picture with a rather long name.png").waitFor();
    await talk.write("Thank you!");
    await talk.message("Thank you!").waitFor();
    await waitUntil("all is sent", async () => (await talk.delivery("sending").count()) === 0);
    await checkTalk("conversation");
    await talk.named("Emoji").click();
    await talk.panel.locator(".o-seitech-EmojiGrid").waitFor();
    await checkTalk("emoji");
    await talk.named("Emoji").click();
    await talk.panel.locator(".o-seitech-VisitMenu-button").click();
    await talk.panel.locator("[data-item=end]").waitFor();
    await checkTalk("menu");
    await talk.panel.locator("[data-item=end]").click();
    await talk.named("Go on chatting").waitFor();
    await checkTalk("end?");
    await talk.panel.locator(".o-seitech-VisitConfirm-yes").click();
    await talk.panel.getByRole("radio", { name: "Very good" }).check({ force: true });
    await talk.panel.getByRole("textbox").waitFor();
    await checkTalk("rating");
}

/** @returns What of the widget reaches beyond the screen or beyond the panel. */
function cutOff(page: Page): Promise<string[]> {
    return page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        const panel = document.querySelector(".o-seitech-Visit");
        const frame = panel?.getBoundingClientRect();
        const parts = document.querySelectorAll(
            ".o-seitech-Visit, .o-seitech-Visit :is(button, input, textarea, select, h2, img), .o-seitech-HelpButton, .o-seitech-Greeting button",
        );
        return [
            ...(scrollWidth > clientWidth ? ["the page scrolls sideways"] : []),
            ...[...parts]
                .filter((part) => {
                    const { left, right, width } = part.getBoundingClientRect();
                    const isInside = frame !== undefined && panel?.contains(part);
                    const [from, to] = isInside ? [frame.left, frame.right] : [0, clientWidth];
                    return width > 1 && (left < from - 1 || right > to + 1);
                })
                .map((part) => part.outerHTML.slice(0, 120)),
        ];
    });
}

/** Hostile texts, the same ones the server is tested with, in a real browser. */
import { readFileSync } from "node:fs";

import type { ChatPage } from "../helpers/chat_page";
import { liftLimits } from "../helpers/crowd";
import { peopleTest } from "../helpers/e2e_browser";
import { arrangeMeeting } from "../helpers/meeting";

interface Payload {
    readonly id: string;
    readonly text: string;
}

const PAYLOADS = JSON.parse(
    readFileSync("addon/seitech_elearning/tests/data/xss_payloads.json", "utf8"),
) as readonly Payload[];
/** What a message may be made of. */
const HARMLESS = "a, b, blockquote, br, code, del, em, i, li, ol, p, pre, s, span, strong, ul";

QUnit.module("e2e > payloads", (hooks) => {
    hooks.before(liftLimits);

    peopleTest("no dialog, no script, no request to another host", async (assert) => {
        const meeting = await arrangeMeeting("<img src=x onerror=alert(1)>", [
            "instructor",
            "student",
        ]);
        let parent: number | null = null;
        for (const { text } of PAYLOADS) {
            // Each answers the one before: quotes show them too.
            parent = await meeting.say("student", text, parent ? { parent_id: parent } : {});
        }
        for (const login of ["instructor", "student"]) {
            const { person, chat } = await meeting.join(login);
            const dialogs: string[] = [];
            person.page.on("dialog", (dialog) => {
                dialogs.push(dialog.message());
                void dialog.dismiss();
            });
            const seen = new Set<string>();
            const suspects = new Set<string>();
            await chat.messages.last().waitFor();
            for (let step = 0; step < 60 && seen.size < PAYLOADS.length; step++) {
                for (const { id, found } of await look(chat)) {
                    seen.add(id);
                    found.forEach((one) => suspects.add(one));
                }
                await chat.timeline.evaluate((viewport) => {
                    viewport.scrollTop = 0;
                });
                await chat.page.waitForTimeout(150);
            }
            assert.strictEqual(seen.size, PAYLOADS.length, `${login} has seen all of them`);
            assert.deepEqual([...suspects], [], "nothing but harmless elements and addresses");
            assert.deepEqual(dialogs, [], "no dialog");
            assert.strictEqual(
                await person.page.evaluate(() => document.title.includes("hacked")),
                false,
            );
        }
    });
});

/** @returns The messages on the page, with what in them could do harm. */
function look(chat: ChatPage): Promise<{ id: string; found: string[] }[]> {
    return chat.timeline.evaluate(
        (timeline, harmless) =>
            [...timeline.querySelectorAll<HTMLElement>(".o-seitech-Message")].map((message) => {
                const parts = [...message.querySelectorAll(".o-seitech-Message-body *")];
                const found = parts.filter(
                    (part) =>
                        !part.matches(harmless) ||
                        part.getAttributeNames().some((name) => /^on|^style$|^src/.test(name)) ||
                        !/^(https?:|mailto:|$)/.test(part.getAttribute("href") ?? ""),
                );
                return {
                    id: message.dataset["messageId"] ?? "",
                    found: found.map((part) => part.outerHTML),
                };
            }),
        HARMLESS,
    );
}

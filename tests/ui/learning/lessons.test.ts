import { reactive } from "@odoo/owl";

import { createLessonView } from "../../../ts_src/engine/learning/lessons/lesson_view";
import type { Lesson } from "../../../ts_src/model/records";
import { LessonChip } from "../../../ts_src/ui/learning/lessons/lesson_chip";
import { LessonLink } from "../../../ts_src/ui/learning/lessons/lesson_link";
import { BrowserWorld } from "../../helpers/browser_chat";
import { cleanUp, click, find, findAll, mount, settle, texts } from "../../helpers/browser_page";
import { courseId, messageId } from "../../helpers/builders";
import type { Client } from "../../helpers/chat_fixture";
import { FakeLessonPlace, makeLesson, statistics } from "../../helpers/fake_lesson";
import { axeViolationsHere } from "../desk/axe_here";

const NAME = ".o-seitech-LessonChip-name";

class LessonWorld extends BrowserWorld {
    place = new FakeLessonPlace();
    readonly discussion = this.server.addChannel([this.ines, this.sam], {
        type: "course",
        courseId: courseId(statistics),
    });

    /** Shows the chip above the field, and the link below each of these messages. */
    async showLessons(messageIds: readonly number[] = []): Promise<Client> {
        const client = this.startClient(this.ines, { reactive });
        await this.pass(1_000);
        await client.chat.actions.openChannel(this.discussion);
        const services = {
            seitech_chat: { ...client.chat, platform: this.platform },
            seitech_chat_lessons: createLessonView({
                chat: client.chat,
                place: this.place,
                reactive,
            }),
        };
        const props = { channelId: this.discussion, isCovering: false, onCover: () => undefined };
        await mount(LessonChip, props, { services });
        for (const id of messageIds) {
            await mount(LessonLink, { messageId: messageId(id) }, { services });
        }
        await this.pass();
        return client;
    }

    ask(changes: Partial<Lesson> = {}): number {
        const lesson = {
            id: 40,
            name: "Means",
            kind: "video",
            position: 95,
            url: "/slides/slide/40#t=95",
            ...changes,
        };
        return this.post(this.sam, "Why?", this.discussion, { lesson }).id;
    }
}

QUnit.module("ui › learning › lessons", { afterEach: cleanUp });

QUnit.test("the chip says what the message is about, and can be switched off", async (assert) => {
    const world = new LessonWorld();
    await world.showLessons();
    assert.deepEqual(texts(NAME), ["Means"]);
    assert.deepEqual(await axeViolationsHere(), []);
    await click("[aria-label='Not about this lesson']");
    assert.deepEqual(texts(NAME), ["About “Means”"]);
    await click(".o-seitech-LessonChip--offer");
    assert.deepEqual(texts(NAME), ["Means"]);
});

QUnit.test("no chip for an answer, for another course, beside no lesson", async (assert) => {
    const world = new LessonWorld();
    const { chat } = await world.showLessons();
    const asked = world.ask();
    chat.actions.saveDraft(world.discussion, { replyToId: messageId(asked) });
    await world.pass();
    assert.strictEqual(findAll(NAME).length, 0, "an answer");
    chat.actions.saveDraft(world.discussion, { replyToId: null });
    await world.pass();
    assert.strictEqual(findAll(NAME).length, 1);
    world.place.show(makeLesson({ courseId: statistics + 1 }));
    await settle();
    assert.strictEqual(findAll(NAME).length, 0, "another course");
    cleanUp();
    const elsewhere = new LessonWorld();
    elsewhere.place = new FakeLessonPlace(null);
    await elsewhere.showLessons();
    assert.strictEqual(findAll(NAME).length, 0, "no lesson");
});

QUnit.test("a message links to its lesson, at the place", async (assert) => {
    const world = new LessonWorld();
    world.place = new FakeLessonPlace(null);
    const ids = [
        world.ask(),
        world.ask({ kind: "document", position: 3, url: "/slides/slide/41#page=3" }),
        world.ask({ kind: "article", position: null, url: "/slides/slide/42" }),
    ];
    await world.showLessons(ids);
    assert.deepEqual(texts(".o-seitech-LessonLink"), ["Means 1:35", "Means page 3", "Means"]);
    const links = findAll("a.o-seitech-LessonLink");
    assert.deepEqual(
        links.map((link) => [link.getAttribute("href"), link.getAttribute("target")]),
        [
            ["/slides/slide/40#t=95", "_blank"],
            ["/slides/slide/41#page=3", "_blank"],
            ["/slides/slide/42", "_blank"],
        ],
    );
    assert.deepEqual(await axeViolationsHere(), []);
});

QUnit.test("a lesson that is not published is named only", async (assert) => {
    const world = new LessonWorld();
    await world.showLessons([world.ask({ url: null })]);
    assert.strictEqual(findAll("a.o-seitech-LessonLink").length, 0);
    assert.deepEqual(texts("span.o-seitech-LessonLink"), ["Means"]);
});

QUnit.test("beside that lesson a click goes to the place without leaving", async (assert) => {
    const world = new LessonWorld();
    await world.showLessons([world.ask(), world.ask({ id: 41, url: "/slides/slide/41" })]);
    const [here, elsewhere] = findAll("a.o-seitech-LessonLink");
    assert.strictEqual(here?.getAttribute("target"), "_self");
    let isLeaving = false;
    const listening = new AbortController();
    find("body").addEventListener(
        "click",
        (event) => {
            isLeaving = !event.defaultPrevented;
            event.preventDefault();
        },
        { signal: listening.signal },
    );
    here?.click();
    assert.false(isLeaving);
    assert.deepEqual(world.place.visited, [95]);
    elsewhere?.click();
    listening.abort();
    assert.true(isLeaving);
});

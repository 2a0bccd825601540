import { reactive } from "@odoo/owl";

import { QuestionCount } from "../../../ts_src/ui/learning/questions/question_count";
import { BrowserWorld } from "../../helpers/browser_chat";
import { cleanUp, find, findAll, mount, settle, texts } from "../../helpers/browser_page";
import { axeViolationsHere } from "../desk/axe_here";

const link = ".o-seitech-QuestionCount";

/** A server that counts questions; each time it is asked is noted. */
class Questions {
    asked = 0;
    answer: number | null = 0;

    async count(): Promise<number> {
        this.asked += 1;
        if (this.answer === null) {
            throw new Error("away");
        }
        return this.answer;
    }
}

async function show(world: BrowserWorld, counter: Questions) {
    const client = world.startClient(world.ines, { name: "Ines Instructor", reactive });
    const services = {
        seitech_chat: { ...client.chat, platform: world.platform },
        seitech_chat_questions: counter,
    };
    await mount(QuestionCount, { onOpen: () => undefined }, { services });
    await settle();
    return client;
}

QUnit.module("ui › learning › question count", { afterEach: cleanUp });

QUnit.test("nothing while nobody waits; then how many, and the way to them", async (assert) => {
    const world = new BrowserWorld();
    const counter = new Questions();
    const { chat } = await show(world, counter);
    assert.strictEqual(findAll(link).length, 0);
    counter.answer = 3;
    chat.actions.closeChannel();
    await settle();
    assert.strictEqual(counter.asked, 1, "asked once for each conversation");
    void chat.actions.openChannel(world.addDirect("Anna").id);
    await settle();
    assert.deepEqual(texts(`${link} .badge`), ["3"]);
    assert.strictEqual(
        find<HTMLAnchorElement>(link).getAttribute("href"),
        "/odoo/course-questions",
    );
    assert.deepEqual(await axeViolationsHere(), []);
});

QUnit.test("without an answer the number of before stays", async (assert) => {
    const world = new BrowserWorld();
    const counter = new Questions();
    counter.answer = 2;
    const { chat } = await show(world, counter);
    counter.answer = null;
    void chat.actions.openChannel(world.addDirect("Anna").id);
    await settle();
    assert.strictEqual(counter.asked, 2);
    assert.deepEqual(texts(`${link} .badge`), ["2"]);
});

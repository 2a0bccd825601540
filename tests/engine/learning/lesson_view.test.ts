import {
    createLessonView,
    fittingLesson,
    type LessonView,
} from "../../../ts_src/engine/learning/lessons/lesson_view";
import type { ShownLesson } from "../../../ts_src/model/lesson/lesson";
import type { MessageExtra } from "../../../ts_src/model/records";
import { courseId, messageId } from "../../helpers/builders";
import { type Client, World } from "../../helpers/chat_fixture";
import { FakeLessonPlace, makeLesson, statistics } from "../../helpers/fake_lesson";

class LessonWorld extends World {
    readonly discussion = this.server.addChannel([this.ines, this.sam], {
        type: "course",
        courseId: courseId(statistics),
    });
    readonly place: FakeLessonPlace;

    constructor(lesson: ShownLesson | null = makeLesson()) {
        super();
        this.place = new FakeLessonPlace(lesson);
    }

    async open(): Promise<{ client: Client; view: LessonView }> {
        const client = await this.client();
        await client.chat.actions.openChannel(this.discussion);
        const { place } = this;
        const view = createLessonView({ chat: client.chat, place, reactive: (it) => it });
        return { client, view };
    }
}

/** @returns What goes with a message that is sent now. */
function extraOf({ chat }: Client, channelId: World["channelId"], replyTo?: number): MessageExtra {
    if (replyTo !== undefined) {
        chat.actions.saveDraft(channelId, { replyToId: messageId(replyTo) });
    }
    chat.actions.sendMessage(channelId, "Why?");
    const [last] = [...chat.state.outbox.values()].slice(-1);
    return last?.extra ?? {};
}

QUnit.module("engine › learning › lessons");

QUnit.test("what is written beside a lesson is about it, at the place of then", async (assert) => {
    const world = new LessonWorld();
    const { client } = await world.open();
    const lesson = { lessonId: 40 };
    assert.deepEqual(extraOf(client, world.discussion), { ...lesson, lessonPosition: 95 });
    world.place.at = 97;
    assert.deepEqual(extraOf(client, world.discussion), { ...lesson, lessonPosition: 97 });
    world.place.at = null;
    assert.deepEqual(extraOf(client, world.discussion), lesson);
});

QUnit.test("but not elsewhere, not as a reply, not if the person says so", async (assert) => {
    const world = new LessonWorld();
    const { client, view } = await world.open();
    await client.chat.actions.openChannel(world.channelId);
    assert.deepEqual(extraOf(client, world.channelId), {}, "a conversation about something else");
    const asked = world.post(world.sam, "Hello", world.discussion);
    assert.deepEqual(extraOf(client, world.discussion, asked.id), {}, "a reply");
    view.actions.setOn(false);
    assert.deepEqual(extraOf(client, world.discussion), {});
    view.actions.setOn(true);
    assert.strictEqual(extraOf(client, world.discussion).lessonId, 40);
});

QUnit.test("nothing but videos and documents have places", async (assert) => {
    const world = new LessonWorld(makeLesson({ kind: "other" }));
    const { client } = await world.open();
    assert.deepEqual(extraOf(client, world.discussion), { lessonId: 40 });
});

QUnit.test("follows the page to another lesson, and begins anew there", async (assert) => {
    const world = new LessonWorld();
    const { client, view } = await world.open();
    view.actions.setOn(false);
    world.place.show(makeLesson({ id: 41, name: "Spread" }));
    assert.strictEqual(view.state.shown?.name, "Spread");
    assert.strictEqual(extraOf(client, world.discussion).lessonId, 41);
});

QUnit.test("who teaches writes about the lesson only when saying so", async (assert) => {
    const world = new LessonWorld(makeLesson({ isStaff: true }));
    const { client, view } = await world.open();
    assert.deepEqual(extraOf(client, world.discussion), {});
    view.actions.setOn(true);
    assert.strictEqual(extraOf(client, world.discussion).lessonId, 40);
});

QUnit.test("offered in conversations about the lesson's course only", async (assert) => {
    const world = new LessonWorld();
    const { client, view } = await world.open();
    const { state } = client.chat;
    const fits = (shown: ShownLesson | null): boolean =>
        fittingLesson(state, { shown, isOn: true }, world.discussion, null) !== null;
    assert.true(fits(makeLesson()));
    assert.false(fits(makeLesson({ courseId: statistics + 1 })));
    assert.false(fits(makeLesson({ isPublished: false })));
    assert.false(fits(null));
    assert.strictEqual(fittingLesson(state, view.state, world.channelId, null), null);
});

QUnit.test("goes to a place in the lesson on the page, and to no other", async (assert) => {
    const world = new LessonWorld();
    const { view } = await world.open();
    const asked = { id: 40, name: "Means", kind: "video", position: 12, url: "/slides/slide/40" };
    assert.true(view.actions.goTo(asked));
    assert.deepEqual(world.place.visited, [12]);
    assert.false(view.actions.goTo({ ...asked, id: 41 }));
    assert.deepEqual(world.place.visited, [12]);
});

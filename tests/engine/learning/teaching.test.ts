import { createTeaching } from "../../../ts_src/engine/learning/teaching/teaching";
import type { TeachingApi } from "../../../ts_src/engine/learning/teaching/teaching_ports";
import { ApiError } from "../../../ts_src/engine/ports";
import { unreadMentionCount } from "../../../ts_src/model/unread";
import { World } from "../../helpers/chat_fixture";
import { channelId, messageId, userId } from "../../helpers/builders";

const learner = { userId: userId(12), name: "Sam Student", imageUrl: null, courses: [] };
const refused = new ApiError("refused", "You may not do this.", "forbidden");

class FakeTeachingApi implements TeachingApi {
    readonly called: unknown[] = [];
    /** Set to have everything refused. */
    error: Error | null = null;

    markAnswer = (...values: readonly unknown[]): Promise<void> =>
        this.reply(["markAnswer", ...values], undefined);

    suggestForFaq = (...values: readonly unknown[]) =>
        this.reply(["suggestForFaq", ...values], { isPublished: false, url: "/odoo/course-faq/7" });

    fetchLearner = (...values: readonly unknown[]) =>
        this.reply(["fetchLearner", ...values], learner);

    private async reply<Result>(call: unknown, result: Result): Promise<Result> {
        this.called.push(call);
        if (this.error !== null) {
            throw this.error;
        }
        return result;
    }
}

function start(addExtras: Parameters<typeof createTeaching>[0]["addExtras"] = () => undefined) {
    const api = new FakeTeachingApi();
    return { api, ...createTeaching({ api, reactive: (target) => target, addExtras }) };
}

const here = channelId(7);

QUnit.module("engine › teaching");

QUnit.test("what is sent next is announced, once; a reply is not", async (assert) => {
    const world = new World();
    const { chat } = await world.client();
    const { actions, state } = start((source) => void chat.actions.addMessageExtras(source));
    await chat.actions.openChannel(world.channelId);
    const asked = world.post(world.sam, "Why?");
    await world.clock.advance(1_000);
    actions.setAnnouncing(world.channelId, true);
    chat.actions.sendReply(asked.id, "Because.");
    assert.true(state.announcing.has(world.channelId), "still to come");
    chat.actions.sendMessage(world.channelId, "No lesson on Monday");
    chat.actions.sendMessage(world.channelId, "Sorry");
    assert.deepEqual(
        [...chat.state.outbox.values()].map(({ extra }) => extra),
        [{}, { isAnnouncement: true }, {}],
    );
    assert.false(state.announcing.has(world.channelId));
});

QUnit.test("thinking better of it announces nothing", async (assert) => {
    const world = new World();
    const { chat } = await world.client();
    const { actions } = start((source) => void chat.actions.addMessageExtras(source));
    actions.setAnnouncing(world.channelId, true);
    actions.setAnnouncing(world.channelId, false);
    chat.actions.sendMessage(world.channelId, "Hello");
    assert.deepEqual([...chat.state.outbox.values()][0]?.extra, {});
});

QUnit.test("answers, and what is said when that is refused", async (assert) => {
    const { api, actions, state } = start();
    await actions.markAnswer(here, messageId(5), true);
    assert.deepEqual(api.called, [["markAnswer", 5, true]]);
    assert.strictEqual(state.notices.size, 0);
    api.error = refused;
    await actions.markAnswer(here, messageId(5), false);
    assert.deepEqual(state.notices.get(here), {
        kind: "failed",
        failure: { code: "forbidden", message: "You may not do this." },
    });
    api.error = null;
    await actions.markAnswer(here, messageId(5), false);
    assert.strictEqual(state.notices.size, 0, "an old notice goes with the next try");
});

QUnit.test("suggestions for the FAQ say what has become of them", async (assert) => {
    const { actions, state } = start();
    await actions.suggestForFaq(here, messageId(5));
    assert.deepEqual(state.notices.get(here), {
        kind: "suggested",
        entry: { isPublished: false, url: "/odoo/course-faq/7" },
    });
    actions.dismissNotice(here);
    assert.strictEqual(state.notices.size, 0);
});

QUnit.test("the card of a student stays while it is asked for anew", async (assert) => {
    const { api, actions, state } = start();
    const first = actions.loadLearner(here);
    assert.deepEqual(state.learners.get(here), { status: "loading" });
    await first;
    assert.deepEqual(state.learners.get(here), { status: "loaded", learner });
    const second = actions.loadLearner(here);
    assert.strictEqual(state.learners.get(here)?.status, "loaded");
    await second;
    api.error = refused;
    await actions.loadLearner(here);
    assert.strictEqual(state.learners.get(here)?.status, "failed");
});

QUnit.test("a mistake in the program is not taken for a refusal", async (assert) => {
    const { api, actions } = start();
    api.error = new TypeError("mistake");
    await assert.rejects(actions.markAnswer(here, messageId(5), true), TypeError);
    await assert.rejects(actions.loadLearner(here), TypeError);
});

QUnit.test("an announcement is told to whoever only hears when mentioned", async (assert) => {
    const world = new World();
    const { chat, notifier, attention } = await world.client();
    await chat.actions.setPreferences(world.channelId, { notificationLevel: "mentions" });
    attention.visible = false;
    world.post(world.sam, "Hello");
    await world.clock.advance(2_000);
    assert.strictEqual(notifier.sounds, 0);
    assert.strictEqual(unreadMentionCount(chat.state, world.channelId), 0);
    world.post(world.sam, "No lesson", world.channelId, { isAnnouncement: true });
    await world.clock.advance(2_000);
    assert.strictEqual(notifier.sounds, 1);
    assert.strictEqual(unreadMentionCount(chat.state, world.channelId), 1);
    await chat.actions.setPreferences(world.channelId, { notificationLevel: "none" });
    world.post(world.sam, "Still none", world.channelId, { isAnnouncement: true });
    await world.clock.advance(2_000);
    assert.strictEqual(notifier.sounds, 1);
});

import { createSafety } from "../../../ts_src/engine/learning/safety/safety";
import type { SafetyNews } from "../../../ts_src/engine/learning/safety/safety_ports";
import { ApiError } from "../../../ts_src/engine/ports";
import { channelId, messageId, userId } from "../../helpers/builders";
import { FakeSafety, warning } from "../../helpers/fake_safety";

const refused = new ApiError("refused", "Those who teach cannot be blocked.", "forbidden");
const question = { kind: "report", channelId: channelId(1), messageId: messageId(6) } as const;

QUnit.module("engine › learning › safety", () => {
    QUnit.test("news are asked for at once, on a hint, and after a gap", async (assert) => {
        const fake = new FakeSafety();
        fake.news = { notices: [warning], blocked: [userId(13)] };
        const { state } = createSafety(fake.parts());
        await fake.settle();
        assert.deepEqual(state.notices, [warning]);
        assert.deepEqual([...state.blocked], [userId(13)]);
        assert.deepEqual(fake.ignored, [userId(13)], "nothing is told of what they do");
        assert.strictEqual(fake.permissionsAsked, 1, "what is above conversations is another");

        fake.news = { notices: [], blocked: [] };
        fake.tellNews();
        await fake.settle();
        assert.deepEqual(state.notices, []);
        assert.deepEqual(fake.ignored, []);
        assert.strictEqual(fake.permissionsAsked, 2, "what one may do may have changed too");

        fake.news = { notices: [warning], blocked: [] };
        fake.tellReconnect();
        await fake.settle();
        assert.deepEqual(state.notices, [warning]);
        assert.strictEqual(fake.permissionsAsked, 2);
    });

    QUnit.test("an answer that was overtaken counts for nothing", async (assert) => {
        const fake = new FakeSafety();
        let answerFirst: (news: SafetyNews) => void = () => undefined;
        fake.fetch = () => new Promise((resolve) => (answerFirst = resolve));
        const { state } = createSafety(fake.parts());
        fake.fetch = null;
        fake.tellNews();
        await fake.settle();
        answerFirst({ notices: [warning], blocked: [] });
        await fake.settle();
        assert.deepEqual(state.notices, []);
    });

    QUnit.test("without an answer all stays as it was", async (assert) => {
        const fake = new FakeSafety();
        fake.error = new ApiError("unreachable", "", "unreachable");
        const { state } = createSafety(fake.parts());
        await fake.settle();
        assert.deepEqual(state.notices, []);
        fake.error = null;
        fake.news = { notices: [warning], blocked: [] };
        fake.tellReconnect();
        await fake.settle();
        assert.deepEqual(state.notices, [warning]);
    });

    QUnit.test("reporting: refused, then accepted, then another question", async (assert) => {
        const fake = new FakeSafety();
        const { state, actions } = createSafety(fake.parts());
        actions.ask(question);
        fake.error = refused;
        await actions.report(question.messageId, "spam", "Again!");
        assert.deepEqual([state.isReported, state.isBusy], [false, false]);
        assert.strictEqual(state.failure?.message, refused.message);
        fake.error = null;
        await actions.report(question.messageId, "spam", "Again!");
        assert.deepEqual([state.isReported, state.failure], [true, null]);
        assert.deepEqual(fake.called.at(-1), ["report", 6, "spam", "Again!"]);
        actions.ask(null);
        assert.deepEqual([state.isReported, state.question], [false, null]);
    });

    QUnit.test("a block that is refused leaves the question open", async (assert) => {
        const fake = new FakeSafety();
        const { state, actions } = createSafety(fake.parts());
        const block = { kind: "block", channelId: channelId(1), userId: userId(13) } as const;
        actions.ask({ ...block, name: "Sam" });
        fake.error = refused;
        await actions.block(userId(13), true);
        assert.strictEqual(state.question?.kind, "block");
        assert.strictEqual(state.failure?.message, refused.message);
        fake.error = null;
        fake.news = { notices: [], blocked: [userId(13)] };
        await actions.block(userId(13), true);
        assert.strictEqual(state.question, null);
        assert.deepEqual([...state.blocked], [userId(13)]);
        assert.strictEqual(fake.permissionsAsked, 1);
    });

    QUnit.test("a warning goes once it is confirmed", async (assert) => {
        const fake = new FakeSafety();
        fake.news = { notices: [warning], blocked: [] };
        const { state, actions } = createSafety(fake.parts());
        await fake.settle();
        fake.news = { notices: [], blocked: [] };
        await actions.acknowledge(warning.id);
        assert.deepEqual(fake.called.at(-1), ["acknowledge", warning.id]);
        assert.deepEqual(state.notices, []);
    });
});

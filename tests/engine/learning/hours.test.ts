import { createHours, type HoursView } from "../../../ts_src/engine/learning/hours/hours";
import type { ReplyHours } from "../../../ts_src/engine/learning/hours/hours_ports";
import { channelId, noon, userId } from "../../helpers/builders";

const channel = channelId(7);
const minute = 60_000;

interface Scene {
    readonly view: HoursView;
    readonly asked: () => number;
    readonly pass: (milliseconds: number) => void;
    readonly fail: (isFailing: boolean) => void;
}

function scene(): Scene {
    let now: number = noon;
    let asked = 0;
    let isFailing = false;
    const hours: ReplyHours = {
        userId: userId(11),
        isOpen: true,
        nextOpening: null,
        sentence: "Usually answers Mon–Fri",
    };
    const view = createHours({
        api: {
            fetchReplyHours: () => {
                asked += 1;
                return isFailing ? Promise.reject(new Error("offline")) : Promise.resolve([hours]);
            },
            fetchQuietHours: () => Promise.reject(new Error("not asked for")),
        },
        reactive: (target) => target,
        now: () => now,
    });
    return {
        view,
        asked: () => asked,
        pass: (milliseconds) => void (now += milliseconds),
        fail: (value) => void (isFailing = value),
    };
}

QUnit.module("engine/learning/hours", () => {
    QUnit.test("asked once, and again when it has become old", async (assert) => {
        const { view, asked, pass } = scene();
        await Promise.all([view.actions.learn(channel), view.actions.learn(channel)]);
        assert.strictEqual(asked(), 1);
        assert.strictEqual(
            view.state.byChannel.get(channel)?.[0]?.sentence,
            "Usually answers Mon–Fri",
        );
        pass(9 * minute);
        await view.actions.learn(channel);
        assert.strictEqual(asked(), 1);
        pass(minute);
        await view.actions.learn(channel);
        assert.strictEqual(asked(), 2);
    });

    QUnit.test("without an answer it is asked the next time", async (assert) => {
        const { view, asked, fail } = scene();
        fail(true);
        await view.actions.learn(channel);
        assert.false(view.state.byChannel.has(channel));
        fail(false);
        await view.actions.learn(channel);
        assert.strictEqual(asked(), 2);
        assert.true(view.state.byChannel.has(channel));
    });
});

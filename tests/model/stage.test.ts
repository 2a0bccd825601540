import { apply } from "../../ts_src/model/apply";
import type { ChatEvent } from "../../ts_src/model/events";
import { isOnScreen, windowsOf } from "../../ts_src/model/stage";
import { channelId, stateAfter } from "../helpers/builders";

QUnit.module("model/stage", () => {
    const staged = (ids: readonly number[], minimised: readonly number[] = []): ChatEvent => ({
        kind: "stageChanged",
        stage: {
            windows: ids.map((id) => ({
                channelId: channelId(id),
                isMinimised: minimised.includes(id),
            })),
            isFullscreen: false,
        },
    });
    const open = (...events: ChatEvent[]) =>
        windowsOf(stateAfter(...events)).flatMap((window) =>
            window.isMinimised ? [] : Number(window.channelId),
        );

    QUnit.test("no more than three are open: the newest", (assert) => {
        assert.deepEqual(open(staged([1, 2, 3])), [1, 2, 3]);
        assert.deepEqual(open(staged([1, 2, 3, 4, 5])), [3, 4, 5]);
        assert.deepEqual(open(staged([1, 2, 3, 4, 5], [4])), [2, 3, 5]);
        assert.strictEqual(windowsOf(stateAfter(staged([1, 2, 3, 4, 5]))).length, 5);
    });

    QUnit.test(
        "on screen: the open conversation, and open windows that nothing covers",
        (assert) => {
            const state = stateAfter(staged([1, 2], [2]), {
                kind: "channelOpened",
                channelId: channelId(9),
            });
            const shown = () => [1, 2, 9].filter((id) => isOnScreen(state, channelId(id)));
            assert.deepEqual(shown(), [1, 9]);
            apply(state, { kind: "stageChanged", stage: { ...state.stage, isFullscreen: true } });
            assert.deepEqual(shown(), [9]);
        },
    );

    QUnit.test("the window of a channel that is gone closes", (assert) => {
        const gone: ChatEvent = { kind: "channelGone", channelId: channelId(1) };
        assert.deepEqual(open(staged([1, 2]), gone), [2]);
    });
});

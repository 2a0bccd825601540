import type { Timestamp } from "../../ts_src/model/ids";
import { muteFor, muteForGood } from "../../ts_src/model/muting";
import { createChatState } from "../../ts_src/model/state";
import { noon, self } from "../helpers/builders";

QUnit.module("model/muting", () => {
    QUnit.test("ends by the server's clock, whatever this machine's says", (assert) => {
        const state = createChatState(self);
        assert.strictEqual(muteFor(state, 1, noon), noon + 3_600_000);
        state.clockOffset = -60_000;
        assert.strictEqual(muteFor(state, 8, noon), noon - 60_000 + 8 * 3_600_000);
        const inTenYears: Timestamp = noon + 10 * 365 * 86_400_000;
        assert.true(muteForGood > inTenYears);
    });
});

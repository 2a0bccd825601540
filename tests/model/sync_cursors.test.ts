import { apply } from "../../ts_src/model/apply";
import type { ChatEvent } from "../../ts_src/model/events";
import { createChatState } from "../../ts_src/model/state";
import { channelId, historyLoaded, makeMessage, makeSummary, rev, self } from "../helpers/builders";

QUnit.module("model/sync_cursors", () => {
    const id = channelId(7);
    const loaded = (syncRev: number): ChatEvent => ({
        kind: "snapshotLoaded",
        channelId: id,
        syncRev: rev(syncRev),
        permissions: null,
    });
    const synced = (sinceRev: number, syncRev: number): ChatEvent => ({
        kind: "channelSynced",
        channelId: id,
        sinceRev: rev(sinceRev),
        syncRev: rev(syncRev),
    });
    const cursor = (...events: ChatEvent[]) => {
        const state = createChatState(self);
        events.forEach((event) => apply(state, event));
        return state.syncCursors.get(id) ?? null;
    };

    QUnit.test("the bus never moves it", (assert) => {
        const byBus: ChatEvent[] = [
            { kind: "messageChanged", message: makeMessage(50) },
            { kind: "summaryChanged", summary: makeSummary({ syncRev: rev(60) }) },
        ];
        assert.strictEqual(cursor(...byBus), null);
        assert.strictEqual(cursor(loaded(10), ...byBus), rev(10));
    });

    QUnit.test("starts at the first reply and advances by sync", (assert) => {
        assert.strictEqual(cursor(loaded(10)), rev(10));
        assert.strictEqual(cursor(loaded(10), loaded(20)), rev(10), "20 may lie after a gap");
        assert.strictEqual(cursor(loaded(10), synced(10, 20)), rev(20));
        assert.strictEqual(cursor(loaded(10), synced(10, 20), synced(10, 15)), rev(20));
    });

    QUnit.test("an older reply takes it back, until that is caught up with", (assert) => {
        const late = [loaded(10), synced(10, 20), loaded(15)];
        assert.strictEqual(cursor(...late), rev(15));
        assert.strictEqual(cursor(...late, synced(20, 30)), rev(15), "16 to 20 are missing");
        assert.strictEqual(cursor(...late, synced(15, 30)), rev(30));
    });

    QUnit.test("a page of history counts like any reply", (assert) => {
        const page = historyLoaded({ syncRev: rev(8) });
        assert.strictEqual(cursor(page), rev(8));
        assert.strictEqual(cursor(loaded(10), page), rev(8));
    });

    QUnit.test("a reset sets it", (assert) => {
        const reset: ChatEvent = { kind: "channelReset", channelId: id, syncRev: rev(5) };
        assert.strictEqual(cursor(loaded(10), reset), rev(5));
    });

    QUnit.test("sync of a channel that is gone starts nothing", (assert) => {
        assert.strictEqual(cursor(synced(10, 20)), null);
    });
});

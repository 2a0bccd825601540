import { apply } from "../../ts_src/model/apply";
import type { ChatEvent } from "../../ts_src/model/events";
import { createChatState } from "../../ts_src/model/state";
import { channelId, rev, self } from "../helpers/builders";

QUnit.module("model/apply", () => {
    const failure = { code: "unreachable", message: "Not there." };
    const after = (...events: ChatEvent[]) => {
        const state = createChatState(self);
        events.forEach((event) => apply(state, event));
        return state;
    };

    QUnit.test("the channel list loads, fails, and pages on", (assert) => {
        const state = after({ kind: "channelsRequested" });
        assert.strictEqual(state.channelList.status, "loading");
        apply(state, { kind: "channelsFailed", failure });
        assert.deepEqual(state.channelList.failure, failure);
        assert.false(state.channelList.isLoaded);
        const unread = { unreadTold: 9, unreadElsewhere: 5 };
        const page = { kind: "channelsLoaded", membershipsRev: rev(3), unread } as const;
        apply(state, { ...page, nextCursor: "next" });
        assert.deepEqual(state.channelList, {
            isLoaded: true,
            nextCursor: "next",
            membershipsRev: rev(3),
            isWholeWanted: false,
            ...unread,
            status: "idle",
            failure: null,
        });
        apply(state, { kind: "channelsArrived", unread: 3 });
        assert.strictEqual(state.channelList.unreadElsewhere, 2, "3 of the 5 are not elsewhere");
        apply(state, { ...page, nextCursor: "end", unread: null });
        assert.strictEqual(state.channelList.unreadElsewhere, 2, "only the first page tells");
        apply(state, { ...page, nextCursor: null });
        assert.strictEqual(state.channelList.unreadElsewhere, 0, "there is no elsewhere any more");
        apply(state, { kind: "wholeListWanted" });
        assert.true(state.channelList.isWholeWanted);
    });

    QUnit.test(
        "open channel, connection, notice and sync failure are what was said last",
        (assert) => {
            const state = after(
                { kind: "channelOpened", channelId: channelId(7) },
                { kind: "connectionChanged", status: "online" },
                { kind: "noticeRaised", notice: { ...failure, undo: null } },
                { kind: "syncFailed", failure },
            );
            assert.strictEqual(state.openChannelId, channelId(7));
            assert.strictEqual(state.connection, "online");
            assert.deepEqual(state.notice, { ...failure, undo: null });
            assert.deepEqual(state.syncFailure, failure);
            apply(state, { kind: "noticeDismissed" });
            apply(state, { kind: "syncSucceeded" });
            assert.deepEqual([state.notice, state.syncFailure], [null, null]);
        },
    );

    QUnit.test("clock, sound and consent are what was said last", (assert) => {
        const state = after(
            { kind: "clockCompared", offset: 250 },
            { kind: "soundSwitched", isOn: false },
            { kind: "notificationConsentChanged", consent: "granted" },
        );
        assert.strictEqual(state.clockOffset, 250);
        assert.false(state.isSoundOn);
        assert.strictEqual(state.notificationConsent, "granted");
    });

    QUnit.test("lists of people and pins load, fail, and page on, each for itself", (assert) => {
        const id = channelId(7);
        const state = after({ kind: "detailListRequested", list: "members", channelId: id });
        assert.strictEqual(state.memberLists.get(id)?.status, "loading");
        assert.strictEqual(state.pinLists.size, 0);
        apply(state, { kind: "detailListFailed", list: "members", channelId: id, failure });
        assert.deepEqual(state.memberLists.get(id)?.failure, failure);
        const loaded = { kind: "detailListLoaded", channelId: id, nextCursor: "next" } as const;
        apply(state, { ...loaded, list: "members" });
        apply(state, { ...loaded, list: "pins", nextCursor: null });
        const idle = { isLoaded: true, status: "idle", failure: null } as const;
        assert.deepEqual(state.memberLists.get(id), { ...idle, nextCursor: "next" });
        assert.deepEqual(state.pinLists.get(id), { ...idle, nextCursor: null });
    });

    QUnit.test("an event nobody knows is a mistake in the program", (assert) => {
        const unknown = { kind: "somethingElse" } as unknown as ChatEvent;
        assert.throws(() => after(unknown), /Unknown event.*somethingElse/);
    });
});

import { apply } from "../../ts_src/model/apply";
import type { ChatEvent } from "../../ts_src/model/events";
import type { ChannelSummary, Message } from "../../ts_src/model/records";
import { createChatState } from "../../ts_src/model/state";
import { hasUnreadOnShow, totalUnread, unreadCount } from "../../ts_src/model/unread";
import {
    channelId,
    makeChannel,
    makeMessage,
    makeOwnMessage,
    makeSummary,
    messageId,
    other,
    rev,
    self,
} from "../helpers/builders";

QUnit.module("model/unread", () => {
    const id = channelId(7);
    const told = (changes: Partial<ChannelSummary>): ChatEvent => ({
        kind: "summaryChanged",
        summary: makeSummary(changes),
    });
    const arrived = (...messages: Message[]): ChatEvent[] =>
        messages.map((message) => ({ kind: "messageChanged", message }));
    const read = (number: number, userId = self.id): ChatEvent => ({
        kind: "readMarked",
        channelId: id,
        userId,
        messageId: messageId(number),
    });
    const loaded = (oldest: number, hasOlder: boolean, syncRev: number): ChatEvent => ({
        kind: "historyLoaded",
        channelId: id,
        beforeId: null,
        oldestId: messageId(oldest),
        hasOlder,
        syncRev: rev(syncRev),
    });
    const count = (...events: ChatEvent[]) => {
        const state = createChatState(self);
        events.forEach((event) => apply(state, event));
        return unreadCount(state, id);
    };
    /** Mark at 10, messages up to 15, four of them by others. */
    const summary = told({
        syncRev: rev(15),
        lastMessageId: messageId(15),
        readMessageId: messageId(10),
        unreadCount: 4,
    });

    QUnit.test("nothing known, nothing unread", (assert) => {
        assert.strictEqual(count(), 0);
    });

    QUnit.test("without a summary the known messages count", (assert) => {
        assert.strictEqual(count(...arrived(makeMessage(1), makeMessage(2))), 2);
        assert.strictEqual(count(...arrived(makeMessage(1), makeMessage(2)), read(1)), 1);
    });

    QUnit.test("the server's number, and what came after it", (assert) => {
        assert.strictEqual(count(summary), 4);
        const known = arrived(makeMessage(14), makeMessage(15), makeMessage(16));
        assert.strictEqual(count(summary, ...known), 5, "14 and 15 are in the number already");
        assert.strictEqual(count(...known, summary), 5, "in any order");
    });

    QUnit.test("one's own and deleted messages do not count", (assert) => {
        const known = arrived(makeOwnMessage(16), makeMessage(17, { deleted: true }));
        assert.strictEqual(count(summary, ...known), 4);
    });

    QUnit.test("mark past the summary: only messages after the mark", (assert) => {
        const known = arrived(makeMessage(16), makeMessage(17));
        assert.strictEqual(count(summary, ...known, read(15)), 2);
        assert.strictEqual(count(summary, ...known, read(16)), 1);
        assert.strictEqual(count(read(17), ...known, summary), 0);
    });

    QUnit.test("other people's marks are theirs", (assert) => {
        assert.strictEqual(count(summary, read(15, other.id)), 4);
    });

    QUnit.test("mark inside the summary, not loaded: its number stands", (assert) => {
        assert.strictEqual(count(summary, read(12)), 4);
        const late = told({ syncRev: rev(16), lastMessageId: messageId(15), unreadCount: 2 });
        assert.strictEqual(count(summary, read(12), late), 2, "until the next summary");
    });

    QUnit.test("mark inside the summary, loaded from there on: counted exactly", (assert) => {
        const page = arrived(
            makeMessage(12),
            makeMessage(13),
            makeOwnMessage(14),
            makeMessage(15),
            makeMessage(16),
        );
        const events = [summary, ...page, read(12)];
        assert.strictEqual(count(...events, loaded(12, true, 15)), 3);
        assert.strictEqual(count(...events, loaded(13, false, 15)), 3, "nothing older exists");
        assert.strictEqual(count(...events, loaded(13, true, 15)), 5, "13 may not be the first");
        assert.strictEqual(count(...events, loaded(12, true, 14)), 5, "loaded before the summary");
    });

    QUnit.test("stops at 100", (assert) => {
        const many = told({ lastMessageId: messageId(1), unreadCount: 100 });
        assert.strictEqual(count(many, ...arrived(makeMessage(2))), 100);
    });

    QUnit.test("in all channels", (assert) => {
        const state = createChatState(self);
        for (const number of [1, 2, 3]) {
            const of = channelId(number);
            apply(state, { kind: "channelChanged", channel: makeChannel({ id: of }) });
            apply(state, told({ channelId: of, lastMessageId: messageId(5), unreadCount: 30 }));
        }
        assert.strictEqual(totalUnread(state), 90);
        const more = { syncRev: rev(2), lastMessageId: messageId(9), unreadCount: 60 };
        apply(state, told({ channelId: channelId(1), ...more }));
        assert.strictEqual(totalUnread(state), 100);
    });

    QUnit.test("on show: only in a loaded timeline, only by others", (assert) => {
        const state = createChatState(self);
        arrived(makeMessage(5)).forEach((event) => apply(state, event));
        assert.false(hasUnreadOnShow(state, id));
        apply(state, loaded(5, false, 5));
        assert.true(hasUnreadOnShow(state, id));
        apply(state, read(5));
        arrived(makeOwnMessage(6)).forEach((event) => apply(state, event));
        assert.false(hasUnreadOnShow(state, id));
    });
});

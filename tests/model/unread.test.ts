import { apply } from "../../ts_src/model/apply";
import type { ChatEvent } from "../../ts_src/model/events";
import type { ChannelPreferences, ChannelSummary } from "../../ts_src/model/records";
import { hasUnreadOnShow, totalUnread, unreadCount } from "../../ts_src/model/unread";
import { unreadFrom, unreadStart } from "../../ts_src/model/unread_marks";
import {
    arrived,
    channelId,
    historyLoaded,
    makeChannel,
    makeMessage,
    makeOwnMessage,
    makePreferences,
    makeSummary,
    messageId,
    noon,
    other,
    rev,
    self,
    stateAfter,
} from "../helpers/builders";

QUnit.module("model/unread", () => {
    const id = channelId(7);
    const told = (changes: Partial<ChannelSummary>): ChatEvent => ({
        kind: "summaryChanged",
        summary: makeSummary(changes),
    });
    const read = (number: number, userId = self.id): ChatEvent => ({
        kind: "readMarked",
        channelId: id,
        userId,
        messageId: messageId(number),
    });
    const loaded = (oldest: number, hasOlder: boolean, syncRev: number): ChatEvent =>
        historyLoaded({ oldestId: messageId(oldest), hasOlder, syncRev: rev(syncRev) });
    const count = (...events: ChatEvent[]) => unreadCount(stateAfter(...events), id);
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
        assert.strictEqual(count(...events, loaded(13, true, 15)), 3, "nothing lies between");
        assert.strictEqual(count(...events, loaded(14, true, 15)), 5, "13 may not be known");
        assert.strictEqual(count(...events, loaded(12, true, 14)), 5, "loaded before the summary");
    });

    QUnit.test("stops at 100", (assert) => {
        const many = told({ lastMessageId: messageId(1), unreadCount: 100 });
        assert.strictEqual(count(many, ...arrived(makeMessage(2))), 100);
    });

    QUnit.test("in all channels", (assert) => {
        const state = stateAfter();
        for (const number of [1, 2, 3]) {
            const of = channelId(number);
            apply(state, { kind: "channelChanged", channel: makeChannel({ id: of }) });
            apply(state, told({ channelId: of, lastMessageId: messageId(5), unreadCount: 30 }));
        }
        assert.strictEqual(totalUnread(state, noon), 90);
        const more = { syncRev: rev(2), lastMessageId: messageId(9), unreadCount: 60 };
        apply(state, told({ channelId: channelId(1), ...more }));
        assert.strictEqual(totalUnread(state, noon), 100);
    });

    QUnit.test("in all channels, only what the person wants to know of", (assert) => {
        const total = (changes: Partial<ChannelPreferences>, ...events: ChatEvent[]) =>
            totalUnread(
                stateAfter(
                    { kind: "channelChanged", channel: makeChannel() },
                    told({
                        syncRev: rev(15),
                        lastMessageId: messageId(15),
                        readMessageId: messageId(10),
                        unreadCount: 4,
                        unreadMentionCount: 1,
                    }),
                    {
                        kind: "preferencesChanged",
                        channelId: id,
                        preferences: makePreferences(changes),
                        asOf: rev(15),
                    },
                    ...events,
                ),
                noon,
            );
        const newer = arrived(makeMessage(16), makeMessage(17, { mentions: [self.id] }));
        assert.strictEqual(total({}, ...newer), 6);
        assert.strictEqual(total({ notificationLevel: "mentions" }, ...newer), 2);
        assert.strictEqual(total({ notificationLevel: "none" }, ...newer), 0);
        assert.strictEqual(total({ mutedUntil: noon + 1 }, ...newer), 0);
        assert.strictEqual(total({ mutedUntil: noon }, ...newer), 6);
        assert.strictEqual(total({ notificationLevel: "mentions" }, ...newer, read(16)), 1);
    });

    QUnit.module("marked as unread", () => {
        const page = [11, 12, 13, 14, 15].map((number) => makeMessage(number));
        const everythingLoaded = [...arrived(...page), loaded(11, true, 15)];
        const allRead = told({
            syncRev: rev(15),
            lastMessageId: messageId(15),
            readMessageId: messageId(15),
        });
        /** The server's own mark is at 15; it tells the one that counts. */
        const marked = told({
            syncRev: rev(16),
            lastMessageId: messageId(15),
            readMessageId: messageId(12),
            unreadFromId: messageId(13),
            unreadCount: 3,
        });
        const markedHere: ChatEvent = {
            kind: "unreadHere",
            channelId: id,
            messageId: messageId(13),
        };
        const readHere = (number: number): ChatEvent => ({
            kind: "readHere",
            channelId: id,
            messageId: messageId(number),
        });

        QUnit.test("counts from there on, though the read mark stays", (assert) => {
            const state = stateAfter(allRead, marked);
            assert.strictEqual(unreadCount(state, id), 3);
            assert.strictEqual(Number(state.readMarks.get(id)?.get(self.id)), 15);
            assert.strictEqual(count(allRead, marked, ...arrived(makeMessage(16))), 4);
            assert.strictEqual(count(marked, read(15)), 3, "the mark may be from before");
        });

        QUnit.test("at once where it is done", (assert) => {
            assert.strictEqual(count(allRead, ...everythingLoaded), 0);
            assert.strictEqual(count(allRead, ...everythingLoaded, markedHere), 3);
            const confirmed = stateAfter(allRead, ...everythingLoaded, markedHere, marked);
            assert.strictEqual(unreadCount(confirmed, id), 3);
            assert.strictEqual(confirmed.unreadMarks.size, 0);
        });

        QUnit.test("until the person reads on", (assert) => {
            assert.strictEqual(count(allRead, marked, readHere(15)), 0);
            assert.strictEqual(count(allRead, marked, readHere(12)), 3, "not as far as that");
            assert.strictEqual(
                count(allRead, marked, ...arrived(makeMessage(16)), readHere(16)),
                0,
            );
            const elsewhere = [...arrived(makeMessage(16)), read(16)];
            assert.strictEqual(count(allRead, marked, ...elsewhere), 0, "16 came after the mark");
            const late = stateAfter(allRead, marked, readHere(15), allRead);
            assert.strictEqual(unreadFrom(late, id), null, "an older summary brings nothing back");
        });

        QUnit.test("again and again", (assert) => {
            const state = stateAfter(
                allRead,
                ...everythingLoaded,
                marked,
                readHere(15),
                markedHere,
            );
            assert.strictEqual(unreadCount(state, id), 3);
            apply(state, readHere(15));
            assert.strictEqual(unreadCount(state, id), 0);
            const settled = { lastMessageId: messageId(15), readMessageId: messageId(15) };
            apply(state, told({ syncRev: rev(20), ...settled }));
            assert.strictEqual(unreadCount(state, id), 0);
            const again = { ...settled, readMessageId: messageId(12), unreadCount: 3 };
            apply(state, told({ syncRev: rev(21), ...again, unreadFromId: messageId(13) }));
            assert.strictEqual(unreadCount(state, id), 3, "by another device");
        });

        QUnit.test("on show as well", (assert) => {
            const state = stateAfter(allRead, ...everythingLoaded);
            assert.false(hasUnreadOnShow(state, id));
            apply(state, markedHere);
            assert.true(hasUnreadOnShow(state, id));
        });
    });

    QUnit.test("on show: only in a loaded timeline, only by others", (assert) => {
        const state = stateAfter();
        arrived(makeMessage(5)).forEach((event) => apply(state, event));
        assert.false(hasUnreadOnShow(state, id));
        apply(state, loaded(5, false, 5));
        assert.true(hasUnreadOnShow(state, id));
        apply(state, read(5));
        arrived(makeOwnMessage(6)).forEach((event) => apply(state, event));
        assert.false(hasUnreadOnShow(state, id));
    });

    QUnit.test("on show: nothing of what lies beyond the window", (assert) => {
        const state = stateAfter(
            ...arrived(makeMessage(5), makeMessage(9)),
            read(5),
            historyLoaded({
                position: { at: "around", messageId: messageId(5) },
                oldestId: messageId(5),
                newestId: messageId(5),
                hasNewer: true,
            }),
        );
        assert.false(hasUnreadOnShow(state, id));
        assert.strictEqual(unreadCount(state, id), 1);
    });

    QUnit.test("what is unread starts after the read mark, or where one said so", (assert) => {
        const readHere = (number: number): ChatEvent => ({
            kind: "readHere",
            channelId: id,
            messageId: messageId(number),
        });
        const unreadFrom5: ChatEvent = {
            kind: "unreadHere",
            channelId: id,
            messageId: messageId(5),
        };
        const start = (...events: ChatEvent[]) => Number(unreadStart(stateAfter(...events), id));
        assert.strictEqual(unreadStart(stateAfter(), id), null);
        assert.strictEqual(start(readHere(9)), 9);
        assert.strictEqual(start(readHere(9), unreadFrom5), 4);
        assert.strictEqual(start(readHere(9), unreadFrom5, readHere(9)), 9, "read on");
        assert.strictEqual(start(readHere(3), unreadFrom5), 3, "it was not read that far");
    });
});

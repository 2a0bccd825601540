import { apply } from "../../ts_src/model/apply";
import type { ChatEvent } from "../../ts_src/model/events";
import type { MessageId } from "../../ts_src/model/ids";
import {
    hasNewer,
    isAtPresent,
    newestVisibleId,
    timelineItems,
    timelineWindow,
    visibleMessages,
} from "../../ts_src/model/timeline";
import { groupingGap } from "../../ts_src/model/timeline_entries";
import {
    arrived,
    channelId,
    clientKey,
    historyLoaded,
    makeAuthor,
    makeMessage,
    makeOwnMessage,
    messageId,
    noon,
    queued,
    rev,
    stateAfter as after,
    userId,
} from "../helpers/builders";

QUnit.module("model/timeline", () => {
    const id = channelId(7);
    const failure = { code: "unreachable", message: "Not there." };
    const requested = (beforeId: MessageId | null): ChatEvent => ({
        kind: "historyRequested",
        channelId: id,
        position: beforeId === null ? { at: "newest" } : { at: "before", messageId: beforeId },
    });
    const loaded = (
        beforeId: number | null,
        oldestId: number | null,
        hasOlder: boolean,
        syncRev = 100,
    ): ChatEvent =>
        historyLoaded({
            position:
                beforeId === null
                    ? { at: "newest" }
                    : { at: "before", messageId: messageId(beforeId) },
            oldestId: oldestId === null ? null : messageId(oldestId),
            hasOlder,
            syncRev: rev(syncRev),
        });
    const shownIn = (state: ReturnType<typeof after>) =>
        visibleMessages(state, id).map((message) => Number(message.id));
    const shown = (...events: ChatEvent[]) => shownIn(after(...events));

    QUnit.module("window", () => {
        QUnit.test("nothing is on show before the newest page is loaded", (assert) => {
            const state = after(...arrived(makeMessage(5)));
            assert.deepEqual(shownIn(state), []);
            assert.strictEqual(newestVisibleId(state, id), null);
            assert.false(timelineWindow(state, id).isLoaded);
        });

        QUnit.test("everything from the oldest message of the page on", (assert) => {
            const page = [...arrived(makeMessage(5), makeMessage(6)), loaded(null, 5, true)];
            assert.deepEqual(shown(...arrived(makeMessage(3), makeMessage(9)), ...page), [5, 6, 9]);
            assert.deepEqual(shown(...page, ...arrived(makeMessage(9), makeMessage(3))), [5, 6, 9]);
            assert.strictEqual(Number(newestVisibleId(after(...page), id)), 6);
        });

        QUnit.test("an older page makes it larger", (assert) => {
            const page = [...arrived(makeMessage(5)), loaded(null, 5, true)];
            const older = [...arrived(makeMessage(3)), loaded(5, 3, false)];
            assert.deepEqual(shown(...page, ...older), [3, 5]);
            assert.false(timelineWindow(after(...page, ...older), id).hasOlder);
            const none = timelineWindow(after(...page, loaded(5, null, false)), id);
            assert.strictEqual(Number(none.oldestId), 5);
            assert.false(none.hasOlder);
        });

        QUnit.test("an empty channel shows whatever comes", (assert) => {
            const empty = loaded(null, null, false);
            assert.deepEqual(shown(empty, ...arrived(makeMessage(1))), [1]);
        });

        QUnit.test("a page that was asked for before a reset opens no gap", (assert) => {
            const state = after(
                ...arrived(makeMessage(50)),
                loaded(null, 50, true),
                requested(messageId(50)),
                { kind: "channelReset", channelId: id, syncRev: rev(500) },
                ...arrived(makeMessage(400)),
                loaded(null, 400, true, 500),
                ...arrived(makeMessage(30)),
                loaded(50, 30, true),
            );
            assert.deepEqual(shownIn(state), [400]);
            assert.strictEqual(timelineWindow(state, id).status, "idle");
        });

        QUnit.test("loading and failing show", (assert) => {
            const state = after(requested(null));
            assert.strictEqual(timelineWindow(state, id).status, "loading");
            apply(state, {
                kind: "historyFailed",
                channelId: id,
                position: { at: "newest" },
                failure,
            });
            assert.strictEqual(timelineWindow(state, id).status, "failed");
            assert.deepEqual(timelineWindow(state, id).failure, failure);
            apply(state, requested(null));
            assert.strictEqual(timelineWindow(state, id).failure, null);
        });
    });

    QUnit.module("window elsewhere", () => {
        type Loaded = Extract<ChatEvent, { kind: "historyLoaded" }>;
        const at = (number: number): Pick<Loaded, "position"> => ({
            position: { at: "around", messageId: messageId(number) },
        });
        const ask = (position: Loaded["position"]): ChatEvent => ({
            kind: "historyRequested",
            channelId: id,
            position,
        });
        /** Known: 10 to 99 in tens, and one more. */
        const known = arrived(...[10, 20, 30, 40, 50, 90, 99].map((number) => makeMessage(number)));
        const page = (
            where: Loaded["position"],
            oldest: number,
            newest: number,
            more: Partial<Loaded> = {},
        ): ChatEvent =>
            historyLoaded({
                position: where,
                oldestId: messageId(oldest),
                newestId: messageId(newest),
                hasOlder: true,
                hasNewer: true,
                ...more,
            });
        const around30 = [ask(at(30).position), page(at(30).position, 20, 40)];
        const newest = page({ at: "newest" }, 90, 99, { hasNewer: false });

        QUnit.test("around a message: only its page, whatever else is known", (assert) => {
            const state = after(...known, ask({ at: "newest" }), newest, ...around30);
            assert.deepEqual(shownIn(state), [20, 30, 40]);
            assert.strictEqual(Number(newestVisibleId(state, id)), 40);
            assert.false(isAtPresent(state, id));
            assert.true(hasNewer(state, id));
            arrived(makeMessage(100)).forEach((event) => apply(state, event));
            assert.deepEqual(shownIn(state), [20, 30, 40], "what comes is further on");
        });

        QUnit.test("grows at both ends, until it is at the present", (assert) => {
            const state = after(...known, ...around30);
            const before20 = { at: "before", messageId: messageId(20) } as const;
            const after40 = { at: "after", messageId: messageId(40) } as const;
            apply(state, page(before20, 10, 10, { hasOlder: false }));
            apply(state, page(after40, 50, 50));
            assert.deepEqual(shownIn(state), [10, 20, 30, 40, 50]);
            apply(state, page(after40, 90, 99, { hasNewer: false }));
            assert.true(hasNewer(state, id), "an answer that does not join on");
            const after50 = { at: "after", messageId: messageId(50) } as const;
            apply(state, page(after50, 90, 99, { hasNewer: false }));
            assert.deepEqual(shownIn(state), [10, 20, 30, 40, 50, 90, 99]);
            assert.true(isAtPresent(state, id));
            assert.false(timelineWindow(state, id).hasOlder);
        });

        QUnit.test("back to the newest", (assert) => {
            const state = after(...known, ...around30, ask({ at: "newest" }), newest);
            assert.deepEqual(shownIn(state), [90, 99]);
            assert.true(isAtPresent(state, id));
        });

        QUnit.test("a page that joins on takes nothing away", (assert) => {
            const overlapping = page({ at: "newest" }, 40, 99, { hasNewer: false });
            const state = after(...known, ...around30, ask({ at: "newest" }), overlapping);
            assert.deepEqual(shownIn(state), [20, 30, 40, 50, 90, 99]);
            apply(state, ask(at(30).position));
            apply(state, page(at(30).position, 10, 40, { hasOlder: false }));
            assert.deepEqual(shownIn(state), [10, 20, 30, 40, 50, 90, 99]);
            assert.false(timelineWindow(state, id).hasOlder);
        });

        QUnit.test("an answer to an earlier wish does not move it", (assert) => {
            const state = after(...known, ask({ at: "newest" }), ...around30, newest);
            assert.deepEqual(shownIn(state), [20, 30, 40]);
            const early = after(...known, ask({ at: "newest" }), ask(at(30).position), newest);
            assert.deepEqual(shownIn(early), [], "one place, then another, would be a jump");
            assert.strictEqual(timelineWindow(early, id).status, "loading");
        });

        QUnit.test("a message that is gone moves nothing", (assert) => {
            const state = after(...known, ask({ at: "newest" }), newest, ask(at(60).position));
            apply(state, historyLoaded(at(60)));
            assert.deepEqual(shownIn(state), [90, 99]);
            assert.strictEqual(timelineWindow(state, id).status, "idle");
        });
    });

    QUnit.module("items", () => {
        const day = 24 * 60 * 60 * 1000;
        const startOfDay = (at: number) => Math.floor(at / day) * day;
        const items = (...events: ChatEvent[]) => {
            const state = after(...events, loaded(null, null, false));
            return timelineItems(state, id, startOfDay);
        };
        const shape = (...events: ChatEvent[]) =>
            items(...events).map((item) => {
                switch (item.kind) {
                    case "day":
                        return "day";
                    case "message":
                        return `${item.startsGroup ? "+" : "."}${item.message.id}`;
                    case "outgoing":
                        return `${item.startsGroup ? "+" : "."}${item.item.content}`;
                }
            });
        QUnit.test("a divider before the first of each day", (assert) => {
            const events = arrived(makeMessage(1), makeMessage(2, { createdAt: noon + day }));
            assert.deepEqual(shape(...events), ["day", "+1", "day", "+2"]);
            const [divider] = items(...events);
            assert.strictEqual(divider?.kind === "day" && divider.startOfDay, noon - day / 2);
        });

        QUnit.test("neighbours of one author form a group, for a while", (assert) => {
            const later = noon + groupingGap + 2000;
            const events = arrived(
                makeMessage(1),
                makeMessage(2),
                makeOwnMessage(3),
                makeOwnMessage(4),
                makeOwnMessage(5, { createdAt: later + groupingGap }),
            );
            assert.deepEqual(shape(...events), ["day", "+1", ".2", "+3", ".4", "+5"]);
        });

        QUnit.test("system messages and forgotten authors stand alone", (assert) => {
            const gone = makeAuthor({ id: null, name: "Gone" });
            const events = arrived(
                makeMessage(1, { type: "system" }),
                makeMessage(2, { type: "system" }),
                makeMessage(3, { author: gone }),
                makeMessage(4, { author: gone }),
            );
            assert.deepEqual(shape(...events), ["day", "+1", "+2", "+3", "+4"]);
        });

        QUnit.test("what is not sent comes last, and joins one's own group", (assert) => {
            const events = [...arrived(makeOwnMessage(1)), queued("a", { at: noon + 5000 })];
            assert.deepEqual(shape(...events, queued("b", { at: noon + 6000 })), [
                "day",
                "+1",
                ".a",
                ".b",
            ]);
        });

        QUnit.test("a clock that is behind does not bring an earlier day", (assert) => {
            const events = [...arrived(makeMessage(1)), queued("a", { at: noon - 3 * day })];
            assert.deepEqual(shape(...events), ["day", "+1", "+a"]);
        });

        QUnit.test("a row keeps its key when its message is sent", (assert) => {
            const before = items(queued("a")).map(({ key }) => key);
            const message = makeOwnMessage(5, { clientKey: clientKey("a") });
            const sent = items(queued("a"), ...arrived(message)).map(({ key }) => key);
            assert.deepEqual(sent, before);
        });

        QUnit.test("a client key copied by somebody else makes no equal keys", (assert) => {
            const key = clientKey("copied");
            const keys = items(
                ...arrived(
                    makeOwnMessage(1, { clientKey: key }),
                    makeMessage(2, { clientKey: key }),
                    makeMessage(3, {
                        clientKey: key,
                        author: makeAuthor({ id: userId(99), name: "X" }),
                    }),
                ),
            ).map((item) => item.key);
            assert.strictEqual(new Set(keys).size, keys.length);
        });

        QUnit.test("this machine's clock does not tell the day", (assert) => {
            const ahead: ChatEvent = { kind: "clockCompared", offset: -3 * day };
            const events = [...arrived(makeOwnMessage(1)), queued("a", { at: noon + 3 * day })];
            assert.deepEqual(shape(...events, ahead), ["day", "+1", ".a"]);
        });

        QUnit.test("the calendar is asked once a day, and right at its ends", (assert) => {
            const midnight = startOfDay(noon);
            const times = [0, 1, 21, 22, 23, 23.99, 24, 25].map((hour) => hour * 3_600_000);
            const state = after(
                ...arrived(
                    ...times.map((time, index) =>
                        makeMessage(index + 1, { createdAt: midnight + time }),
                    ),
                ),
                historyLoaded(),
            );
            let asked = 0;
            const rows = timelineItems(state, id, (time) => {
                asked += 1;
                return startOfDay(time);
            });
            assert.deepEqual(
                rows.flatMap((row) => (row.kind === "day" ? [row.startOfDay - midnight] : [])),
                [0, day],
            );
            assert.true(asked < times.length, `${asked} times`);
        });

        QUnit.test("messages that are being deleted are out of sight", (assert) => {
            const planned: ChatEvent = {
                kind: "deletionPlanned",
                messageId: messageId(1),
                at: noon,
            };
            const events = [...arrived(makeMessage(1), makeMessage(2)), planned];
            assert.deepEqual(shape(...events), ["day", "+2"]);
            const back: ChatEvent = { kind: "deletionEnded", messageId: messageId(1) };
            assert.deepEqual(shape(...events, back), ["day", "+1", ".2"]);
        });

        QUnit.test("deleted messages stay in their place", (assert) => {
            assert.deepEqual(shape(...arrived(makeMessage(1, { deleted: true }))), ["day", "+1"]);
        });
    });
});

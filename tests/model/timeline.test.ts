import { apply } from "../../ts_src/model/apply";
import type { ChatEvent } from "../../ts_src/model/events";
import type { MessageId } from "../../ts_src/model/ids";
import type { Message } from "../../ts_src/model/records";
import { createChatState } from "../../ts_src/model/state";
import {
    groupingGap,
    newestVisibleId,
    timelineItems,
    timelineWindow,
    visibleMessages,
} from "../../ts_src/model/timeline";
import {
    channelId,
    clientKey,
    makeMessage,
    makeOwnMessage,
    messageId,
    noon,
    rev,
    self,
    userId,
} from "../helpers/builders";

QUnit.module("model/timeline", () => {
    const id = channelId(7);
    const failure = { code: "unreachable", message: "Not there." };
    const arrived = (...messages: Message[]): ChatEvent[] =>
        messages.map((message) => ({ kind: "messageChanged", message }));
    const requested = (beforeId: MessageId | null): ChatEvent => ({
        kind: "historyRequested",
        channelId: id,
        beforeId,
    });
    const loaded = (
        beforeId: number | null,
        oldestId: number | null,
        hasOlder: boolean,
        syncRev = 100,
    ): ChatEvent => ({
        kind: "historyLoaded",
        channelId: id,
        beforeId: beforeId === null ? null : messageId(beforeId),
        oldestId: oldestId === null ? null : messageId(oldestId),
        hasOlder,
        syncRev: rev(syncRev),
    });
    const after = (...events: ChatEvent[]) => {
        const state = createChatState(self);
        events.forEach((event) => apply(state, event));
        return state;
    };
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
            apply(state, { kind: "historyFailed", channelId: id, beforeId: null, failure });
            assert.strictEqual(timelineWindow(state, id).status, "failed");
            assert.deepEqual(timelineWindow(state, id).failure, failure);
            apply(state, requested(null));
            assert.strictEqual(timelineWindow(state, id).failure, null);
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
        const queued = (content: string, at: number): ChatEvent => ({
            kind: "messageQueued",
            channelId: id,
            clientKey: clientKey(content),
            content,
            at,
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
            const gone = { id: null, name: "Gone", imageUrl: null, isAgent: false };
            const events = arrived(
                makeMessage(1, { type: "system" }),
                makeMessage(2, { type: "system" }),
                makeMessage(3, { author: gone }),
                makeMessage(4, { author: gone }),
            );
            assert.deepEqual(shape(...events), ["day", "+1", "+2", "+3", "+4"]);
        });

        QUnit.test("what is not sent comes last, and joins one's own group", (assert) => {
            const events = [...arrived(makeOwnMessage(1)), queued("a", noon + 5000)];
            assert.deepEqual(shape(...events, queued("b", noon + 6000)), ["day", "+1", ".a", ".b"]);
        });

        QUnit.test("a clock that is behind does not bring an earlier day", (assert) => {
            const events = [...arrived(makeMessage(1)), queued("a", noon - 3 * day)];
            assert.deepEqual(shape(...events), ["day", "+1", "+a"]);
        });

        QUnit.test("a row keeps its key when its message is sent", (assert) => {
            const before = items(queued("a", noon)).map(({ key }) => key);
            const message = makeOwnMessage(5, { clientKey: clientKey("a") });
            const sent = items(queued("a", noon), ...arrived(message)).map(({ key }) => key);
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
                        author: { id: userId(99), name: "X", imageUrl: null, isAgent: false },
                    }),
                ),
            ).map((item) => item.key);
            assert.strictEqual(new Set(keys).size, keys.length);
        });

        QUnit.test("deleted messages stay in their place", (assert) => {
            assert.deepEqual(shape(...arrived(makeMessage(1, { deleted: true }))), ["day", "+1"]);
        });
    });
});

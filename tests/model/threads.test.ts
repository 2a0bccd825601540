import { apply } from "../../ts_src/model/apply";
import type { ChatEvent } from "../../ts_src/model/events";
import { replyCount, threadItems, threadWindow } from "../../ts_src/model/threads";
import {
    arrived,
    clientKey,
    makeMessage,
    makeOwnMessage,
    messageId,
    noon,
    queued,
    rev,
    stateAfter,
} from "../helpers/builders";

QUnit.module("model/threads", () => {
    const parentId = messageId(10);
    const reply = (id: number, changes = {}) => makeMessage(id, { parentId, ...changes });
    const loaded = (
        beforeId: number | null,
        oldestId: number | null,
        hasOlder: boolean,
    ): ChatEvent => ({
        kind: "threadLoaded",
        parentId,
        beforeId: beforeId === null ? null : messageId(beforeId),
        oldestId: oldestId === null ? null : messageId(oldestId),
        hasOlder,
    });
    const shape = (...events: ChatEvent[]) =>
        threadItems(stateAfter(...arrived(makeMessage(10)), ...events), parentId).map((item) =>
            item.kind === "message" ? Number(item.message.id) : item.item.content,
        );

    QUnit.test("nothing before it is loaded, then everything from there on", (assert) => {
        const known = arrived(reply(11), reply(15), reply(20), makeMessage(16));
        assert.deepEqual(shape(...known), []);
        assert.deepEqual(shape(...known, loaded(null, 15, true)), [15, 20]);
        const older = [loaded(null, 15, true), loaded(15, 11, false)];
        assert.deepEqual(shape(...known, ...older), [11, 15, 20]);
        assert.deepEqual(shape(...older, ...known, ...arrived(reply(30))), [11, 15, 20, 30]);
    });

    QUnit.test("asked for again it loses nothing", (assert) => {
        const events = [
            ...arrived(reply(11), reply(20)),
            loaded(null, 20, true),
            loaded(20, 11, false),
            loaded(null, 20, true),
        ];
        assert.deepEqual(shape(...events), [11, 20]);
    });

    QUnit.test("a page that does not join on opens no gap", (assert) => {
        const known = arrived(reply(11), reply(15), reply(20));
        assert.deepEqual(shape(...known, loaded(null, 20, true), loaded(15, 11, false)), [20]);
        assert.deepEqual(shape(...known, loaded(15, 11, false)), []);
    });

    QUnit.test(
        "what is on its way comes last, in this thread only, and keeps its key",
        (assert) => {
            const waiting = [
                queued("in the thread", { parentId }),
                queued("in the channel"),
                queued("elsewhere", { parentId: messageId(99) }),
            ];
            const events = [...arrived(reply(11)), loaded(null, 11, false), ...waiting];
            assert.deepEqual(shape(...events), [11, "in the thread"]);
            const state = stateAfter(...arrived(makeMessage(10)), ...events);
            const key = threadItems(state, parentId).at(-1)?.key;
            const clientKeyOfIt = { clientKey: clientKey("in the thread") };
            const sent = makeOwnMessage(30, { parentId, ...clientKeyOfIt });
            arrived(sent).forEach((event) => apply(state, event));
            assert.strictEqual(threadItems(state, parentId).at(-1)?.key, key);
        },
    );

    QUnit.test("groups by author, without what is being deleted", (assert) => {
        const state = stateAfter(
            ...arrived(reply(11), reply(12), { ...makeOwnMessage(13), parentId }, reply(14)),
            loaded(null, 11, false),
            { kind: "deletionPlanned", messageId: messageId(13), at: noon },
        );
        assert.deepEqual(
            threadItems(state, parentId).map(({ startsGroup }) => startsGroup),
            [true, false, false],
        );
    });

    QUnit.test("loading and failing show", (assert) => {
        const failure = { code: "unreachable", message: "Not there." };
        const state = stateAfter({ kind: "threadRequested", parentId, beforeId: null });
        assert.strictEqual(threadWindow(state, parentId).status, "loading");
        apply(state, { kind: "threadFailed", parentId, beforeId: null, failure });
        assert.deepEqual(threadWindow(state, parentId).failure, failure);
        apply(state, loaded(null, null, false));
        assert.strictEqual(threadWindow(state, parentId).status, "idle");
        assert.true(threadWindow(state, parentId).isLoaded);
    });

    QUnit.test("the number of replies only grows, whoever told it", (assert) => {
        const count = (...events: ChatEvent[]) => {
            const state = stateAfter(...events);
            const parent = state.messages.get(parentId);
            return parent ? replyCount(state, parent) : null;
        };
        const copy = (changes = {}) => arrived(makeMessage(10, { replyCount: 3, ...changes }));
        assert.strictEqual(count(...copy()), 3);
        assert.strictEqual(count(...copy({ replyCount: 5 }), ...copy()), 5);
        assert.strictEqual(count(...copy(), ...copy({ replyCount: 5 })), 5);
        const edited = copy({ rev: rev(99), replyCount: 4 });
        assert.strictEqual(count(...edited, ...copy({ replyCount: 5 })), 5);
        const replies = [11, 12, 13, 14].map((id) => reply(id, { deleted: id === 12 }));
        assert.strictEqual(count(...copy(), ...arrived(...replies)), 4);
    });
});

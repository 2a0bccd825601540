import { applyDesk } from "../../../ts_src/model/desk/apply_desk";
import type { DeskEvent } from "../../../ts_src/model/desk/desk_events";
import type { Support } from "../../../ts_src/model/desk/desk_state";
import {
    createDeskState,
    type WritableDeskState,
} from "../../../ts_src/model/desk/writable_desk_state";
import { channelId, rev } from "../../helpers/builders";
import { abel, ada, FakeDeskServer, makeSupport } from "./fake_desk_server";

const counts = { waiting: 0, mine: 0, assigned: 0 };
const six = channelId(6);
const ids = (...numbers: readonly number[]) => numbers.map(channelId);

function after(...events: readonly DeskEvent[]): WritableDeskState {
    const state = createDeskState(ada);
    events.forEach((event) => applyDesk(state, event));
    return state;
}

function told(support: Support): DeskEvent {
    return { kind: "supportChanged", support };
}

/** A request for each number: the higher, the newer. */
function waiting(number: number, changes: Partial<Support> = {}): Support {
    const channel = channelId(number);
    return makeSupport({ id: number, channelId: channel, waitingSince: number, ...changes });
}

const assignedTo = (id: typeof ada, changes: Partial<Support> = {}): Partial<Support> => ({
    stage: "assigned",
    agent: { id, name: "" },
    ...changes,
});

QUnit.module("model/desk/apply_desk", () => {
    QUnit.test("of two copies of a request the newer one wins", (assert) => {
        const older = makeSupport({ rev: rev(5), subject: "older" });
        const newer = makeSupport({ rev: rev(6), subject: "newer" });
        const subject = (...events: readonly DeskEvent[]) =>
            after(...events).supports.get(six)?.subject;
        assert.strictEqual(subject(told(older), told(newer)), "newer");
        assert.strictEqual(subject(told(newer), told(older)), "newer");
    });

    QUnit.test("a request goes from queue to queue", (assert) => {
        const state = after(told(makeSupport({ rev: rev(1) })));
        const lists = () =>
            (["waiting", "mine", "assigned", "closed"] as const).filter((name) =>
                state.queues[name].channelIds.includes(six),
            );
        assert.deepEqual(lists(), ["waiting"]);
        applyDesk(state, told(makeSupport(assignedTo(abel, { rev: rev(2) }))));
        assert.deepEqual(lists(), ["assigned"]);
        applyDesk(state, told(makeSupport(assignedTo(ada, { rev: rev(3) }))));
        assert.deepEqual(lists(), ["mine", "assigned"]);
        applyDesk(state, told(makeSupport(assignedTo(ada, { rev: rev(4), stage: "closed" }))));
        assert.deepEqual(lists(), ["closed"]);
        applyDesk(state, told(makeSupport({ rev: rev(5), stage: "new" })));
        assert.deepEqual(lists(), [], "nothing said yet");
    });

    QUnit.test("who has waited longest comes first; of the others who came last", (assert) => {
        const state = after(
            told(waiting(3)),
            told(waiting(1, { waitingSince: 9 })),
            told(waiting(2)),
            told(waiting(4, assignedTo(ada))),
            told(waiting(5, assignedTo(ada))),
        );
        assert.deepEqual(state.queues.waiting.channelIds, ids(2, 3, 1));
        assert.deepEqual(state.queues.mine.channelIds, ids(5, 4));
    });

    QUnit.test("what changes nothing in a queue leaves its list the same object", (assert) => {
        const state = after(told(makeSupport({ rev: rev(1) })));
        const before = state.queues.waiting;
        applyDesk(state, told(makeSupport({ rev: rev(2), subject: "Delivery" })));
        assert.strictEqual(state.queues.waiting, before);
    });

    QUnit.test("counts of queues that are not known as a whole follow the news", (assert) => {
        const page = { supports: [waiting(1), waiting(2)], nextCursor: 2 };
        const state = after({
            kind: "queueLoaded",
            queue: "waiting",
            cursor: null,
            known: [],
            page: { ...page, counts: { waiting: 40, mine: 3, assigned: 20 } },
        });
        assert.deepEqual(state.counts, { waiting: 40, mine: 3, assigned: 20 });
        applyDesk(state, told(waiting(1, assignedTo(ada, { rev: rev(2) }))));
        assert.deepEqual(state.counts, { waiting: 39, mine: 4, assigned: 21 });
        applyDesk(state, told(waiting(1, assignedTo(ada, { rev: rev(2) }))));
        assert.deepEqual(state.counts, { waiting: 39, mine: 4, assigned: 21 }, "told twice");
        applyDesk(state, told(waiting(99)));
        assert.strictEqual(state.counts.waiting, 40, "somebody new");
        applyDesk(state, told(waiting(98, assignedTo(abel))));
        assert.strictEqual(state.counts.assigned, 21, "may have been counted on another page");
        applyDesk(state, {
            kind: "queueLoaded",
            queue: "waiting",
            cursor: 2,
            known: [],
            page: { supports: [waiting(99)], nextCursor: 99, counts: { ...counts, waiting: 7 } },
        });
        assert.strictEqual(state.counts.waiting, 7, "the server's count corrects it");
    });

    QUnit.test("a queue that is known as a whole has as many as it lists", (assert) => {
        const state = after({
            kind: "queueLoaded",
            queue: "waiting",
            cursor: null,
            known: [],
            page: { supports: [waiting(1)], nextCursor: null, counts: { ...counts, waiting: 9 } },
        });
        assert.strictEqual(state.counts.waiting, 1);
    });

    QUnit.test("what a page lacks has left, if its place is in that page", (assert) => {
        const known = [waiting(1), waiting(2), waiting(3), waiting(4)];
        const state = after(...known.map(told), {
            kind: "queueLoaded",
            queue: "waiting",
            cursor: 1,
            known,
            page: { supports: [waiting(3)], nextCursor: 3, counts },
        });
        assert.deepEqual(state.queues.waiting.channelIds, ids(1, 3, 4));
        applyDesk(state, told(waiting(2)));
        assert.deepEqual(state.queues.waiting.channelIds, ids(1, 3, 4), "a late notification");
        applyDesk(state, told(waiting(2, { rev: rev(2) })));
        assert.deepEqual(state.queues.waiting.channelIds, ids(1, 2, 3, 4), "back again");
    });

    QUnit.test("the same where the newest come first", (assert) => {
        const known = [4, 3, 2, 1].map((number) => waiting(number, assignedTo(ada)));
        const state = after(...known.map(told), {
            kind: "queueLoaded",
            queue: "mine",
            cursor: null,
            known,
            page: { supports: [waiting(3, assignedTo(ada))], nextCursor: 3, counts },
        });
        assert.deepEqual(state.queues.mine.channelIds, ids(3, 2, 1));
    });

    QUnit.test("what came while a page was on its way stays", (assert) => {
        const state = after(told(waiting(7)), {
            kind: "queueLoaded",
            queue: "waiting",
            cursor: null,
            known: [],
            page: { supports: [], nextCursor: null, counts },
        });
        assert.deepEqual(state.queues.waiting.channelIds, ids(7));
    });

    QUnit.test("notes: in the order they were written, each once", (assert) => {
        const server = new FakeDeskServer(() => 0);
        server.ask(six);
        const [one, two] = [server.write(ada, six, "1", null), server.write(abel, six, "2", null)];
        const heard = [two, one, two].map((note): DeskEvent => ({ kind: "noteChanged", note }));
        assert.deepEqual(after(...heard).notes.get(six), [one, two]);
    });

    QUnit.test("agents: whoever is told of is replaced, me too", async (assert) => {
        const setup = await new FakeDeskServer(() => 0).api(ada).fetchSetup();
        const agent = { ...setup.me, state: "away", isAvailable: false } as const;
        const state = after({ kind: "setupLoaded", setup }, { kind: "agentChanged", agent });
        assert.strictEqual(state.setup?.me.state, "away");
        assert.deepEqual(
            state.setup?.agents.map(({ state: is }) => is),
            ["away", "online"],
        );
        applyDesk(state, { kind: "agentChanged", agent: { ...agent, userId: abel } });
        assert.strictEqual(state.setup?.me.userId, ada);
        assert.strictEqual(state.setup?.agents.length, 2);
    });

    QUnit.test("drafts and blocks", (assert) => {
        const person = { name: "Vera", email: null, blockedUntil: null, earlier: [], courses: [] };
        const state = after(
            { kind: "blockChanged", channelId: six, blockedUntil: 1 },
            { kind: "noteDraftChanged", channelId: six, text: "Careful" },
        );
        assert.strictEqual(state.persons.size, 0, "of nobody who is not shown");
        assert.strictEqual(state.noteDrafts.get(six), "Careful");
        applyDesk(state, { kind: "personLoaded", channelId: six, person });
        applyDesk(state, { kind: "blockChanged", channelId: six, blockedUntil: 5 });
        applyDesk(state, { kind: "noteDraftChanged", channelId: six, text: "" });
        assert.strictEqual(state.persons.get(six)?.blockedUntil, 5);
        assert.strictEqual(state.noteDrafts.size, 0);
    });
});

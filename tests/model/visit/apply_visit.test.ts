import * as fc from "fast-check";

import type { ChannelId, ClientKey, MessageId, Rev } from "../../../ts_src/model/ids";
import { applyVisit } from "../../../ts_src/model/visit/apply_visit";
import type { VisitEvent, VisitServerEvent } from "../../../ts_src/model/visit/visit_events";
import { createVisitState } from "../../../ts_src/model/visit/visit_records";
import type {
    OutgoingVisitMessage,
    Visit,
    VisitMessage,
} from "../../../ts_src/model/visit/visit_state";

const channelId = 6 as ChannelId;

function message(id: number, change: Partial<VisitMessage> = {}): VisitMessage {
    return {
        id: id as MessageId,
        rev: id as Rev,
        clientKey: null,
        html: `words ${id}`,
        type: "text",
        authorName: "Ada Agent",
        authorImageUrl: null,
        isOwn: false,
        createdAt: 0,
        attachments: [],
        isEdited: false,
        isDeleted: false,
        ...change,
    };
}

function visit(rev: number, change: Partial<Visit> = {}): Visit {
    return {
        channelId,
        rev: rev as Rev,
        state: "active",
        agent: null,
        mayAttach: false,
        hasEmail: false,
        isAnswered: false,
        rating: null,
        readMessageId: null,
        ...change,
    };
}

function outgoing(key: string, createdAt: number): OutgoingVisitMessage {
    const clientKey = key as ClientKey;
    return { clientKey, text: key, file: null, progress: 0, createdAt, failure: null };
}

function stateAfter(...events: readonly VisitEvent[]) {
    const state = createVisitState();
    applyVisit(state, { kind: "conversationFollowed", channelId });
    events.forEach((event) => applyVisit(state, event));
    return state;
}

const told = (item: VisitMessage): VisitEvent => ({ kind: "messageChanged", message: item });
const visited = (item: Visit): VisitEvent => ({ kind: "visitChanged", visit: item });
const mark = (kind: "ownRead" | "agentRead", id: number): VisitEvent => ({
    kind,
    messageId: id as MessageId,
});

QUnit.module("model/visit/apply_visit", () => {
    QUnit.test("server events in any order, any number of times: the same state", (assert) => {
        assert.expect(0);
        const ids = fc.integer({ min: 1, max: 6 });
        const revs = fc.integer({ min: 1, max: 40 });
        const state = fc.constantFrom("active" as const, "closed" as const);
        // What a revision says is always the same, as on the server.
        const event: fc.Arbitrary<VisitServerEvent> = fc.oneof(
            fc.tuple(ids, revs).map(([id, rev]) => ({
                kind: "messageChanged" as const,
                message: message(id, {
                    rev: (rev * 10 + id) as Rev,
                    html: `${rev}`,
                    isDeleted: rev % 5 === 0,
                    isOwn: id % 3 === 0,
                }),
            })),
            fc.tuple(revs, ids).map(([rev]) => ({
                kind: "visitChanged" as const,
                visit: visit(rev * 10 + 7, {
                    rating: rev,
                    state: rev % 2 === 0 ? "active" : "closed",
                    readMessageId: (rev % 6) as MessageId,
                }),
            })),
            fc.tuple(revs, state).map(([rev]) => ({
                kind: "stateChanged" as const,
                rev: (rev * 10 + 8) as Rev,
                state: rev % 3 === 0 ? ("closed" as const) : ("active" as const),
            })),
            ids.map((id) => ({ kind: "agentRead" as const, messageId: id as MessageId })),
            ids.map((id) => ({ kind: "ownRead" as const, messageId: id as MessageId })),
        );
        const histories = fc.array(event, { maxLength: 20 }).chain((events) =>
            fc.tuple(
                fc.constant(events),
                fc.shuffledSubarray([...events, ...events], {
                    minLength: events.length * 2,
                    maxLength: events.length * 2,
                }),
            ),
        );
        fc.assert(
            fc.property(histories, ([events, shuffled]) => {
                const expected = JSON.stringify(stateAfter(...events));
                return JSON.stringify(stateAfter(...shuffled)) === expected;
            }),
            { numRuns: 2_000 },
        );
    });

    QUnit.test("messages stand by id, and the newer copy wins", (assert) => {
        const edited = message(2, { rev: 9 as Rev, html: "edited" });
        const state = stateAfter(
            told(message(3)),
            told(edited),
            told(message(1)),
            told(message(2)),
        );
        assert.deepEqual(state.messages, [message(1), edited, message(3)]);
    });

    QUnit.test("unread is what agents have said since the visitor read", (assert) => {
        const said = [1, 2, 3, 4].map((id) => told(message(id)));
        assert.strictEqual(stateAfter(...said).unread, 4);
        assert.strictEqual(stateAfter(...said, mark("ownRead", 2)).unread, 2);
        assert.strictEqual(stateAfter(mark("ownRead", 4), ...said).unread, 0);
        const own = told(message(3, { isOwn: true }));
        assert.strictEqual(
            stateAfter(...said.slice(0, 2), own, ...said.slice(3)).unread,
            3,
            "what was sent late says nothing of the answers before it",
        );
        const system = told(message(5, { type: "system" }));
        const deleted = told(message(6, { isDeleted: true }));
        assert.strictEqual(stateAfter(...said, system, deleted).unread, 4);
    });

    QUnit.test("a browser without a mark takes what was written for one, once", (assert) => {
        const history = [1, 2, 3].map((id) => told(message(id, { isOwn: id === 2 })));
        const loaded: VisitEvent = { kind: "newestLoaded", hasMore: false };
        assert.strictEqual(stateAfter(...history, loaded).unread, 1);
        const late = told(message(4, { isOwn: true }));
        assert.strictEqual(stateAfter(...history, loaded, late, loaded).unread, 1);
        assert.strictEqual(stateAfter(mark("ownRead", 1), ...history, late, loaded).unread, 1);
    });

    QUnit.test("agents' marks only grow, whoever tells them", (assert) => {
        const later = stateAfter(
            mark("agentRead", 5),
            visited(visit(1, { readMessageId: 3 as MessageId })),
        );
        assert.strictEqual(later.visit?.readMessageId, 5 as MessageId);
        applyVisit(later, visited(visit(2, { readMessageId: 7 as MessageId })));
        assert.strictEqual(later.visit?.readMessageId, 7 as MessageId);
    });

    QUnit.test("the channel's state counts where it is newer than the visit", (assert) => {
        const closing: VisitEvent = { kind: "stateChanged", rev: 5 as Rev, state: "closed" };
        assert.strictEqual(stateAfter(closing, visited(visit(4))).visit?.state, "closed");
        assert.strictEqual(stateAfter(visited(visit(4)), closing).visit?.state, "closed");
        assert.strictEqual(stateAfter(closing, visited(visit(6))).visit?.state, "active");
        assert.strictEqual(stateAfter(closing).visit, null);
    });

    QUnit.test("what the server has is not outgoing any more, and does not become so", (assert) => {
        const item = outgoing("key", 1);
        const sent = told(message(1, { clientKey: item.clientKey, isOwn: true }));
        const queued: VisitEvent = { kind: "outgoingChanged", item };
        assert.deepEqual(stateAfter(queued, sent).outgoing, []);
        assert.deepEqual(stateAfter(sent, queued).outgoing, []);
    });

    QUnit.test("outgoing stands in the order of writing, whichever tab tells first", (assert) => {
        const items = [outgoing("c", 1), outgoing("a", 2), outgoing("b", 2)];
        const state = stateAfter(
            ...[2, 0, 1].flatMap((at): VisitEvent[] => {
                const item = items[at];
                return item ? [{ kind: "outgoingChanged", item }] : [];
            }),
        );
        assert.deepEqual(state.outgoing, items);
        const clientKey = "a" as ClientKey;
        applyVisit(state, { kind: "outgoingProgressed", clientKey, progress: 0.5 });
        assert.deepEqual(
            state.outgoing.map(({ progress }) => progress),
            [0, 0.5, 0],
        );
        applyVisit(state, { kind: "outgoingRemoved", clientKey });
        assert.deepEqual(
            state.outgoing.map((item) => item.clientKey),
            ["c", "b"],
        );
    });

    QUnit.test("another conversation: nothing of the one before, but what is typed", (assert) => {
        const draft = { name: "Vera", email: "", subject: "", text: "typed" };
        const state = stateAfter(
            { kind: "draftChanged", draft },
            { kind: "outgoingChanged", item: outgoing("key", 1) },
            told(message(1)),
            visited(visit(2)),
            { kind: "newestLoaded", hasMore: true },
            { kind: "typingChanged", name: "Ada", until: 10 },
            { kind: "conversationFollowed", channelId: 7 as ChannelId },
        );
        const { messages, outgoing: left, unread, hasOlder, typing } = state;
        assert.deepEqual(
            { messages, visit: state.visit, unread, hasOlder, typing },
            { messages: [], visit: null, unread: 0, hasOlder: false, typing: null },
        );
        assert.deepEqual([state.draft, left.length], [draft, 1]);
    });

    QUnit.test("the same conversation under another token stays", (assert) => {
        const state = stateAfter(told(message(1)), { kind: "conversationFollowed", channelId });
        assert.strictEqual(state.messages.length, 1);
    });

    QUnit.test("what is older is known from the first page and from older ones", (assert) => {
        const state = stateAfter(
            { kind: "newestLoaded", hasMore: true },
            { kind: "olderRequested" },
            { kind: "olderLoaded", hasMore: false },
            { kind: "newestLoaded", hasMore: true },
        );
        assert.deepEqual([state.hasOlder, state.isLoadingOlder], [false, false]);
    });

    QUnit.test("typing ends at its time, unless it was said again", (assert) => {
        const state = stateAfter({ kind: "typingChanged", name: "Ada", until: 10 });
        applyVisit(state, { kind: "typingExpired", now: 9 });
        assert.strictEqual(state.typing, "Ada");
        applyVisit(state, { kind: "typingExpired", now: 10 });
        assert.strictEqual(state.typing, null);
    });

    QUnit.test("a field's error goes when the field is changed", (assert) => {
        const draft = { name: "", email: "x", subject: "", text: "" };
        const errors = { email: "This is not an e-mail address.", name: "Please say your name." };
        const state = stateAfter(
            { kind: "draftChanged", draft },
            { kind: "formRefused", errors },
            { kind: "draftChanged", draft: { ...draft, email: "x@example.com" } },
        );
        assert.deepEqual(state.formErrors, { name: errors.name });
    });
});

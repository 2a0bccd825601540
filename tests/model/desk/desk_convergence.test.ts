import * as fc from "fast-check";

import { ApiError } from "../../../ts_src/engine/ports";
import { applyDesk } from "../../../ts_src/model/desk/apply_desk";
import type { DeskEvent } from "../../../ts_src/model/desk/desk_events";
import { countedQueues, queueNames } from "../../../ts_src/model/desk/desk_queues";
import {
    createDeskState,
    type WritableDeskState,
} from "../../../ts_src/model/desk/writable_desk_state";
import { channelId } from "../../helpers/builders";
import { abel, ada, type DeskNews, FakeDeskServer } from "./fake_desk_server";

const kinds = ["ask", "claim", "claim", "release", "assign", "close", "tag", "note"] as const;
const channels = [1, 2, 3, 4].map(channelId);

interface Step {
    readonly kind: (typeof kinds)[number];
    readonly by: boolean;
    readonly in: number;
    /** Whether Ada's desk hears of it. */
    readonly isHeard: boolean;
    /** Whether Ada's desk loads its queues after it. */
    readonly isLoaded: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
    kind: fc.oneof(fc.constant("ask" as const), fc.constantFrom(...kinds)),
    by: fc.boolean(),
    in: fc.nat(channels.length - 1),
    isHeard: fc.boolean(),
    isLoaded: fc.boolean(),
});

/** What happened, and what Ada's desk was told of it, in order. */
function play(steps: readonly Step[]) {
    let time = 0;
    const server = new FakeDeskServer(() => (time += 1));
    const state = createDeskState(ada);
    const told: DeskEvent[] = [];
    const missed: DeskEvent[] = [];
    const tell = (event: DeskEvent) => {
        told.push(event);
        applyDesk(state, event);
    };
    for (const next of steps) {
        server.onNews = (news) => (next.isHeard ? tell(eventOf(news)) : missed.push(eventOf(news)));
        tryTo(() => take(server, next));
        if (next.isLoaded) {
            pagesFor(server, state).forEach(tell);
        }
    }
    return { server, state, told, missed };
}

function take(server: FakeDeskServer, { kind, by, in: where }: Step): void {
    const channel = channels[where] ?? channelId(1);
    const agent = by ? ada : abel;
    switch (kind) {
        case "ask":
            return void server.ask(channel);
        case "claim":
            return void server.claim(agent, channel);
        case "assign":
            return void server.assign(channel, agent);
        case "tag":
            return void server.tag(channel, [where]);
        case "note":
            return void server.write(agent, channel, "note", null);
        case "release":
        case "close":
            return void server[kind](channel);
    }
}

/** Not everything is allowed at every moment. */
function tryTo(run: () => void): void {
    try {
        run();
    } catch (error) {
        if (!(error instanceof ApiError)) {
            throw error;
        }
    }
}

function eventOf(news: DeskNews): DeskEvent {
    switch (news.kind) {
        case "support":
            return { kind: "supportChanged", support: news.support };
        case "note":
            return { kind: "noteChanged", note: news.note };
        case "agent":
            return { kind: "agentChanged", agent: news.agent };
    }
}

function pagesFor(server: FakeDeskServer, state: WritableDeskState): DeskEvent[] {
    const pages = queueNames.map((queue): DeskEvent => {
        const known = state.queues[queue].channelIds.flatMap((id) => state.supports.get(id) ?? []);
        const page = server.page(ada, queue, null);
        return { kind: "queueLoaded", queue, cursor: null, known, page };
    });
    const notes = channels.flatMap((id) => server.notesOf(id));
    return [...pages, ...notes.map((note): DeskEvent => ({ kind: "noteChanged", note }))];
}

function stateAfter(events: readonly DeskEvent[]): WritableDeskState {
    const state = createDeskState(ada);
    events.forEach((event) => applyDesk(state, event));
    return state;
}

/** What an agent sees. */
function seen(state: WritableDeskState) {
    return {
        queues: queueNames.map((name) => state.queues[name].channelIds),
        counts: state.counts,
        supports: [...state.supports.values()].sort((a, b) => a.id - b.id),
        notes: channels.map((id) => state.notes.get(id) ?? []),
    };
}

/** What is so. Of a conversation that was opened again its last request counts. */
function truth(server: FakeDeskServer) {
    const present = channels.flatMap((id) => server.present(id) ?? []);
    const isPresent = new Set(present);
    const queues = queueNames.map((name) => {
        const found = server.queue(ada, name).filter((support) => isPresent.has(support));
        return name === "waiting"
            ? found.toSorted((a, b) => (a.waitingSince ?? 0) - (b.waitingSince ?? 0) || a.id - b.id)
            : found;
    });
    const { waiting, mine, assigned } = server.counts(ada);
    return {
        queues: queues.map((found) => found.map((support) => support.channelId)),
        counts: { waiting, mine, assigned },
        supports: present.sort((a, b) => a.id - b.id),
        notes: channels.map((id) => server.notesOf(id)),
    };
}

QUnit.module("model/desk/convergence", () => {
    QUnit.test("order and repetition of what the server tells do not matter", (assert) => {
        const depths = { queued: 0 };
        fc.assert(
            fc.property(
                fc.array(step, { maxLength: 40 }),
                fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
                (steps, randoms) => {
                    const { server, state, told } = play(steps);
                    const all = [...told, ...pagesFor(server, state)];
                    const repeated = all.filter(() => (randoms.next().value ?? 0) < 0.3);
                    const shuffled = [...all, ...repeated]
                        .map((event) => ({ event, at: randoms.next().value ?? 0 }))
                        .sort((a, b) => a.at - b.at)
                        .map(({ event }) => event);
                    equal(seen(stateAfter(all)), truth(server));
                    equal(seen(stateAfter(shuffled)), truth(server));
                    depths.queued += server.counts(ada).waiting + server.counts(ada).mine;
                },
            ),
            { numRuns: 600 },
        );
        assert.true(depths.queued > 100, "there was something to get wrong");
    });

    QUnit.test(
        "whatever the bus lost, the pages make up for it, also if it comes late",
        (assert) => {
            assert.expect(0);
            fc.assert(
                fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
                    const { server, state, told, missed } = play(steps);
                    const all = [...told, ...pagesFor(server, state)];
                    equal(seen(stateAfter([...all, ...missed])), truth(server));
                    equal(seen(stateAfter([...all, ...missed.toReversed()])), truth(server));
                }),
                { numRuns: 600 },
            );
        },
    );

    QUnit.test("by page or by page, the whole queue is there in the end", (assert) => {
        let time = 0;
        const server = new FakeDeskServer(() => (time += 1));
        const many = Array.from({ length: 25 }, (_, index) => channelId(index + 1));
        many.forEach((id) => server.ask(id));
        server.pageSize = 10;
        const state = createDeskState(ada);
        let cursor: number | null = null;
        do {
            const page = server.page(ada, "waiting", cursor);
            applyDesk(state, { kind: "queueLoaded", queue: "waiting", cursor, known: [], page });
            assert.strictEqual(state.counts.waiting, 25);
            cursor = page.nextCursor;
        } while (cursor !== null);
        assert.deepEqual(state.queues.waiting.channelIds, many);
        assert.deepEqual(
            countedQueues.map((name) => state.counts[name]),
            [25, 0, 0],
        );
    });
});

function equal(actual: unknown, expected: unknown): void {
    const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (left !== right) {
        throw new Error(`Not equal:\n${left}\n${right}`);
    }
}

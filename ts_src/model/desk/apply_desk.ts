import { asValue } from "../values";
import type { DeskEvent } from "./desk_events";
import { countedQueues, isInQueue, isWithin, refreshQueues } from "./desk_queues";
import type { Agent, Note, Support } from "./desk_state";
import type { WritableDeskState } from "./writable_desk_state";

type Event<Kind extends DeskEvent["kind"]> = Extract<DeskEvent, { kind: Kind }>;

/**
 * The only function that writes the state of a desk. Over what the server tells of requests and
 * notes it is commutative and idempotent: of two copies the higher revision wins.
 */
export function applyDesk(state: WritableDeskState, event: DeskEvent): void {
    switch (event.kind) {
        case "setupLoaded":
            state.setup = event.setup;
            return;
        case "agentChanged":
            return changeAgent(state, event.agent);
        case "supportChanged":
            takeSupport(state, event.support);
            return refreshQueues(state);
        case "queueLoading":
            state.queues[event.queue] = { ...state.queues[event.queue], isLoading: true };
            return;
        case "queueFailed":
            state.queues[event.queue] = { ...state.queues[event.queue], isLoading: false };
            return;
        case "queueLoaded":
            return takePage(state, event);
        case "personLoaded":
            state.persons.set(event.channelId, asValue(event.person));
            return;
        case "blockChanged":
            return changeBlock(state, event);
        case "noteChanged":
            return takeNote(state, event.note);
        case "noteDraftChanged":
            return changeNoteDraft(state, event);
        case "noticeChanged":
            state.notice = event.notice;
            return;
    }
}

function changeAgent(state: WritableDeskState, agent: Agent): void {
    const { setup } = state;
    if (!setup) {
        return;
    }
    const isKnown = setup.agents.some(({ userId }) => userId === agent.userId);
    const agents = isKnown
        ? setup.agents.map((one) => (one.userId === agent.userId ? agent : one))
        : [...setup.agents, agent];
    state.setup = { ...setup, agents, me: agent.userId === state.selfId ? agent : setup.me };
}

function takeSupport(state: WritableDeskState, support: Support): void {
    const before = state.supports.get(support.channelId);
    if (before && before.rev >= support.rev) {
        return;
    }
    const wasIn = countedQueues.filter((name) => before && isInQueue(state, before, name));
    state.supports.set(support.channelId, asValue(support));
    for (const name of countedQueues) {
        // Of those nobody has told of before, only who waits is new for sure: the others may have
        // been counted where no page has come to yet.
        const isCounted = before !== undefined || name === "waiting";
        const isIn = isCounted && isInQueue(state, support, name);
        const change = Number(isIn) - Number(wasIn.includes(name));
        state.counted[name] = Math.max(0, state.counted[name] + change);
    }
}

function takePage(state: WritableDeskState, event: Event<"queueLoaded">): void {
    const { queue, cursor, known, page } = event;
    const { supports, nextCursor, counts } = page;
    const present = new Set(supports.map(({ channelId }) => channelId));
    for (const support of known) {
        const { channelId, rev } = support;
        const isMissing = !present.has(channelId) && isWithin(queue, support, cursor, nextCursor);
        // With the revision, so that a late notification of before does not bring it back.
        if (isMissing && rev > (state.left.get(channelId) ?? 0)) {
            state.left.set(channelId, rev);
        }
    }
    supports.forEach((support) => takeSupport(state, support));
    Object.assign(state.counted, counts);
    state.queues[queue] = { ...state.queues[queue], isLoaded: true, isLoading: false, nextCursor };
    refreshQueues(state);
}

function changeBlock(state: WritableDeskState, event: Event<"blockChanged">): void {
    const person = state.persons.get(event.channelId);
    if (person) {
        const { blockedUntil } = event;
        state.persons.set(event.channelId, asValue({ ...person, blockedUntil }));
    }
}

function takeNote(state: WritableDeskState, note: Note): void {
    const notes = state.notes.get(note.channelId) ?? [];
    const before = notes.find(({ id }) => id === note.id);
    if (before && before.rev >= note.rev) {
        return;
    }
    const others = notes.filter(({ id }) => id !== note.id);
    state.notes.set(
        note.channelId,
        [...others, asValue(note)].sort((a, b) => a.id - b.id),
    );
}

function changeNoteDraft(state: WritableDeskState, event: Event<"noteDraftChanged">): void {
    if (event.text === "") {
        state.noteDrafts.delete(event.channelId);
    } else {
        state.noteDrafts.set(event.channelId, event.text);
    }
}

import type { VisitServerEvent } from "./visit_events";
import { settleOutgoing } from "./visit_outgoing";
import { laterMark, note, type WritableVisitState } from "./visit_records";
import type { Visit, VisitMessage } from "./visit_state";

/** What the server has committed: in any order, any number of times, the same state. */
export function applyTold(state: WritableVisitState, event: VisitServerEvent): void {
    switch (event.kind) {
        case "messageChanged":
            mergeMessage(state, event.message);
            break;
        case "visitChanged":
            mergeVisit(state, event.visit);
            break;
        case "stateChanged":
            mergeChannel(state, event);
            break;
        case "agentRead":
            note(state, { agentMark: laterMark(state.facts.agentMark, event.messageId) });
            break;
        case "ownRead":
            note(state, { ownMark: laterMark(state.facts.ownMark, event.messageId) });
    }
    conclude(state);
}

/** Of two copies the higher revision wins; of equal ones the later, for what has no revision. */
function mergeVisit(state: WritableVisitState, visit: Visit): void {
    const { visit: known, agentMark } = state.facts;
    const isNewer = known === null || visit.rev >= known.rev;
    note(state, {
        visit: isNewer ? visit : known,
        agentMark: laterMark(agentMark, visit.readMessageId),
    });
}

function mergeChannel(
    state: WritableVisitState,
    { rev, state: channelState }: Extract<VisitServerEvent, { kind: "stateChanged" }>,
): void {
    const known = state.facts.channel;
    if (known === null || rev > known.rev) {
        note(state, { channel: { rev, state: channelState } });
    }
}

function mergeMessage(state: WritableVisitState, message: VisitMessage): void {
    const { messages } = state;
    // Nearly always the newest: looked for from the end.
    const at = messages.findLastIndex(({ id }) => id <= message.id);
    const known = messages[at];
    if (known?.id !== message.id) {
        state.messages = messages.toSpliced(at + 1, 0, message);
    } else if (message.rev > known.rev) {
        state.messages = messages.with(at, message);
    }
    settleOutgoing(state, message.clientKey);
}

/** Makes what is shown follow from what was told. */
function conclude(state: WritableVisitState): void {
    const { visit, channel, agentMark } = state.facts;
    if (visit !== null) {
        const isChannelNewer = channel !== null && channel.rev > visit.rev;
        state.visit = {
            ...visit,
            state: isChannelNewer ? channel.state : visit.state,
            readMessageId: agentMark,
        };
    }
    state.unread = countUnread(state);
}

/**
 * What the visitor writes is no sign of reading: a text that had to wait for the network stands
 * behind answers that were given in the meantime.
 */
function countUnread({ messages, facts }: WritableVisitState): number {
    const mark = facts.ownMark ?? 0;
    return messages.filter((message) => message.id > mark && isNews(message)).length;
}

/**
 * A browser that knows of no mark, as of who comes by the link of an e-mail, begins with one:
 * whoever has written has seen what was there before.
 */
export function beginMark(state: WritableVisitState): void {
    const lastOwn = state.messages.findLast(({ isOwn }) => isOwn)?.id ?? null;
    note(state, { ownMark: state.facts.ownMark ?? lastOwn });
    state.unread = countUnread(state);
}

/** @returns Whether a message is something to be told of: what an agent says. */
export function isNews({ isOwn, isDeleted, type }: VisitMessage): boolean {
    return !isOwn && !isDeleted && type !== "system";
}

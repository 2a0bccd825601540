import type { ClientKey } from "../ids";
import type { VisitOutgoingEvent } from "./visit_events";
import type { WritableVisitState } from "./visit_records";
import type { OutgoingVisitMessage } from "./visit_state";

/** What the server does not have yet, in the order in which it was sent. */
export function applyOutgoing(state: WritableVisitState, event: VisitOutgoingEvent): void {
    switch (event.kind) {
        case "outgoingChanged":
            return putOutgoing(state, event.item);
        case "outgoingProgressed":
            state.outgoing = state.outgoing.map((item) =>
                item.clientKey === event.clientKey ? { ...item, progress: event.progress } : item,
            );
            return;
        case "outgoingRemoved":
            return settleOutgoing(state, event.clientKey);
    }
}

/** What the server has is not outgoing any more. */
export function settleOutgoing(state: WritableVisitState, clientKey: ClientKey | null): void {
    if (state.outgoing.some((item) => item.clientKey === clientKey)) {
        state.outgoing = state.outgoing.filter((item) => item.clientKey !== clientKey);
    }
}

function putOutgoing(state: WritableVisitState, item: OutgoingVisitMessage): void {
    if (state.messages.some(({ clientKey }) => clientKey === item.clientKey)) {
        return;
    }
    const others = state.outgoing.filter(({ clientKey }) => clientKey !== item.clientKey);
    const at = others.findLastIndex((other) => isBefore(other, item));
    state.outgoing = others.toSpliced(at + 1, 0, item);
}

function isBefore(a: OutgoingVisitMessage, b: OutgoingVisitMessage): boolean {
    return a.createdAt === b.createdAt ? a.clientKey < b.clientKey : a.createdAt < b.createdAt;
}

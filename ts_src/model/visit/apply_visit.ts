import { applyTold, beginMark } from "./apply_told";
import { applyWidget } from "./apply_widget";
import { applyOutgoing } from "./visit_outgoing";
import type {
    VisitEvent,
    VisitHistoryEvent,
    VisitLifeEvent,
    VisitPassingEvent,
} from "./visit_events";
import { note, noFacts, type WritableVisitState } from "./visit_records";

/**
 * The only writer of what a visitor's browser knows. Synchronous and deterministic: time and keys
 * come in the event. Over `VisitServerEvent`s it is commutative and idempotent.
 *
 * @param state Changed in place, so that whoever reads it through a reactive wrapper notices.
 */
export function applyVisit(state: WritableVisitState, event: VisitEvent): void {
    switch (event.kind) {
        case "messageChanged":
        case "visitChanged":
        case "stateChanged":
        case "agentRead":
        case "ownRead":
            return applyTold(state, event);
        case "conversationFollowed":
        case "conversationLeft":
        case "restoring":
            return applyLife(state, event);
        case "typingChanged":
        case "typingExpired":
            return applyTyping(state, event);
        case "newestLoaded":
        case "olderRequested":
        case "olderLoaded":
        case "olderFailed":
            return applyHistory(state, event);
        case "outgoingChanged":
        case "outgoingProgressed":
        case "outgoingRemoved":
            return applyOutgoing(state, event);
        default:
            return applyWidget(state, event);
    }
}

function applyLife(state: WritableVisitState, event: VisitLifeEvent): void {
    switch (event.kind) {
        case "restoring":
            state.isRestoring = event.isRestoring;
            return;
        case "conversationFollowed":
            if (event.channelId !== state.facts.channelId) {
                forget(state);
                note(state, { channelId: event.channelId });
            }
            return;
        case "conversationLeft":
            forget(state);
    }
}

/** What is typed and what is on its way is not the conversation's: it stays. */
function forget(state: WritableVisitState): void {
    state.facts = noFacts;
    state.visit = null;
    state.isRestoring = false;
    state.messages = [];
    state.hasOlder = false;
    state.isLoadingOlder = false;
    state.typing = null;
    state.unread = 0;
    state.transcript = "none";
}

function applyTyping(state: WritableVisitState, event: VisitPassingEvent): void {
    if (event.kind === "typingChanged") {
        state.typing = event.name;
        note(state, { typingUntil: event.until });
    } else if (state.facts.typingUntil <= event.now) {
        state.typing = null;
    }
}

function applyHistory(state: WritableVisitState, event: VisitHistoryEvent): void {
    switch (event.kind) {
        case "newestLoaded":
            // Later on, older pages know better.
            if (!state.facts.isLoaded) {
                note(state, { isLoaded: true });
                state.hasOlder = event.hasMore;
                beginMark(state);
            }
            return;
        case "olderRequested":
            state.isLoadingOlder = true;
            return;
        case "olderLoaded":
            state.isLoadingOlder = false;
            state.hasOlder = event.hasMore;
            return;
        case "olderFailed":
            state.isLoadingOlder = false;
    }
}

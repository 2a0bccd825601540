import { applyOutgoing, settleOutgoing } from "./visit_outgoing";
import type {
    VisitEvent,
    VisitHistoryEvent,
    VisitLifeEvent,
    VisitPassingEvent,
    VisitServerEvent,
    VisitWidgetEvent,
} from "./visit_events";
import { laterMark, noFacts, type VisitFacts, type WritableVisitState } from "./visit_records";
import type { FormErrors, Visit, VisitDraft, VisitMessage } from "./visit_state";

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

function applyTold(state: WritableVisitState, event: VisitServerEvent): void {
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

function note(state: WritableVisitState, change: Partial<VisitFacts>): void {
    state.facts = { ...state.facts, ...change };
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

/** Whoever has written has seen what was there before. */
function countUnread({ messages, facts }: WritableVisitState): number {
    const lastOwn = messages.findLast(({ isOwn }) => isOwn)?.id ?? null;
    const mark = laterMark(facts.ownMark, lastOwn) ?? 0;
    return messages.filter((message) => message.id > mark && isNews(message)).length;
}

/** @returns Whether a message is something to be told of: what an agent says. */
export function isNews({ isOwn, isDeleted, type }: VisitMessage): boolean {
    return !isOwn && !isDeleted && type !== "system";
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

function applyWidget(state: WritableVisitState, event: VisitWidgetEvent): void {
    switch (event.kind) {
        case "openChanged":
            state.isOpen = event.isOpen;
            return;
        case "availabilityLoaded":
            state.availability = event.availability;
            return;
        case "draftChanged":
            state.formErrors = stillRefused(state.formErrors, state.draft, event.draft);
            state.draft = event.draft;
            return;
        case "formRefused":
            state.formErrors = event.errors;
            return;
        case "connectionChanged":
            state.connection = event.connection;
            return;
        case "soundChanged":
            state.isSoundOn = event.isOn;
            return;
        case "transcriptChanged":
            state.transcript = event.transcript;
            return;
        case "noticeChanged":
            state.notice = event.notice;
            return;
        case "clockCompared":
            state.clockOffset = event.offset;
    }
}

/** A field that was changed has not been refused yet. */
function stillRefused(errors: FormErrors, before: VisitDraft, after: VisitDraft): FormErrors {
    const rest = Object.entries(errors).filter(([name]) => {
        const field = name as keyof VisitDraft;
        return before[field] === after[field];
    });
    return Object.fromEntries(rest);
}

import type { ChannelId, MessageId, Rev, Timestamp } from "../ids";
import type { ChannelState } from "../records";
import type { Visit, VisitDraft, VisitState } from "./visit_state";

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What was told of a conversation, from which follows what is shown of it. */
export interface VisitFacts {
    /** Null without a conversation. */
    readonly channelId: ChannelId | null;
    readonly visit: Visit | null;
    /** Of the channel by itself, which the bus tells before it tells the visit. */
    readonly channel: { readonly rev: Rev; readonly state: ChannelState } | null;
    /** Agents have read up to here, by notifications. */
    readonly agentMark: MessageId | null;
    /** The visitor has. */
    readonly ownMark: MessageId | null;
    readonly typingUntil: Timestamp;
    /** Whether the newest page was loaded: only then it is known what is older. */
    readonly isLoaded: boolean;
}

/** The state as `applyVisit` writes it. */
export interface WritableVisitState extends Writable<VisitState> {
    facts: VisitFacts;
}

export const noFacts: VisitFacts = {
    channelId: null,
    visit: null,
    channel: null,
    agentMark: null,
    ownMark: null,
    typingUntil: 0,
    isLoaded: false,
};

export const noDraft: VisitDraft = { name: "", email: "", subject: "", text: "" };

export function createVisitState(): WritableVisitState {
    return {
        isOpen: false,
        availability: null,
        visit: null,
        isRestoring: false,
        draft: noDraft,
        messages: [],
        outgoing: [],
        hasOlder: false,
        isLoadingOlder: false,
        typing: null,
        connection: "online",
        unread: 0,
        isSoundOn: true,
        transcript: "none",
        notice: null,
        formErrors: {},
        clockOffset: 0,
        facts: noFacts,
    };
}

/** Adds to what was told. */
export function note(state: WritableVisitState, change: Partial<VisitFacts>): void {
    state.facts = { ...state.facts, ...change };
}

/** @returns The greater of two marks. */
export function laterMark(a: MessageId | null, b: MessageId | null): MessageId | null {
    return a === null || (b !== null && b > a) ? b : a;
}

/** @returns The newest message; null without any. */
export function newestId({ messages }: VisitState): MessageId | null {
    return messages.at(-1)?.id ?? null;
}

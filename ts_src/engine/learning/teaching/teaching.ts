import type { ChannelId, MessageId } from "../../../model/ids";
import type { Failure } from "../../../model/records";
import type { MakeReactive } from "../../chat_store";
import { expectApiError, toFailure } from "../../failures";
import type { ExtraSource } from "../../message_extras";
import type { FaqEntry, Learner, TeachingApi } from "./teaching_ports";

/** What there is to tell above a conversation. */
export type TeachingNotice =
    | { readonly kind: "failed"; readonly failure: Failure }
    | { readonly kind: "suggested"; readonly entry: FaqEntry };

/** What is known of a student, or why nothing is. */
export type LearnerCard =
    | { readonly status: "loading" }
    | { readonly status: "failed"; readonly failure: Failure }
    | { readonly status: "loaded"; readonly learner: Learner };

export interface TeachingState {
    /** Where what is sent next is an announcement. */
    readonly announcing: ReadonlySet<ChannelId>;
    readonly notices: ReadonlyMap<ChannelId, TeachingNotice>;
    readonly learners: ReadonlyMap<ChannelId, LearnerCard>;
}

export interface TeachingActions {
    setAnnouncing(channelId: ChannelId, isAnnouncing: boolean): void;
    markAnswer(channelId: ChannelId, messageId: MessageId, isAnswer: boolean): Promise<void>;
    suggestForFaq(channelId: ChannelId, messageId: MessageId): Promise<void>;
    /** Asks anew each time: people learn while they write. */
    loadLearner(channelId: ChannelId): Promise<void>;
    dismissNotice(channelId: ChannelId): void;
}

/** What components see of teaching. */
export interface TeachingView {
    readonly state: TeachingState;
    readonly actions: TeachingActions;
}

interface TeachingOptions {
    readonly api: TeachingApi;
    readonly reactive: MakeReactive;
    /** Takes what goes with the messages that are sent. */
    readonly addExtras: (source: ExtraSource) => void;
}

/** Makes what the chat offers to those who teach. */
export function createTeaching({ api, reactive, addExtras }: TeachingOptions): TeachingView {
    const state = reactive({
        announcing: new Set<ChannelId>(),
        notices: new Map<ChannelId, TeachingNotice>(),
        learners: new Map<ChannelId, LearnerCard>(),
    });
    // One message is one announcement; a reply is none.
    addExtras((channelId, parentId) =>
        parentId === null && state.announcing.delete(channelId) ? { isAnnouncement: true } : {},
    );

    async function attempt(channelId: ChannelId, run: () => Promise<void>): Promise<void> {
        state.notices.delete(channelId);
        try {
            await run();
        } catch (caught) {
            const failure = toFailure(expectApiError(caught));
            state.notices.set(channelId, { kind: "failed", failure });
        }
    }

    return {
        state,
        actions: {
            setAnnouncing(channelId, isAnnouncing) {
                state.announcing[isAnnouncing ? "add" : "delete"](channelId);
            },
            // Both messages come by the bus, as they do to everybody else.
            markAnswer: (channelId, messageId, isAnswer) =>
                attempt(channelId, () => api.markAnswer(messageId, isAnswer)),
            suggestForFaq: (channelId, messageId) =>
                attempt(channelId, async () => {
                    const entry = await api.suggestForFaq(messageId);
                    state.notices.set(channelId, { kind: "suggested", entry });
                }),
            async loadLearner(channelId) {
                if (state.learners.get(channelId)?.status !== "loaded") {
                    state.learners.set(channelId, { status: "loading" });
                }
                state.learners.set(channelId, await fetchCard(api, channelId));
            },
            dismissNotice: (channelId) => void state.notices.delete(channelId),
        },
    };
}

async function fetchCard(api: TeachingApi, channelId: ChannelId): Promise<LearnerCard> {
    try {
        return { status: "loaded", learner: await api.fetchLearner(channelId) };
    } catch (caught) {
        return { status: "failed", failure: toFailure(expectApiError(caught)) };
    }
}

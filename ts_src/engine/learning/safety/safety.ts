import type { ChannelId, MessageId, UserId } from "../../../model/ids";
import type { Failure } from "../../../model/records";
import type { MakeReactive } from "../../chat_store";
import { expectApiError, toFailure } from "../../failures";
import type { ReportReason, SafetyApi, SafetyBus, SafetyNews, SafetyNotice } from "./safety_ports";

/** What is being asked above a conversation. */
export type SafetyQuestion =
    | { readonly kind: "report"; readonly channelId: ChannelId; readonly messageId: MessageId }
    | {
          readonly kind: "block";
          readonly channelId: ChannelId;
          readonly userId: UserId;
          readonly name: string;
      };

export interface SafetyState {
    readonly notices: readonly SafetyNotice[];
    /** Whom this person has blocked. */
    readonly blocked: ReadonlySet<UserId>;
    /** Messages of theirs that this person has looked at all the same. */
    readonly revealed: ReadonlySet<MessageId>;
    readonly question: SafetyQuestion | null;
    readonly isBusy: boolean;
    /** Why this person cannot use the chat at all. */
    readonly exclusion: Failure | null;
    /** Why the last answer was refused. */
    readonly failure: Failure | null;
    /** Whether the report in question has arrived. */
    readonly isReported: boolean;
}

export interface SafetyActions {
    ask(question: SafetyQuestion | null): void;
    report(messageId: MessageId, reason: ReportReason, comment: string): Promise<void>;
    /** Closes the question about the person, once it is done. */
    block(userId: UserId, isBlocked: boolean): Promise<void>;
    acknowledge(noticeId: number): Promise<void>;
    reveal(messageId: MessageId): void;
}

/** What components find as the service `seitech_chat_safety`. */
export interface SafetyView {
    readonly state: SafetyState;
    readonly actions: SafetyActions;
}

export interface SafetyParts {
    readonly api: SafetyApi;
    readonly bus: SafetyBus;
    readonly reactive: MakeReactive;
    /** Asks again what this person may do in the conversations that are on show. */
    readonly askPermissions: () => void;
    /** Takes whom this person has blocked. */
    readonly ignorePeople: (userIds: readonly UserId[]) => void;
}

type Changing<State> = { -readonly [Key in keyof State]: State[Key] };

const nothing: SafetyState = {
    notices: [],
    blocked: new Set(),
    revealed: new Set(),
    question: null,
    exclusion: null,
    isBusy: false,
    failure: null,
    isReported: false,
};

/** Reporting and blocking, and what this person is told. Asks the server for news at once. */
export function createSafety(parts: SafetyParts): SafetyView {
    const safety = new Safety(parts);
    safety.start();
    return safety;
}

class Safety implements SafetyView, SafetyActions {
    readonly state: Changing<SafetyState>;
    readonly actions: SafetyActions = this;
    /** Of two answers the one to the later question counts. */
    private asked = 0;

    constructor(private readonly parts: SafetyParts) {
        this.state = parts.reactive({ ...nothing });
    }

    start(): void {
        const { bus } = this.parts;
        bus.onNews(() => void this.refresh(true));
        bus.onReconnect(() => void this.refresh());
        void this.refresh();
    }

    ask(question: SafetyQuestion | null): void {
        Object.assign(this.state, { question, failure: null, isReported: false });
    }

    async report(messageId: MessageId, reason: ReportReason, comment: string): Promise<void> {
        const { api } = this.parts;
        this.state.isReported = await this.attempt(() => api.report(messageId, reason, comment));
    }

    async block(userId: UserId, isBlocked: boolean): Promise<void> {
        if (await this.attempt(() => this.parts.api.block(userId, isBlocked))) {
            this.ask(null);
            await this.refresh(true);
        }
    }

    async acknowledge(noticeId: number): Promise<void> {
        await this.attempt(() => this.take(() => this.parts.api.acknowledge(noticeId)));
    }

    reveal(messageId: MessageId): void {
        this.state.revealed = new Set([...this.state.revealed, messageId]);
    }

    /**
     * Without an answer it is asked again when the bus is back. Whom one has blocked decides what
     * stands above conversations: those follow what this person may do there.
     */
    private async refresh(areRightsConcerned = false): Promise<void> {
        const before = this.state.blocked.size;
        try {
            await this.take(() => this.parts.api.fetchNews());
            this.state.exclusion = null;
        } catch (caught) {
            const error = expectApiError(caught);
            this.state.exclusion = error.code === "blocked" ? toFailure(error) : null;
        }
        if (areRightsConcerned || this.state.blocked.size !== before) {
            this.parts.askPermissions();
        }
    }

    private async take(fetch: () => Promise<SafetyNews>): Promise<void> {
        this.asked += 1;
        const turn = this.asked;
        const news = await fetch();
        if (turn === this.asked) {
            this.state.notices = news.notices;
            this.state.blocked = new Set(news.blocked);
            this.parts.ignorePeople(news.blocked);
        }
    }

    private async attempt(run: () => Promise<void>): Promise<boolean> {
        this.state.isBusy = true;
        this.state.failure = null;
        try {
            await run();
            return true;
        } catch (caught) {
            this.state.failure = toFailure(expectApiError(caught));
            return false;
        } finally {
            this.state.isBusy = false;
        }
    }
}

import type { ChannelId, MessageId } from "../../model/ids";
import type { ApiError } from "../ports";
import type { Conversation } from "./conversation";
import { Retrier } from "./retrier";
import { turn, type VisitContext } from "./visit_context";
import type { VisitIntake } from "./visit_intake";
import type { VisitNews, VisitPage } from "./ports/api";
import { raiseNotice } from "./visit_texts";

/** "news": what came after the last message; "page": also what has become of those before. */
export type SyncDepth = "news" | "page";

/**
 * Catches up with the server. The cursor moves only when the server answers, never by a
 * notification: notifications may have gaps, answers have none.
 */
export class VisitSync {
    private readonly rounds: Retrier;
    private channelId: ChannelId | null = null;
    private cursor: MessageId | null = null;
    private depth: SyncDepth = "news";
    private answered = false;
    /** When the newest page was last loaded. */
    private pageAt = 0;

    /** @param onOutcome Called when the server has answered, and when it has not. */
    constructor(
        private readonly context: VisitContext,
        private readonly conversation: Conversation,
        private readonly intake: VisitIntake,
        private readonly onOutcome: () => void,
    ) {
        this.rounds = new Retrier(
            context,
            () => this.catchUp(),
            (error) => this.handleFailure(error),
        );
    }

    /** Whether the server answered when it was last asked. */
    get isAnswered(): boolean {
        return this.answered;
    }

    /** Milliseconds since the newest page was loaded. */
    get pageAge(): number {
        return this.context.clock.now() - this.pageAt;
    }

    request(depth: SyncDepth): void {
        if (depth === "page") {
            this.depth = "page";
        }
        if (this.conversation.current) {
            void this.rounds.request();
        }
    }

    retryNow(): void {
        void this.rounds.retryNow();
    }

    /** @param channelId Another conversation, or another token for the same; null for none. */
    restart(channelId: ChannelId | null): void {
        if (channelId !== this.channelId) {
            this.channelId = channelId;
            this.cursor = null;
        }
        this.rounds.reset();
    }

    stop(): void {
        this.rounds.stop();
    }

    private async catchUp(): Promise<void> {
        const isPageWanted = this.depth === "page";
        if (this.context.store.state.facts.isLoaded) {
            await this.loadNews();
        }
        if (isPageWanted || !this.context.store.state.facts.isLoaded) {
            await this.loadPage();
        }
        this.setAnswered(true);
    }

    private async loadNews(): Promise<void> {
        const { api } = this.context;
        let hasMore = true;
        while (hasMore) {
            const news = await this.conversation.use((access) => api.poll(access, this.cursor));
            hasMore = news !== null && this.takeInNews(news);
        }
    }

    private takeInNews(news: VisitNews): boolean {
        const { store } = this.context;
        this.takeIn(news);
        const name = store.state.visit?.agent?.name;
        if (news.isAgentTyping && name !== undefined) {
            this.intake.showTyping(name);
        }
        return news.hasMore && news.messages.length > 0;
    }

    private async loadPage(): Promise<void> {
        const { api, clock, store } = this.context;
        this.depth = "news";
        const page = await this.fetchPage(() =>
            this.conversation.use((access) => api.fetchMessages(access, null)),
        );
        if (page) {
            this.takeIn(page);
            this.pageAt = clock.now();
            store.dispatch({ kind: "newestLoaded", hasMore: page.hasMore });
            store.dispatch({ kind: "restoring", isRestoring: false });
        }
    }

    /** A page that was not loaded is still wanted. */
    private async fetchPage(run: () => Promise<VisitPage | null>): Promise<VisitPage | null> {
        try {
            return await run();
        } catch (caught) {
            this.depth = "page";
            throw caught;
        }
    }

    private takeIn({ messages, visit }: VisitPage): void {
        this.intake.takeIn(messages);
        this.context.store.dispatch({ kind: "visitChanged", visit });
        const last = messages.at(-1)?.id;
        if (last !== undefined && last > (this.cursor ?? 0)) {
            this.cursor = last;
        }
    }

    private setAnswered(isAnswered: boolean): void {
        this.answered = isAnswered;
        this.onOutcome();
    }

    private handleFailure(error: ApiError): void {
        if (error.code === "not_found") {
            void this.lose(error);
        } else if (error.kind === "refused") {
            raiseNotice(this.context, error);
        } else {
            this.setAnswered(false);
        }
    }

    /** The conversation itself is gone, which is as good as not being let in. */
    private lose(error: ApiError): Promise<void> {
        const channelId = this.conversation.current?.channelId;
        return this.context.locks.hold(turn, () => {
            this.conversation.adopt();
            if (channelId !== undefined && this.conversation.current?.channelId === channelId) {
                this.conversation.lose(error);
            }
            return Promise.resolve();
        });
    }
}

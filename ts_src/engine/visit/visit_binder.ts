import { expectApiError } from "../failures";
import type { ApiError } from "../ports";
import type { Conversation } from "./conversation";
import { LinkUsed } from "./ports/api";
import type { KeptVisit } from "./ports/records";
import { Retrier } from "./retrier";
import { turn, type VisitContext } from "./visit_context";
import { raiseNotice } from "./visit_texts";

/** Takes over a conversation from elsewhere: by the link of an e-mail, or by signing in. */
export class VisitBinder {
    private readonly binding: Retrier;
    private readonly resuming: Retrier;
    /** What there was when the ticket was shown first. */
    private resumedFrom: KeptVisit | null = null;
    /** Of a link that was used before: another one can be sent in its place. */
    private spentTicket: string | null = null;

    /** @param onResumed The visitor has come for the conversation: it is to be shown. */
    constructor(
        private readonly context: VisitContext,
        private readonly conversation: Conversation,
        private readonly onResumed: () => void,
    ) {
        // Refused: not signed in any more, or the token is dead; whoever uses it finds out.
        this.binding = new Retrier(
            context,
            () => this.bind(),
            () => undefined,
        );
        this.resuming = new Retrier(
            context,
            () => this.resume(),
            (error) => this.handleRefusal(error),
        );
    }

    /** Resumes what the address asks for; binds what belongs to nobody to who is signed in. */
    async start(): Promise<void> {
        if (this.context.surroundings.ticket() !== null) {
            this.context.store.dispatch({ kind: "restoring", isRestoring: true });
            await this.resuming.request();
        }
        if (this.isToBeBound) {
            await this.binding.request();
        }
    }

    retryNow(): void {
        void this.resuming.retryNow();
        void this.binding.retryNow();
    }

    /** Has another link sent in the place of the one that was used. */
    async mailLink(): Promise<void> {
        const { api, store } = this.context;
        const ticket = this.spentTicket;
        if (ticket === null) {
            return;
        }
        try {
            await api.mailLink(ticket);
            store.dispatch({ kind: "noticeChanged", notice: { code: "link_sent", message: "" } });
        } catch (caught) {
            raiseNotice(this.context, expectApiError(caught));
        }
    }

    stop(): void {
        this.resuming.stop();
        this.binding.stop();
    }

    private get isToBeBound(): boolean {
        const kept = this.conversation.current;
        return this.context.userId !== null && kept !== null && kept.userId === null;
    }

    private async resume(): Promise<void> {
        const { locks, store, surroundings } = this.context;
        const ticket = surroundings.ticket();
        if (ticket === null) {
            return;
        }
        await locks.hold(turn, async () => {
            if (!this.isResumedByOther()) {
                this.resumedFrom = this.conversation.current;
                await this.conversation.exchange({ kind: "ticket", ticket });
            }
        });
        if (!store.isClosed) {
            surroundings.forgetTicket();
            this.onResumed();
            void this.binding.request();
        }
    }

    /** The answer was lost, and another tab has found the token dead and brought it to an end. */
    private isResumedByOther(): boolean {
        const before = this.resumedFrom;
        this.conversation.adopt();
        const { current } = this.conversation;
        return before?.channelId === current?.channelId && before?.token !== current?.token;
    }

    private handleRefusal(error: ApiError): void {
        if (error.kind === "refused") {
            const { store, surroundings } = this.context;
            const { current } = this.conversation;
            this.spentTicket = error instanceof LinkUsed ? surroundings.ticket() : null;
            surroundings.forgetTicket();
            const isRestoring = current !== null && store.state.visit === null;
            store.dispatch({ kind: "restoring", isRestoring });
            // Whoever has the conversation here already needs no link.
            if (!(error instanceof LinkUsed) || error.channelId !== current?.channelId) {
                raiseNotice(this.context, error);
            }
            this.onResumed();
        }
    }

    private async bind(): Promise<void> {
        const { locks, store, userId } = this.context;
        await locks.hold(turn, async () => {
            // Another tab may have done it, or have begun to.
            await this.conversation.settle();
            if (this.isToBeBound && userId !== null && !store.isClosed) {
                await this.conversation.exchange({ kind: "account", userId });
            }
        });
    }
}

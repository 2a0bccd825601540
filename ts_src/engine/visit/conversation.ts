import { expectApiError } from "../failures";
import type { ApiError } from "../ports";
import { type ConversationHooks, KeptConversation } from "./kept_conversation";
import type { OpenedVisit } from "./ports/api";
import type { KeptVisit, TokenExchange, VisitAccess } from "./ports/records";
import { askForToken, leftUndone, ownerAfter } from "./token_exchange";
import { tryTokens } from "./token_tries";
import { turn, type VisitContext } from "./visit_context";
import { forgetTexts, raiseNotice, takeBack } from "./visit_texts";

/**
 * The one conversation of this browser, and the token that opens it. Tokens are judged and replaced
 * in turn only (`turn`), so that nobody takes one for dead that is just being replaced.
 */
export class Conversation {
    private readonly kept: KeptConversation;

    constructor(
        private readonly context: VisitContext,
        hooks: ConversationHooks,
    ) {
        this.kept = new KeptConversation(context, hooks);
    }

    get current(): KeptVisit | null {
        return this.kept.current;
    }

    /** Follows what the storage says. */
    adopt(): void {
        this.kept.adopt();
    }

    /**
     * Takes up what an earlier page has left, if it belongs to who is there now. What somebody who
     * has signed out has left is nobody else's business.
     */
    restore(): void {
        const { storage, userId } = this.context;
        const owner = storage.loadVisit()?.userId ?? null;
        if (owner !== null && owner !== userId) {
            storage.saveVisit(null);
            forgetTexts(this.context);
        }
        this.adopt();
    }

    /** As `tryTokens`. */
    use<Result>(run: (access: VisitAccess) => Promise<Result>): Promise<Result | null> {
        return tryTokens(this.kept, run, (token, error) =>
            this.context.locks.hold(turn, () => this.judge(token, error)),
        );
    }

    /** As `use`, for who has the turn. */
    useInTurn<Result>(run: (access: VisitAccess) => Promise<Result>): Promise<Result | null> {
        return tryTokens(this.kept, run, (token, error) => this.judge(token, error));
    }

    /**
     * Has the token replaced. What is to be done stands in the storage before the server is asked: a
     * tab may get no answer, or be killed, and then another one finds its token dead. In turn.
     *
     * @throws {ApiError} As the server does.
     */
    async exchange(exchange: TokenExchange): Promise<void> {
        if (this.kept.isClosed) {
            return;
        }
        this.adopt();
        const before = this.current;
        this.kept.note(exchange);
        try {
            const opened = await askForToken(this.context, exchange, before);
            if (opened) {
                this.take(opened, ownerAfter(exchange, before, opened));
            }
        } catch (caught) {
            if (expectApiError(caught).kind === "refused") {
                this.kept.note(before && leftUndone(exchange, before));
            }
            throw caught;
        }
    }

    /**
     * Brings to an end what somebody has begun to do to the token. In turn.
     *
     * @throws {ApiError} As the server does.
     */
    async settle(): Promise<void> {
        this.adopt();
        if (this.current?.exchange) {
            await this.exchange(this.current.exchange);
        }
    }

    /** A conversation was opened, or another token was given for it. In turn. */
    take({ channelId, token, visit }: OpenedVisit, userId: KeptVisit["userId"]): void {
        if (!this.kept.isClosed) {
            this.kept.keep({ channelId, token, userId, exchange: null });
            this.context.store.dispatch(
                { kind: "visitChanged", visit },
                { kind: "restoring", isRestoring: false },
            );
        }
    }

    /** Leaves it behind, in all tabs. In turn. */
    leave(): void {
        this.kept.keep(null);
    }

    /**
     * The server does not know the conversation any more. What is typed stays. In turn.
     *
     * @param error Says so in words for the visitor.
     */
    lose(error: ApiError): void {
        takeBack(this.context, this.context.storage.loadTexts());
        this.leave();
        raiseNotice(this.context, error);
    }

    /** Nobody is replacing the token now: if it is still this one, it is dead, or replaced unheard. */
    private async judge(token: string, error: ApiError): Promise<void> {
        this.adopt();
        if (this.kept.isClosed || this.current?.token !== token) {
            return;
        }
        try {
            await this.settle();
        } catch (caught) {
            if (expectApiError(caught).kind !== "refused") {
                throw caught;
            }
        }
        if (!this.kept.isClosed && this.current?.token === token) {
            this.lose(error);
        }
    }
}

import { noDraft } from "../../model/visit/visit_records";
import { expectApiError } from "../failures";
import type { ApiError } from "../ports";
import { turn, type VisitContext } from "./visit_context";
import type { KeptVisit, OpenedVisit, VisitAccess } from "./visit_ports";
import { raiseNotice, takeBack } from "./visit_texts";

/** A token may be replaced while it is being used, but not again and again. */
const maxTokens = 3;

export interface ConversationHooks {
    /** There is a conversation to follow, or another token for it. */
    onFollowed(): void;
    /** There is none any more. */
    onLeft(): void;
}

/**
 * The one conversation of this browser, and the token that opens it. The storage knows which it
 * is: a tab follows what another one has put there. Tokens are judged and replaced in turn only
 * (`turn`), so that nobody takes one for dead that is just being replaced.
 */
export class Conversation {
    private kept: KeptVisit | null = null;

    constructor(
        private readonly context: VisitContext,
        private readonly hooks: ConversationHooks,
    ) {}

    get current(): KeptVisit | null {
        return this.kept;
    }

    /** Follows what the storage says. */
    adopt(): void {
        if (!this.context.store.isClosed) {
            this.follow(this.context.storage.loadVisit());
        }
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
            storage.loadTexts().forEach(({ clientKey }) => storage.removeText(clientKey));
            storage.saveDraft(noDraft);
        }
        this.adopt();
    }

    /**
     * Asks the server for something with the token.
     *
     * @returns Null if there is no conversation, not any more, or another one by now.
     * @throws {ApiError} As `run` does; but a token that is good for nothing is no error: the
     *   conversation has ended then.
     */
    use<Result>(run: (access: VisitAccess) => Promise<Result>): Promise<Result | null> {
        return this.tryTokens(run, (token, error) => this.judge(token, error));
    }

    /** As `use`, for who has the turn. */
    useInTurn<Result>(run: (access: VisitAccess) => Promise<Result>): Promise<Result | null> {
        return this.tryTokens(run, (token, error) => {
            this.judgeInTurn(token, error);
            return Promise.resolve();
        });
    }

    /** A conversation was opened, or another token was given for it. In turn. */
    take({ channelId, token, visit }: OpenedVisit, userId: KeptVisit["userId"]): void {
        if (this.context.store.isClosed) {
            return;
        }
        const kept = { channelId, token, userId };
        this.context.storage.saveVisit(kept);
        this.follow(kept);
        this.context.store.dispatch(
            { kind: "visitChanged", visit },
            { kind: "restoring", isRestoring: false },
        );
    }

    /** Leaves it behind, in all tabs. In turn. */
    leave(): void {
        this.context.storage.saveVisit(null);
        this.follow(null);
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

    private follow(kept: KeptVisit | null): void {
        const before = this.kept;
        this.kept = kept;
        if (kept?.token === before?.token && kept?.channelId === before?.channelId) {
            return;
        }
        const { store, storage, bus } = this.context;
        bus.follow(kept?.token ?? null);
        if (kept === null) {
            store.dispatch({ kind: "conversationLeft" });
            this.hooks.onLeft();
            return;
        }
        const { channelId } = kept;
        store.dispatch({ kind: "conversationFollowed", channelId });
        const messageId = storage.loadRead(channelId);
        if (messageId !== null) {
            store.dispatch({ kind: "ownRead", messageId });
        }
        store.dispatch({ kind: "restoring", isRestoring: store.state.visit === null });
        this.hooks.onFollowed();
    }

    private async tryTokens<Result>(
        run: (access: VisitAccess) => Promise<Result>,
        judge: (token: string, error: ApiError) => Promise<void>,
    ): Promise<Result | null> {
        const channelId = this.kept?.channelId;
        for (let tries = 1; this.kept && this.kept.channelId === channelId; tries += 1) {
            const { token } = this.kept;
            try {
                const result = await run({ channelId, token });
                return this.isStill(channelId) ? result : null;
            } catch (caught) {
                const error = expectApiError(caught);
                if (!this.isStill(channelId)) {
                    return null;
                }
                if (error.code !== "unauthenticated" || tries === maxTokens) {
                    throw error;
                }
                await judge(token, error);
            }
        }
        return null;
    }

    private isStill(channelId: KeptVisit["channelId"]): boolean {
        return !this.context.store.isClosed && this.kept?.channelId === channelId;
    }

    private judge(token: string, error: ApiError): Promise<void> {
        return this.context.locks.hold(turn, () => {
            this.judgeInTurn(token, error);
            return Promise.resolve();
        });
    }

    /** Nobody is replacing the token now: if it is still this one, it is dead. */
    private judgeInTurn(token: string, error: ApiError): void {
        if (this.context.store.isClosed) {
            return;
        }
        this.adopt();
        if (this.kept?.token === token) {
            this.lose(error);
        }
    }
}

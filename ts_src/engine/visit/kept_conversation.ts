import type { KeptVisit, TokenExchange } from "./ports/records";
import type { VisitContext } from "./visit_context";

export interface ConversationHooks {
    /** There is a conversation to follow, or another token for it. */
    onFollowed(): void;
    /** There is none any more. */
    onLeft(): void;
}

/**
 * Which conversation this browser has, and by which token. The storage knows it: a tab follows what
 * another one has put there.
 */
export class KeptConversation {
    private kept: KeptVisit | null = null;

    constructor(
        private readonly context: VisitContext,
        private readonly hooks: ConversationHooks,
    ) {}

    get current(): KeptVisit | null {
        return this.kept;
    }

    /** Nothing happens any more. */
    get isClosed(): boolean {
        return this.context.store.isClosed;
    }

    /** Follows what the storage says. */
    adopt(): void {
        if (!this.isClosed) {
            this.follow(this.context.storage.loadVisit());
        }
    }

    /** @param kept Null for no conversation any more, in all tabs. */
    keep(kept: KeptVisit | null): void {
        if (!this.isClosed) {
            this.context.storage.saveVisit(kept);
            this.follow(kept);
        }
    }

    /** Writes down what is being done to the token; null for nothing any more. */
    note(exchange: TokenExchange | null): void {
        this.adopt();
        if (this.kept) {
            this.keep({ ...this.kept, exchange });
        }
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
}

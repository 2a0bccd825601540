import type { ChannelId, MessageId } from "../../model/ids";
import type { Conversation } from "./conversation";
import { Retrier } from "./retrier";
import type { VisitContext } from "./visit_context";

/**
 * Tells the server up to where the visitor has read. The state knows at once; a mark that the
 * server could not be told is told later. Marks only move forward: only the highest one matters.
 */
export class VisitReader {
    private channelId: ChannelId | null = null;
    private untold: MessageId | null = null;
    /** The visitor was not looking when the newest message was shown. */
    private isPostponed = false;
    private readonly telling: Retrier;

    constructor(
        private readonly context: VisitContext,
        private readonly conversation: Conversation,
    ) {
        this.telling = new Retrier(
            context,
            () => this.tell(),
            (error) => {
                if (error.kind === "refused") {
                    this.untold = null;
                }
            },
        );
    }

    /** The newest message is shown. */
    mark(): void {
        const { attention, store, storage } = this.context;
        const { facts, isOpen, messages } = store.state;
        if (!isOpen || !attention.isAttentive()) {
            this.isPostponed = isOpen;
            return;
        }
        this.isPostponed = false;
        const newest = messages.findLast(({ isOwn }) => !isOwn)?.id;
        if (facts.channelId === null || newest === undefined || newest <= (facts.ownMark ?? 0)) {
            return;
        }
        store.dispatch({ kind: "ownRead", messageId: newest });
        storage.saveRead(facts.channelId, newest);
        this.untold = newest;
        void this.telling.request();
    }

    /** The visitor is back, or the server is. */
    catchUp(): void {
        if (this.isPostponed) {
            this.mark();
        }
        void this.telling.retryNow();
    }

    /** The conversation, or the widget, is out of sight. */
    leave(): void {
        this.isPostponed = false;
    }

    /** @param channelId Another conversation, or another token for the same; null for none. */
    restart(channelId: ChannelId | null): void {
        if (channelId !== this.channelId) {
            this.channelId = channelId;
            this.untold = null;
            this.isPostponed = false;
        }
        this.telling.reset();
    }

    stop(): void {
        this.telling.stop();
    }

    private async tell(): Promise<void> {
        while (this.untold !== null) {
            const messageId = this.untold;
            const { api } = this.context;
            await this.conversation.use((access) => api.markRead(access, messageId));
            // It may have moved on while the server was being told.
            if (this.untold === messageId) {
                this.untold = null;
            }
        }
    }
}

import type { ChannelId, ClientKey } from "../model/ids";
import type { OutboxItem } from "../model/state";
import type { ChatContext } from "./chat_context";
import { plain } from "./plain";
import type { Timer } from "./ports";

/** The bus brings a message that another tab has sent within this time, if it brings it at all. */
const settleDelay = 1_000;
/** Sending waits no longer than this for the store. */
const patience = 1_000;

/**
 * Keeps the outbox where it outlives the page, and in step with that of the other tabs.
 *
 * A message is *own* where it was written and *adopted* where it was found in the store: left by
 * a page that is gone, or written in another tab that is still there. Each tab tries to send all
 * of them; who has the turn looks up first what the others have done. An adopted message that is
 * not in the store any more was sent or taken back by somebody else.
 */
export class OutboxKeeper {
    /** Messages written here that are in the store, or on their way into it. */
    private readonly own = new Map<ClientKey, Promise<void>>();
    private readonly adopted = new Set<ClientKey>();
    private readonly arrivals = new Set<Timer>();
    private adopting = Promise.resolve();
    private isStopped = false;

    /**
     * @param onAdopted Called when there is something to send that was not written here.
     * @param onMissed Called when another tab has sent a message that the bus has not brought.
     */
    constructor(
        private readonly context: ChatContext,
        private readonly onAdopted: () => void,
        private readonly onMissed: () => void,
    ) {
        context.store.onDispatch(() => this.forgetSettled());
    }

    /** Keeps a message as it is in the outbox now, and tells the other tabs. */
    keep(clientKey: ClientKey): void {
        const { store, outboxStore } = this.context;
        const item = store.state.outbox.get(clientKey);
        if (!item) {
            return;
        }
        // After what was kept of it before: an older state must not win.
        const before = this.own.get(clientKey) ?? Promise.resolve();
        const kept = before.then(() => outboxStore.put(plain(item)));
        if (!this.adopted.has(clientKey)) {
            this.own.set(clientKey, kept);
        }
        void kept.then(() => this.tell());
    }

    /**
     * @returns Resolves when a message of this tab would outlive it, or when the store has taken
     *   so long that there is no sense in waiting.
     */
    whenKept(clientKey: ClientKey): Promise<void> {
        const kept = this.own.get(clientKey) ?? Promise.resolve();
        return new Promise((resolve) => {
            const timer = this.context.clock.after(patience, resolve);
            void kept.then(resolve).finally(() => timer.cancel());
        });
    }

    /** Takes over what other tabs have written, or have left behind. */
    adopt(): Promise<void> {
        this.adopting = this.adopting.then(() => this.adoptNow());
        return this.adopting;
    }

    /** Looks up what the other tabs have made of the adopted messages of a channel. */
    async reconcile(channelId: ChannelId): Promise<void> {
        const { store, outboxStore } = this.context;
        const keys = [...this.adopted].filter(
            (clientKey) => store.state.outbox.get(clientKey)?.channelId === channelId,
        );
        if (keys.length === 0) {
            return;
        }
        const stored = await outboxStore.load();
        this.takeRefusals(stored);
        this.dropVanished(stored, keys);
    }

    stop(): void {
        this.isStopped = true;
        this.arrivals.forEach((timer) => timer.cancel());
    }

    private async adoptNow(): Promise<void> {
        const stored = await this.context.outboxStore.load();
        const { store } = this.context;
        const added = stored.filter(
            (item) => !store.state.outbox.has(item.clientKey) && !this.isSettled(item),
        );
        added.forEach(({ clientKey }) => this.adopted.add(clientKey));
        store.dispatch({ kind: "outboxRestored", items: added });
        this.takeRefusals(stored);
        this.dropVanished(stored, [...this.adopted]);
        if (added.length > 0) {
            this.onAdopted();
        }
    }

    /** @returns Whether a message has been sent already, as far as is known here. */
    private isSettled({ clientKey, channelId }: OutboxItem): boolean {
        const { state } = this.context.store;
        return [...(state.messageIds.get(channelId)?.descending() ?? [])].some((id) => {
            const message = state.messages.get(id);
            return message?.clientKey === clientKey && message.author.id === state.self.id;
        });
    }

    private takeRefusals(stored: readonly OutboxItem[]): void {
        const { store } = this.context;
        for (const { clientKey, status, failure } of stored) {
            if (status === "failed" && failure && this.adopted.has(clientKey)) {
                store.dispatch({ kind: "messageRefused", clientKey, failure });
            }
        }
    }

    /** Sent or taken back in another tab. If it was sent, the bus should bring it any moment. */
    private dropVanished(stored: readonly OutboxItem[], keys: readonly ClientKey[]): void {
        const kept = new Set(stored.map(({ clientKey }) => clientKey));
        const { outbox } = this.context.store.state;
        for (const clientKey of keys) {
            const item = outbox.get(clientKey);
            if (!kept.has(clientKey) && item) {
                this.adopted.delete(clientKey);
                this.context.store.dispatch({ kind: "messageDiscarded", clientKey });
                this.expectArrival(plain(item));
            }
        }
    }

    private expectArrival(item: OutboxItem): void {
        if (this.isStopped) {
            return;
        }
        const timer = this.context.clock.after(settleDelay, () => {
            this.arrivals.delete(timer);
            if (!this.isSettled(item)) {
                this.onMissed();
            }
        });
        this.arrivals.add(timer);
    }

    /** What is not in the outbox any more was sent or taken back. */
    private forgetSettled(): void {
        const { outbox } = this.context.store.state;
        for (const [clientKey, kept] of this.own) {
            if (!outbox.has(clientKey)) {
                this.own.delete(clientKey);
                void kept.then(() => this.remove(clientKey)).then(() => this.tell());
            }
        }
        for (const clientKey of this.adopted) {
            if (!outbox.has(clientKey)) {
                this.adopted.delete(clientKey);
                void this.remove(clientKey);
            }
        }
    }

    private remove(clientKey: ClientKey): Promise<void> {
        return this.context.outboxStore.remove(clientKey);
    }

    private tell(): void {
        this.context.shared.tell({ kind: "outboxChanged" });
    }
}

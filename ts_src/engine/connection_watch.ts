import type { ConnectionStatus } from "../model/state";
import type { ChatContext } from "./chat_context";
import type { BusStatus, Timer } from "./ports";

/** Without real-time for so long although the server answers, it is asked every few seconds. */
const patience = 10_000;
const pollInterval = 5_000;

/**
 * Tells how this page is connected. While there is no real-time it asks the server every few
 * seconds; that also finds out when the server answers again.
 */
export class ConnectionWatch {
    private isBusOnline = false;
    private hasWaited = false;
    private patienceTimer: Timer | null = null;
    private pollTimer: Timer | null = null;
    private isStopped = false;

    /** @param poll Catches up with the server. */
    constructor(
        private readonly context: ChatContext,
        private readonly poll: () => void,
    ) {}

    start(): void {
        this.beginWaiting();
    }

    stop(): void {
        this.isStopped = true;
        this.endWaiting();
        this.pollTimer?.cancel();
    }

    handleBus(status: BusStatus): void {
        const isOnline = status === "online";
        if (isOnline) {
            this.endWaiting();
        } else if (this.isBusOnline) {
            this.beginWaiting();
        }
        this.isBusOnline = isOnline;
        this.update();
    }

    /** Looks again: the server has answered or not, or the network has come or gone. */
    update(): void {
        const { store } = this.context;
        const status = this.status();
        if (this.isStopped || status === store.state.connection) {
            return;
        }
        store.dispatch({ kind: "connectionChanged", status });
        this.pollTimer?.cancel();
        this.pollTimer = null;
        if (status === "polling") {
            this.schedulePoll();
        }
    }

    private status(): ConnectionStatus {
        const { attention, store } = this.context;
        if (!attention.isNetworkUp()) {
            return "offline";
        }
        if (this.isBusOnline) {
            return "online";
        }
        const isAnswered = store.state.channelList.isLoaded && store.state.syncFailure === null;
        return this.hasWaited && isAnswered ? "polling" : "connecting";
    }

    private beginWaiting(): void {
        this.endWaiting();
        this.patienceTimer = this.context.clock.after(patience, () => {
            this.hasWaited = true;
            this.update();
        });
    }

    private endWaiting(): void {
        this.patienceTimer?.cancel();
        this.hasWaited = false;
    }

    private schedulePoll(): void {
        const { clock, attention } = this.context;
        this.pollTimer = clock.after(pollInterval, () => {
            this.schedulePoll();
            if (attention.isVisible()) {
                this.poll();
            }
            this.update();
        });
    }
}

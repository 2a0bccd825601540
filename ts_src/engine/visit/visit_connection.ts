import type { VisitState } from "../../model/visit/visit_state";
import type { BusStatus, Timer } from "../ports";
import type { VisitContext } from "./visit_context";
import type { VisitSync } from "./visit_sync";

/** Without a websocket for so long although the server answers, it is asked every few seconds. */
const patience = 10_000;
const shortBeat = 5_000;
const longBeat = 30_000;
/** So that the visitors of one server do not all ask at the same moment. */
const spread = 5_000;

type Connection = VisitState["connection"];
type Beat = "none" | "short" | "long";

/**
 * Tells how the conversation is connected, and asks the server from time to time: every few seconds
 * without a websocket, now and then with one, and hardly ever while nobody looks.
 */
export class VisitConnection {
    private isBusOnline = false;
    private hasWaited = false;
    private patienceTimer: Timer | null = null;
    private beat: Beat = "none";
    private beatTimer: Timer | null = null;

    constructor(
        private readonly context: VisitContext,
        private readonly sync: VisitSync,
    ) {}

    /** A conversation begins to be followed: its websocket may take a while. */
    begin(): void {
        if (!this.isBusOnline && !this.patienceTimer && !this.hasWaited) {
            this.beginWaiting();
        }
        this.update();
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

    /** Looks again: the server has answered or not, the visitor has come or gone. */
    update(): void {
        const { store } = this.context;
        const connection = this.connection();
        if (connection !== store.state.connection) {
            store.dispatch({ kind: "connectionChanged", connection });
        }
        this.keepBeat();
    }

    stop(): void {
        this.endWaiting();
        this.beatTimer?.cancel();
    }

    private connection(): Connection {
        const { attention, store } = this.context;
        if (!attention.isNetworkUp()) {
            return "offline";
        }
        if (this.isBusOnline || store.state.facts.channelId === null) {
            return "online";
        }
        return this.hasWaited && this.sync.isAnswered ? "polling" : "connecting";
    }

    private beginWaiting(): void {
        this.endWaiting();
        this.patienceTimer = this.context.clock.after(patience, () => {
            this.patienceTimer = null;
            this.hasWaited = true;
            this.update();
        });
    }

    private endWaiting(): void {
        this.patienceTimer?.cancel();
        this.patienceTimer = null;
        this.hasWaited = false;
    }

    private keepBeat(): void {
        const beat = this.wantedBeat();
        if (beat !== this.beat) {
            this.beatTimer?.cancel();
            this.beat = beat;
            this.schedule();
        }
    }

    private wantedBeat(): Beat {
        const { attention, store } = this.context;
        const { connection, isOpen, facts } = store.state;
        if (store.isClosed || facts.channelId === null) {
            return "none";
        }
        const isLooked = isOpen && attention.isVisible();
        if (connection === "polling") {
            return isLooked ? "short" : "long";
        }
        return connection === "online" && isLooked ? "long" : "none";
    }

    private schedule(): void {
        const { clock, keys } = this.context;
        if (this.beat !== "none") {
            const random = spread * (2 * keys.random() - 1);
            const delay = this.beat === "short" ? shortBeat : longBeat + random;
            this.beatTimer = clock.after(delay, () => this.strike());
        }
    }

    private strike(): void {
        const { store } = this.context;
        // No event tells that a page was hidden.
        if (this.wantedBeat() === this.beat) {
            // Without a websocket nobody tells what has become of the messages before.
            const isOld = store.state.connection === "polling" && this.sync.pageAge >= longBeat;
            this.sync.request(isOld ? "page" : "news");
        }
        this.beat = this.wantedBeat();
        this.schedule();
    }
}

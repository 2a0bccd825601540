import type { BusStatus } from "../engine/ports";

/** The part of Odoo's service `bus_service` that is used here. */
export interface BusService {
    /** Never resolves where the browser can run no worker. */
    start(): Promise<void>;
    subscribe(type: string, callback: (payload: unknown) => void): void;
    unsubscribe(type: string, callback: (payload: unknown) => void): void;
    addEventListener(name: string, listener: EventListener): void;
    removeEventListener(name: string, listener: EventListener): void;
    addChannel(channel: string): void;
    deleteChannel(channel: string): void;
    forceUpdateChannels(): void;
    /** State of the worker's websocket as last heard; null before the worker is there. */
    readonly workerState: string | null;
}

/** Content-free: what somebody may hear has changed. */
export const resubscribeType = "seitech.chat/resubscribe";

/*
 * What Odoo's bus worker tells about its websocket. Its order of events:
 *
 *     opened                 CONNECTED, BUS:CONNECT (or BUS:RECONNECT)
 *     closed, will retry     DISCONNECTED, BUS:DISCONNECT, BUS:RECONNECTING
 *     a retry                CONNECTING, then CONNECTED … or only DISCONNECTED
 *     closed for good        DISCONNECTED, BUS:DISCONNECT
 *     browser went offline   BUS:DISCONNECT, and the state is left at what it was
 *
 * So the state alone does not tell about closing, and the events alone do not tell about a worker
 * that was connected before this page came: both are listened to.
 */
const statusOfEvent: Readonly<Record<string, BusStatus>> = {
    "BUS:CONNECT": "online",
    "BUS:RECONNECT": "online",
    "BUS:RECONNECTING": "connecting",
    "BUS:DISCONNECT": "offline",
};
const statusOfState: Readonly<Record<string, BusStatus>> = {
    CONNECTED: "online",
    CONNECTING: "connecting",
};
const stateEvent = "BUS:WORKER_STATE_UPDATED";

/** Listens to Odoo's bus, whose websocket all tabs and all of Odoo share, until it is released. */
export class BusLink {
    private status: BusStatus = "connecting";
    private readonly cleanups: (() => void)[] = [];
    private hasWarned = false;

    constructor(readonly service: BusService) {}

    /** Hands on what notifications of a type tell; one that cannot be understood changes nothing. */
    subscribe<News>(
        type: string,
        decode: (payload: unknown) => News,
        tell: (news: News) => void,
    ): void {
        const callback = (payload: unknown): void => {
            let news: News;
            try {
                news = decode(payload);
            } catch (error) {
                this.warnOnce(type, error);
                return;
            }
            tell(news);
        };
        this.service.subscribe(type, callback);
        this.cleanups.push(() => this.service.unsubscribe(type, callback));
    }

    /** Listens to one of the worker's own events. */
    listen(name: string, run: () => void): void {
        this.service.addEventListener(name, run);
        this.cleanups.push(() => this.service.removeEventListener(name, run));
    }

    /** Starts the websocket if nobody has; tells each change of its status from "connecting" on. */
    async connect(tell: (status: BusStatus) => void): Promise<void> {
        const take = (status: BusStatus | undefined): void => {
            if (status && status !== this.status) {
                this.status = status;
                tell(status);
            }
        };
        const takeState = (): void => take(statusOfState[this.service.workerState ?? ""]);
        for (const [name, status] of Object.entries(statusOfEvent)) {
            this.listen(name, () => take(status));
        }
        this.listen(stateEvent, takeState);
        await this.service.start();
        // Another tab, or another part of Odoo, may have connected long ago: then no event comes.
        takeState();
    }

    /** Stops listening. The websocket stays: it belongs to all of Odoo. */
    release(): void {
        this.cleanups.splice(0).forEach((cleanup) => cleanup());
    }

    /** Asking the server brings what was in it; once is enough to tell that something is wrong. */
    private warnOnce(type: string, error: unknown): void {
        if (!this.hasWarned) {
            this.hasWarned = true;
            console.warn(`seitech_elearning: notification ${type} ignored:`, error);
        }
    }
}

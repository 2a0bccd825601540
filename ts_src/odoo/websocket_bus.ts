import type { BusHandlers, BusStatus, ChatBus } from "../engine/ports";
import type { ServerEvent } from "../model/events";
import {
    decodeMembershipNotification,
    decodeMessageNotification,
    decodeReadNotification,
} from "./decode";

/** The part of Odoo's service `bus_service` that is used here. */
export interface BusService {
    /** Never resolves where the browser can run no worker. */
    start(): Promise<void>;
    subscribe(type: string, callback: (payload: unknown) => void): void;
    unsubscribe(type: string, callback: (payload: unknown) => void): void;
    addEventListener(name: string, listener: EventListener): void;
    removeEventListener(name: string, listener: EventListener): void;
    forceUpdateChannels(): void;
    /** State of the worker's websocket as last heard; null before the worker is there. */
    readonly workerState: string | null;
}

const decoders: Readonly<Record<string, (payload: unknown) => ServerEvent | null>> = {
    "seitech.chat/new_message": decodeMessageNotification,
    "seitech.chat/message_updated": decodeMessageNotification,
    "seitech.chat/read": decodeReadNotification,
    "seitech.chat/membership": decodeMembershipNotification,
};
const resubscribeType = "seitech.chat/resubscribe";

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

/** Real-time hints over Odoo's bus, whose websocket all tabs and all of Odoo share. */
export class WebsocketBus implements ChatBus {
    private status: BusStatus = "connecting";
    private handlers: BusHandlers | null = null;
    private readonly cleanups: (() => void)[] = [];
    private hasWarned = false;

    constructor(private readonly service: BusService) {}

    start(handlers: BusHandlers): void {
        this.handlers = handlers;
        for (const [type, decode] of Object.entries(decoders)) {
            this.subscribe(type, (payload) => this.receive(type, decode, payload));
        }
        this.subscribe(resubscribeType, () => handlers.onResubscribe());
        for (const [name, status] of Object.entries(statusOfEvent)) {
            this.listen(name, () => this.setStatus(status));
        }
        this.listen(stateEvent, () => this.takeState());
        void this.connect();
    }

    resubscribe(): void {
        this.service.forceUpdateChannels();
    }

    /** Stops listening. The websocket stays: it belongs to all of Odoo. */
    stop(): void {
        this.handlers = null;
        this.cleanups.splice(0).forEach((cleanup) => cleanup());
    }

    private async connect(): Promise<void> {
        await this.service.start();
        // Another tab, or another part of Odoo, may have connected long ago: then no event comes.
        this.takeState();
    }

    private takeState(): void {
        const status = statusOfState[this.service.workerState ?? ""];
        if (status) {
            this.setStatus(status);
        }
    }

    private setStatus(status: BusStatus): void {
        if (status !== this.status) {
            this.status = status;
            this.handlers?.onStatus(status);
        }
    }

    private receive(
        type: string,
        decode: (payload: unknown) => ServerEvent | null,
        payload: unknown,
    ): void {
        let event: ServerEvent | null;
        try {
            event = decode(payload);
        } catch (error) {
            this.warnOnce(type, error);
            return;
        }
        if (event) {
            this.handlers?.onEvent(event);
        }
    }

    /** `sync` brings what was in it; once is enough to tell that something is wrong. */
    private warnOnce(type: string, error: unknown): void {
        if (!this.hasWarned) {
            this.hasWarned = true;
            console.warn(`seitech_elearning: notification ${type} ignored:`, error);
        }
    }

    private subscribe(type: string, callback: (payload: unknown) => void): void {
        this.service.subscribe(type, callback);
        this.cleanups.push(() => this.service.unsubscribe(type, callback));
    }

    private listen(name: string, listener: EventListener): void {
        this.service.addEventListener(name, listener);
        this.cleanups.push(() => this.service.removeEventListener(name, listener));
    }
}

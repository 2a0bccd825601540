import type { BusStatus } from "../../engine/ports";
import type { VisitBus, VisitBusHandlers } from "../../engine/visit/visit_ports";
import {
    decodeVisitorNotification,
    resubscribeType,
    visitorAddress,
} from "./decode_visit_notifications";

export interface SocketOptions {
    /** Where Odoo's websocket is, such as `wss://www.example.com/websocket`. */
    readonly url: string;
    /** Of Odoo's websocket worker, as the server tells; any other one is turned away. */
    readonly version: string;
    /** Milliseconds to wait for the first time before connecting again. */
    readonly firstDelay?: number;
    /** Milliseconds of silence after which it is tried whether the connection is still there. */
    readonly quietTime?: number;
}

const longestDelay = 60_000;
/** So that the visitors of one server do not all come back at the same moment. */
const jitter = 1_000;
/** The server closes what was silent for too long: nobody has to notice. */
const keepAliveTimeout = 4002;
const goneClean = 1000;
const outdated = "OUTDATED_VERSION";
/** What the server takes for a sign of life and ignores. */
const signOfLife = new Uint8Array([0]);

interface Notification {
    readonly id: number;
    readonly message: { readonly type: string; readonly payload: unknown };
}

/**
 * A conversation's hints over a websocket of its own, for pages that have nothing of Odoo's: what
 * Odoo's `websocket_worker.js` says to `/websocket`, for one subscription.
 */
export class VisitSocket implements VisitBus {
    private token: string | null = null;
    private handlers: VisitBusHandlers | null = null;
    private socket: WebSocket | null = null;
    private status: BusStatus = "connecting";
    /** What came last: after a pause the server goes on behind it. */
    private last = 0;
    private delay: number;
    private retryTimer: ReturnType<typeof setTimeout> | undefined;
    private quietTimer: ReturnType<typeof setInterval> | undefined;
    private isOutdated = false;

    constructor(private readonly options: SocketOptions) {
        this.delay = this.firstDelay;
    }

    start(handlers: VisitBusHandlers): void {
        this.handlers = handlers;
        globalThis.addEventListener?.("online", this.reconnect);
    }

    follow(token: string | null): void {
        this.token = token;
        if (token === null) {
            this.disconnect();
        } else if (this.socket === null) {
            this.connect();
        } else {
            this.resubscribe();
        }
    }

    resubscribe(): void {
        if (this.token !== null && this.socket?.readyState === WebSocket.OPEN) {
            const data = { channels: [visitorAddress(this.token)], last: this.last };
            this.socket.send(JSON.stringify({ event_name: "subscribe", data }));
            this.watchSilence();
        }
    }

    stop(): void {
        this.disconnect();
        this.handlers = null;
        globalThis.removeEventListener?.("online", this.reconnect);
    }

    private get firstDelay(): number {
        return this.options.firstDelay ?? 1_000;
    }

    private readonly reconnect = (): void => {
        if (this.token !== null && this.socket === null) {
            this.delay = this.firstDelay;
            this.connect();
        }
    };

    private connect(): void {
        clearTimeout(this.retryTimer);
        if (!this.handlers || this.isOutdated) {
            return;
        }
        const { url, version } = this.options;
        const socket = new WebSocket(`${url}?version=${encodeURIComponent(version)}`);
        this.socket = socket;
        // One that was given up says nothing any more.
        const heard =
            <Event>(run: (event: Event) => void) =>
            (event: Event): void => {
                if (this.socket === socket) {
                    run(event);
                }
            };
        socket.addEventListener(
            "open",
            heard(() => this.handleOpen()),
        );
        socket.addEventListener(
            "message",
            heard((event) => this.handleMessage(event)),
        );
        // An error is always followed by this.
        socket.addEventListener(
            "close",
            heard((event) => this.handleClose(event)),
        );
        this.setStatus("connecting");
    }

    private disconnect(): void {
        clearTimeout(this.retryTimer);
        clearInterval(this.quietTimer);
        const { socket } = this;
        this.socket = null;
        this.status = "connecting";
        socket?.close(goneClean);
    }

    private handleOpen(): void {
        this.delay = this.firstDelay;
        this.resubscribe();
        this.setStatus("online");
    }

    private handleMessage({ data }: MessageEvent): void {
        this.watchSilence();
        const notifications = JSON.parse(String(data)) as readonly Notification[];
        for (const { id, message } of notifications) {
            this.last = Math.max(this.last, id);
            this.receive(message);
        }
    }

    private receive({ type, payload }: Notification["message"]): void {
        if (type === resubscribeType) {
            this.handlers?.onResubscribe();
            return;
        }
        try {
            const told = decodeVisitorNotification(type, payload);
            if (told) {
                this.handlers?.onNotification(told.channelId, told.notification);
            }
        } catch (error) {
            // Asking the server brings what was in it.
            console.warn(`seitech_elearning: notification ${type} ignored:`, error);
        }
    }

    private handleClose({ code, reason }: CloseEvent): void {
        clearInterval(this.quietTimer);
        this.socket = null;
        this.isOutdated = reason === outdated;
        this.setStatus(this.isOutdated ? "offline" : "connecting");
        if (!this.isOutdated && this.token !== null) {
            const grown = code === keepAliveTimeout ? 0 : this.delay;
            this.retryTimer = setTimeout(() => this.connect(), grown + jitter * Math.random());
            this.delay = Math.min(this.delay * 1.5, longestDelay);
        }
    }

    /** Browsers may take minutes to notice that a connection is dead; sending tells at once. */
    private watchSilence(): void {
        clearInterval(this.quietTimer);
        this.quietTimer = setInterval(
            () => this.socket?.send(signOfLife),
            this.options.quietTime ?? 60_000,
        );
    }

    private setStatus(status: BusStatus): void {
        if (status !== this.status) {
            this.status = status;
            this.handlers?.onStatus(status);
        }
    }
}

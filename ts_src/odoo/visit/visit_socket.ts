import type { BusStatus } from "../../engine/ports";
import type { VisitBus, VisitBusHandlers } from "../../engine/visit/ports/bus";
import { resubscribeType } from "../bus_link";
import { visitorAddress } from "./decode_visit_notifications";
import { deliverNotification } from "./deliver_notification";
import { SocketLine } from "./socket_line";

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
const outdated = "OUTDATED_VERSION";

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
    private line: SocketLine | null = null;
    private status: BusStatus = "connecting";
    /** What came last: after a pause the server goes on behind it. */
    private last = 0;
    private delay: number;
    private retryTimer: ReturnType<typeof setTimeout> | undefined;
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
        } else if (this.line === null) {
            this.connect();
        } else {
            this.resubscribe();
        }
    }

    resubscribe(): void {
        if (this.token !== null && this.line?.isOpen) {
            const data = { channels: [visitorAddress(this.token)], last: this.last };
            this.line.say(JSON.stringify({ event_name: "subscribe", data }));
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
        if (this.token !== null && this.line === null) {
            this.delay = this.firstDelay;
            this.connect();
        }
    };

    private connect(): void {
        clearTimeout(this.retryTimer);
        if (!this.handlers || this.isOutdated) {
            return;
        }
        const { url, version, quietTime = 60_000 } = this.options;
        const address = `${url}?version=${encodeURIComponent(version)}`;
        this.line = new SocketLine(address, quietTime, {
            onOpen: () => this.handleOpen(),
            onText: (text) => this.handleText(text),
            onClose: (event) => this.handleClose(event),
        });
        this.setStatus("connecting");
    }

    private disconnect(): void {
        clearTimeout(this.retryTimer);
        this.line?.giveUp();
        this.line = null;
        this.status = "connecting";
    }

    private handleOpen(): void {
        this.delay = this.firstDelay;
        this.resubscribe();
        this.setStatus("online");
    }

    private handleText(text: string): void {
        const notifications = JSON.parse(text) as readonly Notification[];
        for (const { id, message } of notifications) {
            this.last = Math.max(this.last, id);
            this.receive(message);
        }
    }

    private receive({ type, payload }: Notification["message"]): void {
        if (type === resubscribeType) {
            this.handlers?.onResubscribe();
        } else {
            deliverNotification(this.handlers, type, payload);
        }
    }

    private handleClose({ code, reason }: CloseEvent): void {
        this.line = null;
        this.isOutdated = reason === outdated;
        this.setStatus(this.isOutdated ? "offline" : "connecting");
        if (!this.isOutdated && this.token !== null) {
            const grown = code === keepAliveTimeout ? 0 : this.delay;
            this.retryTimer = setTimeout(() => this.connect(), grown + jitter * Math.random());
            this.delay = Math.min(this.delay * 1.5, longestDelay);
        }
    }

    private setStatus(status: BusStatus): void {
        if (status !== this.status) {
            this.status = status;
            this.handlers?.onStatus(status);
        }
    }
}

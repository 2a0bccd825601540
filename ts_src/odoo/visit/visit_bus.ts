import type { BusStatus } from "../../engine/ports";
import type { VisitBus, VisitBusHandlers } from "../../engine/visit/ports/bus";
import { busStatusOfEvent, busStatusOfState, type BusService, stateEvent } from "../websocket_bus";
import {
    resubscribeType,
    visitNotificationTypes,
    visitorAddress,
} from "./decode_visit_notifications";
import { deliverNotification } from "./deliver_notification";

/** A conversation's hints over Odoo's bus, whose websocket all tabs and all of Odoo share. */
export class ServiceBus implements VisitBus {
    private token: string | null = null;
    private status: BusStatus = "connecting";
    private handlers: VisitBusHandlers | null = null;
    private isListening = false;
    private readonly cleanups: (() => void)[] = [];

    constructor(private readonly service: BusService) {}

    start(handlers: VisitBusHandlers): void {
        this.handlers = handlers;
    }

    follow(token: string | null): void {
        if (!this.handlers) {
            return;
        }
        const before = this.token;
        this.token = token;
        if (token !== null && token !== before) {
            this.service.addChannel(visitorAddress(token));
        }
        if (before !== null && token !== before) {
            this.service.deleteChannel(visitorAddress(before));
        }
        // Nobody who has said nothing yet opens a websocket.
        if (token !== null && !this.isListening) {
            this.isListening = true;
            this.listenToAll();
            void this.connect();
        }
    }

    resubscribe(): void {
        this.service.forceUpdateChannels();
    }

    /** Stops listening. The websocket stays: it belongs to all of Odoo. */
    stop(): void {
        this.follow(null);
        this.handlers = null;
        this.cleanups.splice(0).forEach((cleanup) => cleanup());
    }

    private listenToAll(): void {
        for (const type of visitNotificationTypes) {
            this.subscribe(type, (payload) => deliverNotification(this.handlers, type, payload));
        }
        this.subscribe(resubscribeType, () => this.handlers?.onResubscribe());
        for (const [name, status] of Object.entries(busStatusOfEvent)) {
            this.listen(name, () => this.setStatus(status));
        }
        this.listen(stateEvent, () => this.takeState());
    }

    private async connect(): Promise<void> {
        await this.service.start();
        // Another tab, or another part of Odoo, may have connected long ago: then no event comes.
        this.takeState();
    }

    private takeState(): void {
        const status = busStatusOfState[this.service.workerState ?? ""];
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

    private subscribe(type: string, callback: (payload: unknown) => void): void {
        this.service.subscribe(type, callback);
        this.cleanups.push(() => this.service.unsubscribe(type, callback));
    }

    private listen(name: string, listener: EventListener): void {
        this.service.addEventListener(name, listener);
        this.cleanups.push(() => this.service.removeEventListener(name, listener));
    }
}

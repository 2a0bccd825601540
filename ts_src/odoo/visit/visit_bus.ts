import type { VisitBus, VisitBusHandlers } from "../../engine/visit/ports/bus";
import { BusLink, type BusService, resubscribeType } from "../bus_link";
import {
    decodeVisitorNotification,
    visitNotificationTypes,
    visitorAddress,
} from "./decode_visit_notifications";

/** A conversation's hints over Odoo's bus, whose websocket all tabs and all of Odoo share. */
export class ServiceBus implements VisitBus {
    private token: string | null = null;
    private readonly link: BusLink;
    private handlers: VisitBusHandlers | null = null;
    private isListening = false;

    constructor(private readonly service: BusService) {
        this.link = new BusLink(service);
    }

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
            void this.link.connect((status) => this.handlers?.onStatus(status));
        }
    }

    resubscribe(): void {
        this.service.forceUpdateChannels();
    }

    /** Stops listening. The websocket stays: it belongs to all of Odoo. */
    stop(): void {
        this.follow(null);
        this.handlers = null;
        this.link.release();
    }

    private listenToAll(): void {
        for (const type of visitNotificationTypes) {
            const decode = (payload: unknown) => decodeVisitorNotification(type, payload);
            this.link.subscribe(type, decode, (told) => {
                if (told) {
                    this.handlers?.onNotification(told.channelId, told.notification);
                }
            });
        }
        this.link.subscribe(resubscribeType, String, () => this.handlers?.onResubscribe());
    }
}

import type { DeskBus, DeskBusHandlers } from "../../engine/desk/desk_ports";
import { BusLink, type BusService } from "../bus_link";
import { decodeAgentNotification, decodeNoteReply, decodeSupportReply } from "./decode_desk";

/** Odoo's worker has its websocket back; see `../bus_link.ts` for the order of its events. */
const reconnectEvents = ["BUS:CONNECT", "BUS:RECONNECT"];

/**
 * What agents hear over Odoo's bus, addressed to their group. The websocket is all of Odoo's: it
 * may be there already, so that its first event is the beginning or a return.
 */
export class WebsocketDeskBus implements DeskBus {
    private readonly link: BusLink;

    constructor(private readonly service: BusService) {
        this.link = new BusLink(service);
    }

    start(handlers: DeskBusHandlers): void {
        const { link } = this;
        link.subscribe("seitech.chat/support", decodeSupportReply, (it) => handlers.onSupport(it));
        link.subscribe("seitech.chat/note", decodeNoteReply, (it) => handlers.onNote(it));
        link.subscribe("seitech.chat/agent", decodeAgentNotification, (it) => handlers.onAgent(it));
        reconnectEvents.forEach((name) => link.listen(name, () => handlers.onReconnect()));
        void this.service.start();
    }

    /** Stops listening. The websocket stays: it belongs to all of Odoo. */
    stop(): void {
        this.link.release();
    }
}

import type { DeskBus, DeskBusHandlers } from "../../engine/desk/desk_ports";
import type { BusService } from "../websocket_bus";
import { decodeAgentNotification, decodeNoteReply, decodeSupportReply } from "./decode_desk";

/** Odoo's worker has its websocket back; see `../websocket_bus.ts` for the order of its events. */
const reconnectEvents = ["BUS:CONNECT", "BUS:RECONNECT"];

/**
 * What agents hear over Odoo's bus, addressed to their group. The websocket is all of Odoo's: it
 * may be there already, so that its first event is the beginning or a return.
 */
export class WebsocketDeskBus implements DeskBus {
    private readonly cleanups: (() => void)[] = [];
    private hasWarned = false;

    constructor(private readonly service: BusService) {}

    start(handlers: DeskBusHandlers): void {
        this.subscribe("seitech.chat/support", decodeSupportReply, (it) => handlers.onSupport(it));
        this.subscribe("seitech.chat/note", decodeNoteReply, (it) => handlers.onNote(it));
        this.subscribe("seitech.chat/agent", decodeAgentNotification, (it) => handlers.onAgent(it));
        const onReconnect = (): void => handlers.onReconnect();
        for (const name of reconnectEvents) {
            this.service.addEventListener(name, onReconnect);
            this.cleanups.push(() => this.service.removeEventListener(name, onReconnect));
        }
        void this.service.start();
    }

    /** Stops listening. The websocket stays: it belongs to all of Odoo. */
    stop(): void {
        this.cleanups.splice(0).forEach((cleanup) => cleanup());
    }

    private subscribe<News>(
        type: string,
        decode: (payload: unknown) => News,
        tell: (news: News) => void,
    ): void {
        const callback = (payload: unknown): void => {
            const news = this.understand(type, decode, payload);
            if (news) {
                tell(news.value);
            }
        };
        this.service.subscribe(type, callback);
        this.cleanups.push(() => this.service.unsubscribe(type, callback));
    }

    /** The rounds bring what was in it; once is enough to tell that something is wrong. */
    private understand<News>(
        type: string,
        decode: (payload: unknown) => News,
        payload: unknown,
    ): { value: News } | null {
        try {
            return { value: decode(payload) };
        } catch (error) {
            if (!this.hasWarned) {
                this.hasWarned = true;
                console.warn(`seitech_elearning: notification ${type} ignored:`, error);
            }
            return null;
        }
    }
}

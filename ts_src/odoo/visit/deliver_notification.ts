import type { VisitBusHandlers } from "../../engine/visit/ports/bus";
import { decodeVisitorNotification } from "./decode_visit_notifications";

/** Hands on what a notification tells, if it is something to a visitor. */
export function deliverNotification(
    handlers: VisitBusHandlers | null,
    type: string,
    payload: unknown,
): void {
    try {
        const told = decodeVisitorNotification(type, payload);
        if (told) {
            handlers?.onNotification(told.channelId, told.notification);
        }
    } catch (error) {
        // Asking the server brings what was in it.
        console.warn(`seitech_elearning: notification ${type} ignored:`, error);
    }
}

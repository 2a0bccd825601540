import type { ChannelId, MessageId, Rev } from "../../../model/ids";
import type { ChannelState } from "../../../model/records";
import type { Visit, VisitMessage } from "../../../model/visit/visit_state";
import type { BusStatus } from "../../ports";

/** What the bus tells of one conversation. */
export type VisitNotification =
    | { readonly kind: "messageChanged"; readonly message: VisitMessage }
    | { readonly kind: "visitChanged"; readonly visit: Visit }
    | { readonly kind: "stateChanged"; readonly rev: Rev; readonly state: ChannelState }
    | { readonly kind: "agentRead"; readonly messageId: MessageId }
    /** The visitor, in this browser or another one. */
    | { readonly kind: "ownRead"; readonly messageId: MessageId }
    /** Null when they have stopped. */
    | { readonly kind: "agentTyping"; readonly name: string | null };

export interface VisitBusHandlers {
    onNotification(channelId: ChannelId, notification: VisitNotification): void;
    onStatus(status: BusStatus): void;
    /** What the token gives to hear has changed: subscribe again, then catch up. */
    onResubscribe(): void;
}

/** Real-time hints. They may be lost, repeated or reordered; `VisitApi.poll` is the truth. */
export interface VisitBus {
    /** Connects to nothing yet. */
    start(handlers: VisitBusHandlers): void;
    /** Hears of this token's conversation from now on, and of no other; null for none. */
    follow(token: string | null): void;
    /** Subscribes again to what is followed. */
    resubscribe(): void;
    stop(): void;
}

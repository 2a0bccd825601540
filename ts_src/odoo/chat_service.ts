import type { ChatPorts } from "../engine/ports";
import { browserAttention } from "./browser_attention";
import { browserClock } from "./browser_clock";
import { browserKeys } from "./browser_keys";
import { HttpApi } from "./http_api";
import { WebsocketBus, type BusService } from "./websocket_bus";

/** Name in Odoo's registry of services: `useService("seitech_chat")`. */
export const chatServiceName = "seitech_chat";

export interface ChatServiceDefinition<Chat> {
    readonly dependencies: string[];
    start(env: object, services: { readonly bus_service: BusService }): Chat;
}

/**
 * Makes the Odoo service that holds the page's one chat, connected to Odoo's bus and API.
 *
 * @param makeChat Puts the chat together; the entries do, since wires know no use cases.
 */
export function chatService<Chat extends { start(): void }>(
    makeChat: (ports: ChatPorts) => Chat,
): ChatServiceDefinition<Chat> {
    return {
        dependencies: ["bus_service"],
        start(_env, services) {
            const chat = makeChat({
                api: new HttpApi(),
                bus: new WebsocketBus(services.bus_service),
                clock: browserClock,
                keys: browserKeys(),
                attention: browserAttention(),
            });
            chat.start();
            return chat;
        },
    };
}

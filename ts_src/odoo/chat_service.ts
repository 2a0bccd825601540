import type { ChatPorts } from "../engine/ports";
import type { ChannelId, UserId } from "../model/ids";
import { browserAttention } from "./browser_attention";
import { browserClock } from "./browser_clock";
import { browserKeys } from "./browser_keys";
import { HttpApi } from "./http_api";
import { browserLocks } from "./locks";
import { browserNotifier, titleCount } from "./notifier";
import { type ChatOpener, chatOpener, type ChatPlaces } from "./open_chat";
import { indexedDbOutbox } from "./outbox_store";
import { type OdooPlatform, odooPlatform } from "./platform";
import { browserShared } from "./shared_state";
import type { BusService } from "./bus_link";
import { WebsocketBus } from "./websocket_bus";

/** Name in Odoo's registry of services: `useService("seitech_chat")`. */
export const chatServiceName = "seitech_chat";

/** Where the chat runs: in Odoo's backend, or on the pages of the website. */
export type Place = "backend" | "portal";

interface OdooServices {
    readonly bus_service: BusService;
    /** In the backend only. */
    readonly title?: { setCounters(counters: Record<string, number>): void };
    readonly action?: { doAction(name: string, options: object): Promise<unknown> };
}

export interface ChatServiceDefinition<Chat> {
    readonly dependencies: string[];
    start(env: object, services: OdooServices): Chat;
}

type StartableChat = { start(): void; readonly actions: Parameters<typeof chatOpener>[0] };

/**
 * Makes the Odoo service that holds the page's one chat, connected to Odoo's bus and API.
 *
 * @param makeChat Puts the chat together; the entries do, since wires know no use cases.
 */
export function chatService<Chat extends StartableChat>(
    userId: UserId,
    place: Place,
    makeChat: (ports: ChatPorts) => Chat,
): ChatServiceDefinition<Chat & ChatOpener & { readonly platform: OdooPlatform }> {
    const own = place === "backend" ? ["title", "action"] : [];
    return {
        dependencies: ["bus_service", ...own],
        start(_env, services) {
            const chat = makeChat(makePorts(userId, services));
            chat.start();
            const opener = chatOpener(chat.actions, placesOf(services));
            return { ...chat, ...opener, platform: odooPlatform() };
        },
    };
}

function makePorts(userId: UserId, services: OdooServices): ChatPorts {
    return {
        api: new HttpApi(),
        bus: new WebsocketBus(services.bus_service),
        clock: browserClock,
        keys: browserKeys(),
        attention: browserAttention(),
        outboxStore: indexedDbOutbox(userId),
        shared: browserShared(userId),
        locks: browserLocks(userId),
        notifier: browserNotifier(countShower(services)),
    };
}

/** In the backend Odoo writes the title, and adds up what its parts have to count. */
function countShower({ title }: OdooServices): (count: number) => void {
    return title ? (count) => title.setCounters({ seitech_chat: count }) : titleCount();
}

function placesOf(services: OdooServices): ChatPlaces {
    const isThere = (selector: string) => document.querySelector(selector) !== null;
    return {
        isOnPage: () => isThere(".o-seitech-Messenger:not(.o-seitech-Fullscreen *)"),
        isFullscreen: () => isThere(".o-seitech-Fullscreen"),
        openPage: (channelId) => openPage(services, channelId),
    };
}

function openPage({ action }: OdooServices, channelId: ChannelId): void {
    if (action) {
        // Odoo makes it part of the address: /odoo/chat/7.
        void action.doAction("seitech_elearning.chat_action", { props: { resId: channelId } });
    } else {
        window.location.assign(`/my/chat?channel=${channelId}`);
    }
}

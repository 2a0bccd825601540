import type { BusHandlers, BusStatus, ChatBus, WatchedPresence } from "../engine/ports";
import type { ChannelId, UserId } from "../model/ids";
import {
    type BusEvents,
    decodeChannelNotification,
    decodeMembershipNotification,
    decodeMessageNotification,
    decodePresenceNotification,
    decodeReactionNotification,
    decodeReadNotification,
    decodeTypingNotification,
} from "./decode_notifications";

/** The part of Odoo's service `bus_service` that is used here. */
export interface BusService {
    /** Never resolves where the browser can run no worker. */
    start(): Promise<void>;
    subscribe(type: string, callback: (payload: unknown) => void): void;
    unsubscribe(type: string, callback: (payload: unknown) => void): void;
    addEventListener(name: string, listener: EventListener): void;
    removeEventListener(name: string, listener: EventListener): void;
    addChannel(channel: string): void;
    deleteChannel(channel: string): void;
    forceUpdateChannels(): void;
    /** State of the worker's websocket as last heard; null before the worker is there. */
    readonly workerState: string | null;
}

const decoders: Readonly<Record<string, (payload: unknown) => BusEvents>> = {
    "seitech.chat/new_message": decodeMessageNotification,
    "seitech.chat/message_updated": decodeMessageNotification,
    "seitech.chat/read": decodeReadNotification,
    "seitech.chat/membership": decodeMembershipNotification,
    "seitech.chat/channel": decodeChannelNotification,
    "seitech.chat/reaction": decodeReactionNotification,
    "seitech.chat/typing": (payload) => decodeTypingNotification(payload, Date.now()),
};
const resubscribeType = "seitech.chat/resubscribe";
/** Odoo's own, about people whose presence somebody has asked for. */
const presenceType = "bus.bus/im_status_updated";
/** Tells the server which channels this person looks at without being in them. */
const openPrefix = "seitech.chat/open/";

/*
 * What Odoo's bus worker tells about its websocket. Its order of events:
 *
 *     opened                 CONNECTED, BUS:CONNECT (or BUS:RECONNECT)
 *     closed, will retry     DISCONNECTED, BUS:DISCONNECT, BUS:RECONNECTING
 *     a retry                CONNECTING, then CONNECTED … or only DISCONNECTED
 *     closed for good        DISCONNECTED, BUS:DISCONNECT
 *     browser went offline   BUS:DISCONNECT, and the state is left at what it was
 *
 * So the state alone does not tell about closing, and the events alone do not tell about a worker
 * that was connected before this page came: both are listened to.
 */
export const busStatusOfEvent: Readonly<Record<string, BusStatus>> = {
    "BUS:CONNECT": "online",
    "BUS:RECONNECT": "online",
    "BUS:RECONNECTING": "connecting",
    "BUS:DISCONNECT": "offline",
};
export const busStatusOfState: Readonly<Record<string, BusStatus>> = {
    CONNECTED: "online",
    CONNECTING: "connecting",
};
export const stateEvent = "BUS:WORKER_STATE_UPDATED";

/** Real-time hints over Odoo's bus, whose websocket all tabs and all of Odoo share. */
export class WebsocketBus implements ChatBus {
    private status: BusStatus = "connecting";
    private handlers: BusHandlers | null = null;
    private readonly cleanups: (() => void)[] = [];
    private hasWarned = false;
    /** By partner. */
    private readonly watched = new Map<number, { userId: UserId; busChannel: string }>();
    private followed: ReadonlySet<ChannelId> = new Set();

    constructor(private readonly service: BusService) {}

    start(handlers: BusHandlers): void {
        this.handlers = handlers;
        for (const [type, decode] of Object.entries(decoders)) {
            this.subscribe(type, (payload) => this.receive(type, decode, payload));
        }
        this.subscribe(resubscribeType, () => handlers.onResubscribe());
        this.subscribe(presenceType, (payload) => this.receivePresence(payload));
        for (const [name, status] of Object.entries(busStatusOfEvent)) {
            this.listen(name, () => this.setStatus(status));
        }
        this.listen(stateEvent, () => this.takeState());
        void this.connect();
    }

    resubscribe(): void {
        this.service.forceUpdateChannels();
    }

    watch(people: readonly WatchedPresence[]): void {
        for (const { userId, partnerId, busChannel } of people) {
            const before = this.watched.get(partnerId)?.busChannel;
            this.watched.set(partnerId, { userId, busChannel });
            // The name carries a permission that runs out: after some weeks there is another.
            if (before !== busChannel) {
                this.service.addChannel(busChannel);
                if (before !== undefined) {
                    this.service.deleteChannel(before);
                }
            }
        }
    }

    follow(channelIds: ReadonlySet<ChannelId>): void {
        for (const channelId of channelIds) {
            if (!this.followed.has(channelId)) {
                this.service.addChannel(`${openPrefix}${channelId}`);
            }
        }
        for (const channelId of this.followed) {
            if (!channelIds.has(channelId)) {
                this.service.deleteChannel(`${openPrefix}${channelId}`);
            }
        }
        this.followed = new Set(channelIds);
    }

    /** Stops listening. The websocket stays: it belongs to all of Odoo. */
    stop(): void {
        this.handlers = null;
        this.follow(new Set());
        this.watched.forEach(({ busChannel }) => this.service.deleteChannel(busChannel));
        this.watched.clear();
        this.cleanups.splice(0).forEach((cleanup) => cleanup());
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

    private receive(type: string, decode: (payload: unknown) => BusEvents, payload: unknown): void {
        let events: BusEvents;
        try {
            events = decode(payload);
        } catch (error) {
            this.warnOnce(type, error);
            return;
        }
        events.forEach((event) => this.handlers?.onEvent(event));
    }

    /** Odoo also tells of people whom only its own chat has asked about. */
    private receivePresence(payload: unknown): void {
        const news = decodePresenceNotification(payload);
        const person = news && this.watched.get(news.partnerId);
        if (news && person) {
            const { userId } = person;
            this.handlers?.onEvent({ kind: "presenceChanged", userId, presence: news.presence });
        }
    }

    /** `sync` brings what was in it; once is enough to tell that something is wrong. */
    private warnOnce(type: string, error: unknown): void {
        if (!this.hasWarned) {
            this.hasWarned = true;
            console.warn(`seitech_elearning: notification ${type} ignored:`, error);
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

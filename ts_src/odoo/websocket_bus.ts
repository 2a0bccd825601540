import type { BusHandlers, ChatBus, WatchedPresence } from "../engine/ports";
import type { ChannelId, UserId } from "../model/ids";
import { BusLink, type BusService, resubscribeType } from "./bus_link";
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

const decoders: Readonly<Record<string, (payload: unknown) => BusEvents>> = {
    "seitech.chat/new_message": decodeMessageNotification,
    "seitech.chat/message_updated": decodeMessageNotification,
    "seitech.chat/read": decodeReadNotification,
    "seitech.chat/membership": decodeMembershipNotification,
    "seitech.chat/channel": decodeChannelNotification,
    "seitech.chat/reaction": decodeReactionNotification,
    "seitech.chat/typing": (payload) => decodeTypingNotification(payload, Date.now()),
};
/** Odoo's own, about people whose presence somebody has asked for. */
const presenceType = "bus.bus/im_status_updated";
/** Tells the server which channels this person looks at without being in them. */
const openPrefix = "seitech.chat/open/";

/** Real-time hints over Odoo's bus, whose websocket all tabs and all of Odoo share. */
export class WebsocketBus implements ChatBus {
    private readonly link: BusLink;
    private handlers: BusHandlers | null = null;
    /** By partner. */
    private readonly watched = new Map<number, { userId: UserId; busChannel: string }>();
    private followed: ReadonlySet<ChannelId> = new Set();

    constructor(private readonly service: BusService) {
        this.link = new BusLink(service);
    }

    start(handlers: BusHandlers): void {
        this.handlers = handlers;
        for (const [type, decode] of Object.entries(decoders)) {
            this.link.subscribe(type, decode, (events) => this.tell(events));
        }
        this.link.subscribe(resubscribeType, String, () => handlers.onResubscribe());
        this.link.subscribe(presenceType, decodePresenceNotification, (news) =>
            this.tellPresence(news),
        );
        void this.link.connect((status) => this.handlers?.onStatus(status));
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
        this.link.release();
    }

    private tell(events: BusEvents): void {
        events.forEach((event) => this.handlers?.onEvent(event));
    }

    /** Odoo also tells of people whom only its own chat has asked about. */
    private tellPresence(news: ReturnType<typeof decodePresenceNotification>): void {
        const person = news && this.watched.get(news.partnerId);
        if (news && person) {
            const { userId } = person;
            this.handlers?.onEvent({ kind: "presenceChanged", userId, presence: news.presence });
        }
    }
}

import {
    ApiError,
    type BusHandlers,
    type ChatApi,
    type ChatBus,
    type Clock,
} from "../../ts_src/engine/ports";
import type { UserId } from "../../ts_src/model/ids";
import type { BusNotification, FakeServer } from "./fake_server";

/** What goes wrong, as shares of all requests or notifications; delays in milliseconds. */
export interface Faults {
    readonly maxDelay: number;
    readonly requestLoss: number;
    readonly replyLoss: number;
    readonly busLoss: number;
    readonly busRepeat: number;
}

export const noFaults: Faults = {
    maxDelay: 0,
    requestLoss: 0,
    replyLoss: 0,
    busLoss: 0,
    busRepeat: 0,
};

/** Odoo's bus worker waits this long before it (re-)subscribes. */
const subscribeDelay = 300;

/** Between one server and its clients: delays, drops, repeats and reorders. */
export class FakeNetwork {
    faults: Faults = noFaults;
    private readonly connections: FakeConnection[] = [];

    constructor(
        readonly server: FakeServer,
        readonly clock: Clock & { wait(milliseconds: number): Promise<void> },
        readonly random: () => number = () => 0,
    ) {
        server.onNotification = (notification) =>
            this.connections.forEach((connection) => connection.hear(notification));
    }

    connect(userId: UserId): FakeConnection {
        const connection = new FakeConnection(this, userId);
        this.connections.push(connection);
        return connection;
    }

    happens(share: number): boolean {
        return this.random() < share;
    }

    delay(): number {
        return Math.floor(this.random() * this.faults.maxDelay);
    }
}

/** One person's way to the server: the ports of one client. */
export class FakeConnection {
    /** Every request that reached the server, as "method argument". */
    readonly requests: string[] = [];
    /** Set to answer requests with an error instead of asking the server. */
    answer: ((method: string) => ApiError | null) | null = null;

    private isUp = true;
    private handlers: BusHandlers | null = null;
    private addresses = new Set<string>();
    private subscriptions = 0;

    constructor(
        private readonly network: FakeNetwork,
        private readonly userId: UserId,
    ) {}

    readonly api: ChatApi = {
        listChannels: (cursor) =>
            this.request(`list ${cursor}`, (server) => server.list(this.userId, cursor)),
        fetchChannel: (channelId) =>
            this.request(`fetch ${channelId}`, (server) => server.details(this.userId, channelId)),
        fetchMessages: (query) =>
            this.request(`messages ${query.channelId} ${query.beforeId ?? null}`, (server) =>
                server.page(this.userId, query),
            ),
        send: (message) =>
            this.request(`send ${message.content}`, (server) => server.post(this.userId, message)),
        createDirect: (peerId) =>
            this.request(`direct ${peerId}`, (server) => server.createDirect(this.userId, peerId)),
        markRead: (channelId, messageId) =>
            this.request(`read ${channelId} ${messageId}`, (server) =>
                server.markRead(this.userId, channelId, messageId),
            ),
        sync: (cursors) =>
            this.request(`sync ${[...cursors].map((it) => it.join(":")).join(" ")}`, (server) =>
                server.sync(this.userId, cursors),
            ),
    };

    readonly bus: ChatBus = {
        start: (handlers) => {
            this.handlers = handlers;
            this.goOnline();
        },
        resubscribe: () => this.subscribe(),
        stop: () => {
            this.handlers = null;
        },
    };

    /** Cuts the connection: no request gets through, no notification comes. */
    goDown(): void {
        this.isUp = false;
        this.addresses.clear();
        this.handlers?.onStatus("connecting");
    }

    goUp(): void {
        this.isUp = true;
        this.goOnline();
    }

    hear({ to, event }: BusNotification): void {
        const { faults } = this.network;
        if (!this.addresses.has(to) || this.network.happens(faults.busLoss)) {
            return;
        }
        this.deliver(event);
        if (this.network.happens(faults.busRepeat)) {
            this.deliver(event);
        }
    }

    /** How often the client has asked for a subscription. */
    get subscribed(): number {
        return this.subscriptions;
    }

    private deliver(event: BusNotification["event"]): void {
        this.network.clock.after(this.network.delay(), () => {
            if (!this.isUp) {
                return;
            }
            if (event === "resubscribe") {
                this.handlers?.onResubscribe();
            } else {
                this.handlers?.onEvent(event);
            }
        });
    }

    private goOnline(): void {
        this.handlers?.onStatus("online");
        this.subscribe();
    }

    private subscribe(): void {
        this.subscriptions += 1;
        this.network.clock.after(subscribeDelay, () => {
            if (this.isUp) {
                this.addresses = new Set(this.network.server.addresses(this.userId));
            }
        });
    }

    private async request<Result>(
        name: string,
        run: (server: FakeServer) => Result,
    ): Promise<Result> {
        const { network } = this;
        const { faults } = network;
        await this.travel();
        if (network.happens(faults.requestLoss)) {
            throw unreachable();
        }
        this.requests.push(name);
        const error = this.answer?.(name.split(" ")[0] ?? "");
        if (error) {
            throw error;
        }
        const result = run(network.server);
        await this.travel();
        if (network.happens(faults.replyLoss)) {
            throw unreachable();
        }
        return result;
    }

    private async travel(): Promise<void> {
        if (this.network.faults.maxDelay > 0) {
            await this.network.clock.wait(this.network.delay());
        }
        if (!this.isUp) {
            throw unreachable();
        }
    }
}

export function unreachable(retryAfter: number | null = null): ApiError {
    return new ApiError("unreachable", "The server cannot be reached.", "unreachable", retryAfter);
}

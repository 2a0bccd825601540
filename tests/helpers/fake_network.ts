import {
    ApiError,
    type BusHandlers,
    type ChatApi,
    type ChatBus,
    type Clock,
    type UploadSignal,
} from "../../ts_src/engine/ports";
import type { ChannelId, UserId } from "../../ts_src/model/ids";
import { fakeApi } from "./fake_api";
import type { BusNotification } from "./fake_channels";
import type { FakeServer } from "./fake_server";

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

    /** Milliseconds that an upload takes. */
    uploadTime = 0;
    /** How far the server's clock is ahead of this machine's. */
    serverAhead = 0;

    private isUp = true;
    private isBusUp = true;
    private handlers: BusHandlers | null = null;
    private addresses = new Set<string>();
    private readonly watched = new Set<string>();
    /** Channels that the client wants to hear of without being in them. */
    followed: ReadonlySet<ChannelId> = new Set();
    private onServerTime: (offset: number) => void = () => {};
    private subscriptions = 0;

    readonly api: ChatApi;

    constructor(
        private readonly network: FakeNetwork,
        private readonly userId: UserId,
    ) {
        this.api = fakeApi(
            userId,
            (name, run) => this.request(name, run),
            (onProgress, signal) => this.transfer(onProgress, signal),
            (run) => void (this.onServerTime = run),
        );
    }

    readonly bus: ChatBus = {
        start: (handlers) => {
            this.handlers = handlers;
            this.goOnline();
        },
        resubscribe: () => this.subscribe(),
        watch: (people) => people.forEach(({ busChannel }) => this.watched.add(busChannel)),
        follow: (channelIds) => {
            this.followed = channelIds;
            this.subscribe();
        },
        stop: () => {
            this.handlers = null;
        },
    };

    /** No websocket gets through any more, or does again; the API answers all the time. */
    setBus(isUp: boolean): void {
        this.isBusUp = isUp;
        this.addresses.clear();
        if (isUp) {
            this.goOnline();
        } else {
            this.handlers?.onStatus("connecting");
        }
    }

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
        if (!this.listensTo(to) || this.network.happens(faults.busLoss)) {
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

    private listensTo(to: string): boolean {
        return this.addresses.has(to) || (this.watched.has(to) && this.isUp && this.isBusUp);
    }

    private deliver(event: BusNotification["event"]): void {
        this.network.clock.after(this.network.delay(), () => {
            if (!this.isUp || !this.isBusUp) {
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
        if (!this.isBusUp || !this.isUp) {
            return;
        }
        this.handlers?.onStatus("online");
        this.subscribe();
    }

    private subscribe(): void {
        this.subscriptions += 1;
        this.network.clock.after(subscribeDelay, () => {
            if (this.isUp && this.isBusUp) {
                this.addresses = new Set(this.network.server.addresses(this.userId, this.followed));
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
        this.onServerTime(this.serverAhead);
        return result;
    }

    /** Reports four times on the way. */
    private async transfer(
        onProgress: (progress: number) => void,
        signal: UploadSignal,
    ): Promise<void> {
        for (let part = 1; part <= 4 && this.uploadTime > 0 && !signal.aborted; part += 1) {
            await this.network.clock.wait(this.uploadTime / 4);
            onProgress(part / 4);
        }
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

import { type Chat, createChat } from "../../ts_src/engine/create_chat";
import type { Attention, Keys } from "../../ts_src/engine/ports";
import type { ChannelId, ClientKey, UserId } from "../../ts_src/model/ids";
import type { Message } from "../../ts_src/model/records";
import { visibleMessages } from "../../ts_src/model/timeline";
import { noon } from "./builders";
import { type FakeConnection, FakeNetwork } from "./fake_network";
import { FakeServer } from "./fake_server";
import { ManualClock } from "./manual_clock";
import { seededRandom } from "./seeded_random";

/** Somebody who looks at the page, or not, as the test says. */
export class FakeAttention implements Attention {
    visible = true;
    private readonly runs: (() => void)[] = [];

    isVisible(): boolean {
        return this.visible;
    }

    onWake(run: () => void): void {
        this.runs.push(run);
    }

    wake(): void {
        this.runs.forEach((run) => run());
    }
}

/** Keys in order, and a steady random number. */
export class FakeKeys implements Keys {
    private made = 0;

    constructor(
        private readonly owner: string,
        private readonly uniform: () => number = () => 0.5,
    ) {}

    clientKey(): ClientKey {
        this.made += 1;
        return `${this.owner}-${this.made}` as ClientKey;
    }

    random(): number {
        return this.uniform();
    }
}

export interface Client {
    readonly chat: Chat;
    readonly connection: FakeConnection;
    readonly attention: FakeAttention;
}

/** A server with two people in one channel, and a clock that stands still. */
export class World {
    readonly clock = new ManualClock(noon);
    readonly server = new FakeServer(() => this.clock.now());
    readonly network: FakeNetwork;
    readonly ines = this.server.addUser("Ines Instructor");
    readonly sam = this.server.addUser("Sam Student");
    readonly channelId: ChannelId = this.server.addChannel([this.ines, this.sam]);
    private clients = 0;
    private posts = 0;

    constructor(seed = 1) {
        this.network = new FakeNetwork(this.server, this.clock, seededRandom(seed));
    }

    /** A client that is connected and has its channel list. */
    async client(userId: UserId = this.ines): Promise<Client> {
        const client = this.startClient(userId);
        await this.clock.advance(1_000);
        return client;
    }

    startClient(userId: UserId, random: () => number = () => 0.5): Client {
        const connection = this.network.connect(userId);
        const attention = new FakeAttention();
        this.clients += 1;
        const chat = createChat({
            self: { id: userId, name: "" },
            api: connection.api,
            bus: connection.bus,
            clock: this.clock,
            keys: new FakeKeys(`client${this.clients}`, random),
            attention,
            reactive: (target) => target,
        });
        chat.start();
        return { chat, connection, attention };
    }

    /** Somebody sends, from a client that works. */
    post(userId: UserId, content: string, channelId = this.channelId): Message {
        this.posts += 1;
        const clientKey = `post-${this.posts}` as ClientKey;
        return this.server.post(userId, { channelId, clientKey, content });
    }

    postMany(userId: UserId, count: number): void {
        for (let index = 1; index <= count; index += 1) {
            this.post(userId, `text ${index}`);
        }
    }
}

/** @returns What a client shows of a channel: what is written in the messages, top to bottom. */
export function shown({ chat }: Client, channelId: ChannelId): string[] {
    return visibleMessages(chat.state, channelId).map((message) => message.content);
}

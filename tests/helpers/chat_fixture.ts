import { type Chat, createChat } from "../../ts_src/engine/create_chat";
import type { MakeReactive } from "../../ts_src/engine/chat_store";
import type { ChannelId, ClientKey, UserId } from "../../ts_src/model/ids";
import type { Message } from "../../ts_src/model/records";
import { visibleMessages } from "../../ts_src/model/timeline";
import { noon } from "./builders";
import { FakeAttention, FakeBrowser, FakeKeys, FakeNotifier } from "./fake_browser";
import { type FakeConnection, FakeNetwork } from "./fake_network";
import { FakeServer } from "./fake_server";
import { ManualClock } from "./manual_clock";
import { seededRandom } from "./seeded_random";

export { FakeAttention, FakeBrowser, FakeKeys, FakeNotifier } from "./fake_browser";

export interface Client {
    readonly chat: Chat;
    readonly connection: FakeConnection;
    readonly attention: FakeAttention;
    readonly notifier: FakeNotifier;
    readonly browser: FakeBrowser;
}

/** How a client is to be started; what is left out is as usual. */
export interface ClientOptions {
    readonly name?: string;
    readonly random?: () => number;
    /** Another tab of the same browser shares it; a browser of its own unless given. */
    readonly browser?: FakeBrowser;
    readonly attention?: FakeAttention;
    readonly answer?: FakeConnection["answer"];
    readonly reactive?: MakeReactive;
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
    async client(userId: UserId = this.ines, options: ClientOptions = {}): Promise<Client> {
        const client = this.startClient(userId, options);
        await this.clock.advance(1_000);
        return client;
    }

    startClient(userId: UserId, options: ClientOptions = {}): Client {
        const connection = this.network.connect(userId);
        connection.answer = options.answer ?? null;
        const attention = options.attention ?? new FakeAttention();
        const browser = options.browser ?? new FakeBrowser();
        const notifier = new FakeNotifier();
        this.clients += 1;
        const chat = createChat({
            self: { id: userId, name: options.name ?? "" },
            api: connection.api,
            bus: connection.bus,
            clock: this.clock,
            keys: new FakeKeys(`client${this.clients}`, options.random),
            attention,
            outboxStore: browser.outboxStore(),
            shared: browser.shared(),
            locks: browser.locks(),
            notifier,
            reactive: options.reactive ?? ((target) => target),
        });
        chat.start();
        return { chat, connection, attention, notifier, browser };
    }

    /** Somebody sends, from a client that works. */
    post(
        userId: UserId,
        content: string,
        channelId = this.channelId,
        extra: Partial<Message> = {},
    ): Message {
        this.posts += 1;
        const clientKey = `post-${this.posts}` as ClientKey;
        const parentId = extra.parentId ?? null;
        const outgoing = { channelId, clientKey, content, parentId, attachments: [], extra: {} };
        return this.server.post(userId, outgoing, extra);
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

import { channelList, channelPreview, preferences } from "../../ts_src/model/channels";
import type { ChannelId, ClientKey, UserId } from "../../ts_src/model/ids";
import { activeMembers, readMark } from "../../ts_src/model/members";
import { pinnedMessages } from "../../ts_src/model/pins";
import { reactionGroups } from "../../ts_src/model/reactions";
import type { Message } from "../../ts_src/model/records";
import { visibleMessages } from "../../ts_src/model/timeline";
import { totalUnread, unreadCount } from "../../ts_src/model/unread";
import { type Client, FakeBrowser, World } from "./chat_fixture";
import { type Faults, noFaults } from "./fake_network";
import { seededRandom } from "./seeded_random";

const heavyFaults: Faults = {
    maxDelay: 900,
    requestLoss: 0.15,
    replyLoss: 0.15,
    busLoss: 0.25,
    busRepeat: 0.2,
};

/** How long a run is. */
export interface SimulationSize {
    readonly turns: number;
    /** Tabs, of 2 to 4. */
    readonly tabs: number;
    /** Compares the clients of all people with a new one, or those of one of them. */
    readonly compared: "all" | "one";
    /** Messages that are there before it begins; at most this many. */
    readonly history: number;
    /** Channels in a page of the list; there are two in all. */
    readonly listPageSize: 1 | 50;
}

/** A tab of a browser: when it is killed, another takes its place. */
interface Seat {
    readonly userId: UserId;
    readonly browser: FakeBrowser;
    client: Client;
}

/**
 * Three people, one of them with two tabs, on a network that delays, drops, repeats and
 * reorders, breaks down and comes back. They do whatever can be done. In the end, when the
 * network works again, each client has to know what a new one would be told, and everything
 * that was written has to be there: once, in the order it was written.
 */
export class Simulation {
    readonly world: World;
    private readonly random: () => number;
    private readonly seats: Seat[];
    private readonly people: readonly [UserId, UserId, UserId];
    private readonly channels: readonly [ChannelId, ChannelId];
    /** What each tab was told to be accepted; only where nobody is ever removed. */
    private readonly acceptedBy = new Map<string, ClientKey[]>();
    private written = 0;

    constructor(
        seed: number,
        private readonly size: SimulationSize,
    ) {
        this.world = new World(seed);
        this.random = seededRandom(seed + 1);
        const { server, ines, sam } = this.world;
        this.people = [ines, sam, server.addUser("Third")];
        this.channels = [this.world.channelId, server.addChannel(this.people)];
        server.listPageSize = size.listPageSize;
        this.world.postMany(sam, this.below(size.history));
        const shared = new FakeBrowser();
        const third = this.people[2];
        this.seats = [ines, sam, ines, third]
            .slice(0, size.tabs)
            .map((userId) => this.seat(userId, userId === ines ? shared : new FakeBrowser()));
    }

    async run(): Promise<void> {
        this.world.network.faults = heavyFaults;
        for (let turn = 0; turn < this.size.turns; turn += 1) {
            this.doSomething();
            await this.world.clock.advance(this.below(4_000));
        }
        this.world.network.faults = noFaults;
        this.seats.forEach(({ client }) => client.connection.goUp());
        // Retried, resubscribed, deleted for good; then everybody looks once more at what they
        // could not hear of while they subscribed.
        await this.world.clock.advance(8_000);
        this.seats.forEach(({ client }) => client.attention.wake());
        await this.world.clock.advance(2_000);
    }

    /** Compares every client with a new tab next to it: only that browser has what was refused. */
    async check(): Promise<void> {
        this.checkSent();
        const all = new Set(this.seats.map((seat) => seat.userId));
        const compared = this.size.compared === "all" ? all : [this.pick([...all])];
        for (const userId of compared) {
            const own = this.seats.filter((seat) => seat.userId === userId);
            const fresh = this.world.startClient(userId, { browser: this.pick(own).browser });
            // Looking at a channel marks it read; the comparison must not.
            fresh.attention.visible = false;
            await this.world.clock.advance(10);
            for (const { client } of own) {
                await this.compare(client, fresh);
            }
            fresh.chat.stop();
        }
    }

    private checkSent(): void {
        for (const { client, browser } of this.seats) {
            // What was written to people one was no longer with waits for the person.
            const waiting = [...client.chat.state.outbox.values(), ...browser.outbox.values()];
            const pending = waiting.filter(({ status }) => status === "pending");
            equal(pending, [], "nothing waits to be sent");
        }
        for (const [name, keys] of this.acceptedBy) {
            const channelId = Number(name.split(" ")[0]) as ChannelId;
            const stored = this.world.server
                .messages(channelId)
                .flatMap(({ clientKey }) =>
                    clientKey && keys.includes(clientKey) ? clientKey : [],
                );
            equal(stored, keys, "each is there once, in the order of one tab's writing");
        }
    }

    private async compare(client: Client, fresh: Client): Promise<void> {
        const total = ({ chat }: Client) => totalUnread(chat.state, this.world.clock.now());
        equal(total(client), total(fresh), "unread in all channels");
        await client.chat.actions.loadWholeList();
        await fresh.chat.actions.loadWholeList();
        equal(total(client), total(fresh), "unread in all channels, with all of them loaded");
        const ids = channelList(fresh.chat.state).map(({ id }) => id);
        equal(overview(client), overview(fresh), "channel list, unread and previews");
        for (const id of ids) {
            for (const { chat } of [fresh, client]) {
                await chat.actions.openChannel(id);
                await chat.actions.returnToNewest(id);
                await chat.actions.loadPins(id);
            }
            const expected = timeline(fresh, id);
            equal(timeline(client, id).slice(-expected.length), expected, `timeline of ${id}`);
            equal(details(client, id), details(fresh, id), `details of ${id}`);
        }
    }

    private seat(userId: UserId, browser: FakeBrowser): Seat {
        const client = this.world.startClient(userId, { browser, random: this.random });
        return { userId, browser, client };
    }

    private doSomething(): void {
        const seat = this.pick(this.seats);
        const channelId = this.pick(this.channels);
        const chance = this.random();
        if (chance < 0.3) {
            this.write(seat, channelId);
        } else if (chance < 0.55) {
            this.look(seat.client, channelId);
        } else if (chance < 0.8) {
            this.changeMessage(seat.client, channelId);
        } else if (chance < 0.95) {
            this.disturb(seat);
        } else {
            this.moveThird();
        }
    }

    private write({ client }: Seat, channelId: ChannelId): void {
        this.written += 1;
        const { actions, state } = client.chat;
        const parent = this.someMessage(client, channelId, () => true);
        if (parent && this.random() < 0.3) {
            actions.saveDraft(channelId, { replyToId: parent.id });
        }
        const isFirst = channelId === this.channels[0];
        const outcome = actions.sendMessage(channelId, `words ${this.written}`);
        // Where people are removed, a message may be refused: it then waits for the person.
        if (outcome.accepted && isFirst) {
            const tab = outcome.clientKey.split("-")[0] ?? "";
            const name = `${channelId} ${tab} ${state.self.id}`;
            this.acceptedBy.set(name, [...(this.acceptedBy.get(name) ?? []), outcome.clientKey]);
        }
    }

    private look(client: Client, channelId: ChannelId): void {
        const { actions } = client.chat;
        const some = this.someMessage(client, channelId, () => true);
        this.pick([
            () => void actions.openChannel(channelId),
            () => void actions.openWindow(channelId),
            () => actions.markRead(channelId),
            () => void actions.loadOlder(channelId),
            () => void actions.loadNewer(channelId),
            () => void (some && actions.loadAround(channelId, some.id)),
            () => void (some && actions.openThread(some.id)),
            () => void (some && actions.markUnread(some.id)),
            () => actions.noteTyping(channelId),
            () => void actions.loadPins(channelId),
            () => void actions.searchMessages("words", null),
        ])();
    }

    private changeMessage(client: Client, channelId: ChannelId): void {
        const { actions, state } = client.chat;
        const some = this.someMessage(client, channelId, ({ deleted }) => !deleted);
        const own = this.someMessage(client, channelId, (it) => it.author.id === state.self.id);
        this.pick([
            () => void (some && actions.toggleReaction(some.id, this.pick(["👍", "🎉"]))),
            () => void (some && actions.toggleReaction(some.id, "👍")),
            () => void (some && actions.pinMessage(some.id, this.random() < 0.6)),
            () => void (own && actions.editMessage(own.id, `edited ${this.below(1_000)}`)),
            () => void (own && actions.deleteMessage(own.id)),
            () => actions.undoDelete(),
            () => void actions.setPreferences(channelId, { pinned: this.random() < 0.5 }),
        ])();
    }

    private disturb(seat: Seat): void {
        const { connection, attention } = seat.client;
        this.pick([
            () => connection.goDown(),
            () => connection.goDown(),
            () => connection.goUp(),
            () => attention.wake(),
            () => this.killTab(seat),
        ])();
    }

    /** As when the browser crashes: nothing can be said any more; then it is opened again. */
    private killTab(seat: Seat): void {
        seat.client.chat.stop();
        seat.client = this.seat(seat.userId, seat.browser).client;
    }

    private moveThird(): void {
        const { server } = this.world;
        const third = this.people[2];
        const isIn = server.addresses(third).length > 1;
        const isWriting = this.seats.some(({ userId, client, browser }) => {
            return userId === third && client.chat.state.outbox.size + browser.outbox.size > 0;
        });
        if (!isIn) {
            server.join(this.channels[1], third);
        } else if (!isWriting) {
            server.leave(this.channels[1], third);
        }
    }

    private someMessage(
        client: Client,
        channelId: ChannelId,
        isWanted: (message: Message) => boolean,
    ): Message | null {
        const known = visibleMessages(client.chat.state, channelId).filter(isWanted);
        return known.length > 0 ? this.pick(known) : null;
    }

    private below(limit: number): number {
        return Math.floor(this.random() * limit);
    }

    private pick<Item>(items: readonly Item[]): Item {
        const item = items[this.below(items.length)];
        if (item === undefined) {
            throw new Error("Nothing to pick from");
        }
        return item;
    }
}

function overview({ chat: { state } }: Client): unknown {
    return channelList(state).map(({ id, name, memberCount, myRole }) => ({
        id,
        name,
        memberCount,
        myRole,
        unread: unreadCount(state, id),
        preview: channelPreview(state, id)?.text ?? null,
        isPinned: preferences(state, id).pinned,
    }));
}

function timeline({ chat: { state } }: Client, channelId: ChannelId): unknown[] {
    return visibleMessages(state, channelId).map((message) => ({
        id: message.id,
        content: message.content,
        parentId: message.parentId,
        deleted: message.deleted,
        edited: message.editedAt,
        pinned: message.pinnedAt,
        reactions: reactionGroups(state, message.id),
    }));
}

/** Who is in a channel, up to where they have read, and what is pinned. */
function details({ chat: { state } }: Client, channelId: ChannelId): unknown {
    return {
        people: activeMembers(state, channelId).map(({ userId, role }) => ({
            userId,
            role,
            mark: readMark(state, channelId, userId),
        })),
        pins: pinnedMessages(state, channelId).map(({ id }) => id),
    };
}

function equal(actual: unknown, expected: unknown, what: string): void {
    const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (left !== right) {
        throw new Error(`${what}\nis  ${left}\nnot ${right}`);
    }
}

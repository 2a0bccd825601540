import { createDesk, type Desk } from "../../../ts_src/engine/desk/create_desk";
import type {
    DeskApi,
    DeskBus,
    DeskBusHandlers,
    DeskMemory,
    NoteDraft,
} from "../../../ts_src/engine/desk/desk_ports";
import { ApiError } from "../../../ts_src/engine/ports";
import type { Support } from "../../../ts_src/model/desk/desk_state";
import type { ChannelId } from "../../../ts_src/model/ids";
import { FakeAttention, FakeBrowser, FakeKeys, FakeNotifier } from "../../helpers/fake_browser";
import { ManualClock } from "../../helpers/manual_clock";
import { ada, type DeskNews, FakeDeskServer } from "../../model/desk/fake_desk_server";

export const noAnswer = new ApiError("unreachable", "The server cannot be reached.", "unreachable");

/** The notes that one browser keeps; each desk is a tab. */
export class FakeMemory {
    readonly drafts = new Map<ChannelId, NoteDraft>();
    private readonly tabs = new Set<(channelId: ChannelId, draft: NoteDraft) => void>();

    tab(): DeskMemory {
        let own: ((channelId: ChannelId, draft: NoteDraft) => void) | null = null;
        return {
            loadNoteDrafts: () => new Map(this.drafts),
            saveNoteDraft: (channelId, draft) => {
                this.drafts.set(channelId, draft);
                [...this.tabs].filter((tab) => tab !== own).forEach((tab) => tab(channelId, draft));
            },
            start: (onNoteDraft) => {
                own = onNoteDraft;
                this.tabs.add(onNoteDraft);
            },
            stop: () => void (own && this.tabs.delete(own)),
        };
    }
}

/** What two tabs of one browser have in common. */
export interface Surroundings {
    readonly clock: ManualClock;
    readonly server: FakeDeskServer;
    readonly memory: FakeMemory;
    readonly browser: FakeBrowser;
}

export function surroundings(): Surroundings {
    const clock = new ManualClock(1_000_000);
    const server = new FakeDeskServer(() => clock.now());
    return { clock, server, memory: new FakeMemory(), browser: new FakeBrowser() };
}

/** Ada's desk, with what is around it in the test's hand. */
export class DeskWorld {
    readonly attention = new FakeAttention();
    readonly notifier = new FakeNotifier();
    readonly opened: ChannelId[] = [];
    /** The requests that were made, by name. */
    readonly asked: string[] = [];
    /** Requests by these names fail before they come to the server. */
    readonly down = new Set<string>();
    /** Of requests by these names the answer is lost. */
    readonly deaf = new Set<string>();
    isSoundOn = true;
    isBusUp = true;
    private handlers: DeskBusHandlers | null = null;
    private readonly gates = new Map<string, Promise<void>>();
    readonly desk: Desk;

    constructor(
        readonly around: Surroundings = surroundings(),
        name = "key",
    ) {
        const { clock, memory, browser, server } = around;
        const before = server.onNews;
        server.onNews = (news) => {
            before(news);
            this.hear(news);
        };
        this.desk = createDesk({
            self: { id: ada, name: "Ada Agent" },
            reactive: (target) => target,
            api: this.overNetwork(server.api(ada)),
            bus: this.bus(),
            memory: memory.tab(),
            screen: {
                isSoundOn: () => this.isSoundOn,
                waitingTitle: ({ visitorName }: Support) => `${visitorName} waits`,
                open: (channelId) => void this.opened.push(channelId),
            },
            clock,
            keys: new FakeKeys(name),
            attention: this.attention,
            locks: browser.locks(),
            notifier: this.notifier,
        });
    }

    get state(): Desk["state"] {
        return this.desk.state;
    }

    async start(): Promise<this> {
        this.desk.start();
        await this.around.clock.advance(0);
        this.asked.length = 0;
        return this;
    }

    /** Lets requests of a name wait until the function that is returned is called. */
    hold(name: string): () => void {
        let open = (): void => undefined;
        this.gates.set(name, new Promise((resolve) => (open = resolve)));
        return () => {
            this.gates.delete(name);
            open();
        };
    }

    reconnect(): void {
        this.handlers?.onReconnect();
    }

    hear(news: DeskNews): void {
        if (!this.isBusUp) {
            return;
        }
        switch (news.kind) {
            case "support":
                return this.handlers?.onSupport(news.support);
            case "note":
                return this.handlers?.onNote(news.note);
            case "agent":
                return this.handlers?.onAgent(news.agent);
        }
    }

    private bus(): DeskBus {
        return {
            start: (handlers) => void (this.handlers = handlers),
            stop: () => void (this.handlers = null),
        };
    }

    private overNetwork(api: DeskApi): DeskApi {
        return new Proxy(api, {
            get:
                (_, name: keyof DeskApi) =>
                (...parameters: unknown[]) =>
                    this.send(name, () =>
                        (api[name] as (...all: unknown[]) => Promise<unknown>)(...parameters),
                    ),
        });
    }

    private async send(name: string, run: () => Promise<unknown>): Promise<unknown> {
        this.asked.push(name);
        await this.gates.get(name);
        if (this.down.has(name)) {
            throw noAnswer;
        }
        const answer = await run();
        if (this.deaf.has(name)) {
            throw noAnswer;
        }
        return answer;
    }
}

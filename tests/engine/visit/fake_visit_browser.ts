import { createVisit, type VisitClient } from "../../../ts_src/engine/visit/create_visit";
import type { ChallengeSolver } from "../../../ts_src/engine/visit/ports/challenge";
import type { KeptText, KeptVisit } from "../../../ts_src/engine/visit/ports/records";
import type { VisitStorage, VisitStorageChange } from "../../../ts_src/engine/visit/ports/storage";
import type { VisitSurroundings } from "../../../ts_src/engine/visit/visit_ports";
import type { ChannelId, ClientKey, MessageId, UserId } from "../../../ts_src/model/ids";
import { noDraft } from "../../../ts_src/model/visit/visit_records";
import type { VisitDraft } from "../../../ts_src/model/visit/visit_state";
import { FakeAttention, FakeBrowser, FakeKeys } from "../../helpers/fake_browser";
import { ManualClock } from "../../helpers/manual_clock";
import { type FakeVisitLine, FakeVisitNetwork } from "./fake_visit_network";
import { FakeVisitServer } from "./fake_visit_server";

type Change = (change: VisitStorageChange) => void;

/** What the tabs of a visitor's browser share, and what outlives them. */
export class FakeVisitBrowser {
    visit: KeptVisit | null = null;
    isOpen = false;
    isSoundOn = true;
    draft: VisitDraft = noDraft;
    readonly texts = new Map<ClientKey, KeptText>();
    readonly marks = new Map<ChannelId, MessageId>();
    readonly linkKeys = new Map<string, ClientKey>();
    readonly locks = new FakeBrowser();
    private readonly tabs = new Set<Change>();

    constructor(private readonly clock: ManualClock) {}

    /** @returns The storage of one tab; copies go in and out, and the others hear of it later. */
    storage(): VisitStorage {
        let own: Change = () => {};
        const tell = (change: VisitStorageChange): void => {
            const others = [...this.tabs].filter((tab) => tab !== own);
            others.forEach((tab) =>
                this.clock.after(1, () => (this.tabs.has(tab) ? tab(change) : undefined)),
            );
        };
        const put = (change: VisitStorageChange, run: () => void): void => {
            run();
            tell(change);
        };
        return {
            loadVisit: () => structuredClone(this.visit),
            saveVisit: (visit) => put("visit", () => (this.visit = structuredClone(visit))),
            loadOpen: () => this.isOpen,
            saveOpen: (isOpen) => void (this.isOpen = isOpen),
            loadDraft: () => structuredClone(this.draft),
            saveDraft: (draft) => put("draft", () => (this.draft = structuredClone(draft))),
            loadTexts: () =>
                [...this.texts.values()]
                    .map((text) => structuredClone(text))
                    .sort(
                        (a, b) => a.createdAt - b.createdAt || (a.clientKey < b.clientKey ? -1 : 1),
                    ),
            putText: (text) =>
                put("texts", () => this.texts.set(text.clientKey, structuredClone(text))),
            removeText: (clientKey) => put("texts", () => this.texts.delete(clientKey)),
            loadRead: (channelId) => this.marks.get(channelId) ?? null,
            saveRead: (channelId, messageId) =>
                put("read", () => this.marks.set(channelId, messageId)),
            linkKey: (ticket, makeKey) => {
                const key = this.linkKeys.get(ticket) ?? makeKey();
                this.linkKeys.set(ticket, key);
                return key;
            },
            loadSound: () => this.isSoundOn,
            saveSound: (isOn) => put("sound", () => (this.isSoundOn = isOn)),
            start: (onChange) => {
                own = onChange;
                this.tabs.add(onChange);
            },
            stop: () => void this.tabs.delete(own),
        };
    }
}

/** The page around the widget, as the test says. */
export class FakeSurroundings implements VisitSurroundings {
    hash: string | null = null;
    sounds = 0;

    language = (): string => "fr-FR";
    address = (): string => "https://www.example.com/shop";
    referrer = (): string => "https://search.example.com/";
    timeZone = (): string => "Europe/Paris";
    ticket = (): string | null => this.hash;
    forgetTicket = (): void => void (this.hash = null);
    playSound = (): void => void (this.sounds += 1);
}

/** A page of a visitor. */
export interface Tab {
    readonly client: VisitClient;
    readonly line: FakeVisitLine;
    readonly attention: FakeAttention;
    readonly surroundings: FakeSurroundings;
}

/** One server, one visitor's browser, and time. */
export class VisitWorld {
    readonly clock = new ManualClock(1_000_000);
    readonly server = new FakeVisitServer();
    readonly network: FakeVisitNetwork;
    browser: FakeVisitBrowser;
    /** Nobody is human, unless the test says so. */
    challenges: ChallengeSolver = { solve: () => Promise.reject(new Error("Blocked")) };
    private tabs = 0;

    constructor(private readonly random: () => number = () => 0.5) {
        this.network = new FakeVisitNetwork(this.server, this.clock, random);
        this.browser = new FakeVisitBrowser(this.clock);
    }

    /** @returns A page that has loaded the widget. */
    tab(options: { userId?: UserId; ticket?: string; down?: boolean } = {}): Tab {
        this.tabs += 1;
        const line = this.network.connect();
        const attention = new FakeAttention();
        const surroundings = new FakeSurroundings();
        surroundings.hash = options.ticket ?? null;
        if (options.down) {
            line.goDown();
        }
        const client = createVisit({
            api: line.api,
            bus: line.bus,
            storage: this.browser.storage(),
            surroundings,
            clock: this.clock,
            keys: new FakeKeys(`tab${this.tabs}`, this.random),
            attention,
            locks: this.browser.locks.locks(),
            challenges: { solve: (...asked) => this.challenges.solve(...asked) },
            userId: options.userId ?? null,
            reactive: (target) => target,
        });
        client.start();
        return { client, line, attention, surroundings };
    }

    /** Types a text and sends it, and gives everything time to happen. */
    async say({ client }: Tab, text: string): Promise<void> {
        client.actions.saveDraft({ text });
        void client.actions.send();
        await this.clock.advance(100);
    }

    /** @returns A page with a conversation that has begun, and which one it is. */
    async begin(): Promise<{ tab: Tab; channelId: ChannelId }> {
        const tab = this.tab();
        tab.client.actions.open();
        await this.say(tab, "Hello");
        const channelId = [...this.server.rooms.keys()].at(-1);
        if (channelId === undefined) {
            throw new Error("No conversation has begun");
        }
        return { tab, channelId };
    }
}

import type {
    Attention,
    ChatNotification,
    Keys,
    Locks,
    Notifier,
    OutboxStore,
    SharedState,
    TabEvent,
    TabHandlers,
} from "../../ts_src/engine/ports";
import type { ChannelId, ClientKey, UploadId } from "../../ts_src/model/ids";
import type { Draft, NotificationConsent, OutboxItem, Stage } from "../../ts_src/model/state";

/** Somebody who looks at the page, or not, as the test says. */
export class FakeAttention implements Attention {
    visible = true;
    /** Null: as visible. */
    attentive: boolean | null = null;
    networkUp = true;
    private readonly wakeRuns: (() => void)[] = [];
    private readonly leaveRuns: (() => void)[] = [];

    isVisible(): boolean {
        return this.visible;
    }

    isAttentive(): boolean {
        return this.attentive ?? this.visible;
    }

    isNetworkUp(): boolean {
        return this.networkUp;
    }

    onWake(run: () => void): void {
        this.wakeRuns.push(run);
    }

    onLeave(run: () => void): void {
        this.leaveRuns.push(run);
    }

    wake(): void {
        this.wakeRuns.forEach((run) => run());
    }

    leave(): void {
        this.leaveRuns.forEach((run) => run());
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
        return this.next() as ClientKey;
    }

    uploadId(): UploadId {
        return this.next() as UploadId;
    }

    random(): number {
        return this.uniform();
    }

    private next(): string {
        this.made += 1;
        return `${this.owner}-${this.made}`;
    }
}

/** What the person has seen and heard outside of the page. */
export class FakeNotifier implements Notifier {
    granted: NotificationConsent = "unasked";
    count = 0;
    sounds = 0;
    readonly shown: { readonly notification: ChatNotification; readonly click: () => void }[] = [];

    consent(): NotificationConsent {
        return this.granted;
    }

    ask(): Promise<NotificationConsent> {
        this.granted = "granted";
        return Promise.resolve(this.granted);
    }

    setOff(isOff: boolean): NotificationConsent {
        this.granted = isOff ? "off" : "granted";
        return this.granted;
    }

    show(notification: ChatNotification, click: () => void): void {
        this.shown.push({ notification, click });
    }

    playSound(): void {
        this.sounds += 1;
    }

    showCount(count: number): void {
        this.count = count;
    }
}

/** One browser of one person: what its tabs share, and what outlives them. */
export class FakeBrowser {
    readonly outbox = new Map<ClientKey, OutboxItem>();
    readonly drafts = new Map<ChannelId, Draft>();
    stage: Stage | null = null;
    isSoundOn = true;
    private readonly tabs = new Set<TabHandlers>();
    private readonly turns = new Map<string, Promise<void>>();
    private readonly claims = new Set<string>();

    /** @returns The store of one tab; copies go in and out, as in a real one. */
    outboxStore(): OutboxStore {
        return {
            load: () => Promise.resolve([...this.outbox.values()].map((it) => structuredClone(it))),
            put: (item) => Promise.resolve(void this.outbox.set(item.clientKey, copy(item))),
            remove: (clientKey) => Promise.resolve(void this.outbox.delete(clientKey)),
        };
    }

    /** @returns The shared state as one tab has it. */
    shared(): SharedState {
        let own: TabHandlers | null = null;
        const others = () => [...this.tabs].filter((tab) => tab !== own);
        return {
            loadDrafts: () => new Map(this.drafts),
            saveDraft: (channelId, draft) => {
                this.drafts.set(channelId, copy(draft));
                others().forEach((tab) => tab.onDraft(channelId, copy(draft)));
            },
            loadStage: () => this.stage,
            saveStage: (stage) => void (this.stage = copy(stage)),
            loadSound: () => this.isSoundOn,
            saveSound: (isOn) => void (this.isSoundOn = isOn),
            tell: (event: TabEvent) => others().forEach((tab) => tab.onEvent(copy(event))),
            start: (handlers) => {
                own = handlers;
                this.tabs.add(handlers);
            },
            stop: () => void (own && this.tabs.delete(own)),
        };
    }

    /** @returns The locks as one tab has them. */
    locks(): Locks {
        return {
            hold: (name, task) => {
                const turn = (this.turns.get(name) ?? Promise.resolve()).then(task);
                this.turns.set(
                    name,
                    turn.catch(() => {}),
                );
                return turn;
            },
            claim: (name) => {
                const isFirst = !this.claims.has(name);
                this.claims.add(name);
                return Promise.resolve(isFirst);
            },
        };
    }
}

/** As what is stored or told is copied: fails where a browser would. */
function copy<T>(value: T): T {
    return structuredClone(value);
}

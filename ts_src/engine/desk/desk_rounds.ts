import type { QueueName } from "../../model/desk/desk_state";
import { isComplete } from "../../model/desk/desk_queues";
import type { ChannelId, Timestamp } from "../../model/ids";
import type { Timer } from "../ports";
import { refreshPerson } from "./actions/load_request";
import { quietly } from "./desk_attempt";
import type { DeskContext } from "./desk_context";
import type { NoteReader } from "./note_reader";
import type { QueueLoader } from "./queue_loader";
import type { WaitingTeller } from "./waiting_teller";

const interval = 60_000;
/** So that the agents of one server do not all ask at the same moment. */
const spread = 10_000;
/** Colleagues come and go without a word; so often it is asked how it stands. */
const setupInterval = 300_000;
/** How many of the conversations opened last are caught up with. */
const mostRecent = 10;

/** Makes sure that nothing was missed: now and then while somebody looks, and on reconnecting. */
export class DeskRounds {
    private timer: Timer | null = null;
    private isStopped = false;
    private roundAt: Timestamp = 0;
    private setupAt: Timestamp = 0;
    private recent: readonly ChannelId[] = [];

    constructor(
        private readonly context: DeskContext,
        private readonly queues: QueueLoader,
        private readonly notes: NoteReader,
        private readonly teller: WaitingTeller,
    ) {}

    /** Loads everything for the first time, and goes on. */
    start(): void {
        this.context.attention.onWake(() => this.wake());
        void this.round();
        this.plan();
    }

    stop(): void {
        this.isStopped = true;
        this.timer?.cancel();
    }

    /** A conversation was opened. */
    note(channelId: ChannelId): void {
        const others = this.recent.filter((id) => id !== channelId);
        this.recent = [channelId, ...others].slice(0, mostRecent);
    }

    /** Looks everything up that may have changed unheard. */
    async catchUp(): Promise<void> {
        this.roundAt = this.context.clock.now();
        await Promise.all([this.loadSetup(), this.reloadWaiting()]);
        for (const queue of ["mine", "assigned", "closed"] as const) {
            if (this.context.store.state.queues[queue].isLoaded) {
                await this.queues.reload(queue);
            }
        }
        for (const channelId of this.recent) {
            await refreshPerson(this.context, channelId);
            await quietly(() => this.notes.catchUp(channelId));
        }
    }

    private plan(): void {
        const { clock, keys, attention } = this.context;
        const delay = interval + spread * (2 * keys.random() - 1);
        this.timer = clock.after(delay, () => {
            if (attention.isVisible()) {
                void this.round();
            }
            this.plan();
        });
    }

    /** The first page of who waits brings the counts of all. */
    private async round(): Promise<void> {
        const now = this.context.clock.now();
        this.roundAt = now;
        const isSetupDue = !this.context.store.state.setup || now - this.setupAt >= setupInterval;
        await Promise.all([isSetupDue ? this.loadSetup() : null, this.reloadWaiting()]);
        if (this.isOutdated("mine")) {
            await this.queues.reload("mine");
        }
        if (this.context.store.state.queues.assigned.isLoaded && this.isOutdated("assigned")) {
            await this.queues.reload("assigned");
        }
    }

    private isOutdated(queue: Exclude<QueueName, "waiting" | "closed">): boolean {
        const { queues, counted } = this.context.store.state;
        return !isComplete(queues[queue]) || counted[queue] !== queues[queue].channelIds.length;
    }

    private async loadSetup(): Promise<void> {
        const { api, store, clock } = this.context;
        await quietly(async () => {
            store.dispatch({ kind: "setupLoaded", setup: await api.fetchSetup() });
            this.setupAt = clock.now();
        });
    }

    /** The bus may have lost that somebody came. */
    private async reloadWaiting(): Promise<void> {
        const { state } = this.context.store;
        const wasLoaded = state.queues.waiting.isLoaded;
        const before = new Map(state.supports);
        await this.queues.reload("waiting");
        if (wasLoaded && !this.isStopped) {
            for (const channelId of state.queues.waiting.channelIds) {
                const support = state.supports.get(channelId);
                if (support) {
                    this.teller.consider(support, before.get(channelId));
                }
            }
        }
    }

    private wake(): void {
        const { attention, clock } = this.context;
        const isDue = clock.now() - this.roundAt >= interval;
        if (!this.isStopped && attention.isVisible() && isDue) {
            void this.round();
        }
    }
}

import type { ChannelId, Timestamp } from "../model/ids";
import type { ChatContext } from "./chat_context";
import { expectApiError } from "./failures";

/** The server answers for so many channels in one call. */
const batchSize = 100;
/** The bus tells what changes; this often it is made sure that nothing was missed. */
const refreshInterval = 300_000;

/** Knows who is there, of those whom person channels are with. */
export class PresenceWatch {
    private readonly watched = new Set<ChannelId>();
    private refreshedAt: Timestamp | null = null;

    constructor(private readonly context: ChatContext) {}

    /** Finds out who is there in channels that are not watched yet, and goes on watching. */
    async watch(channelIds: readonly ChannelId[]): Promise<void> {
        const added = channelIds.filter((id) => !this.watched.has(id) && this.hasPeer(id));
        added.forEach((id) => this.watched.add(id));
        await this.ask(added);
    }

    /** Watches every listed channel that is with one person. */
    watchListed(): Promise<void> {
        return this.watch([...this.context.store.state.channels.keys()]);
    }

    /** Asks for everybody again, as after a time of hearing nothing. */
    async refresh(): Promise<void> {
        this.refreshedAt = this.context.clock.now();
        const { channels } = this.context.store.state;
        await this.ask([...this.watched].filter((id) => channels.has(id)));
    }

    /** Asks again if it has not been done for a while. */
    async refreshNowAndThen(): Promise<void> {
        const now = this.context.clock.now();
        this.refreshedAt ??= now;
        if (now - this.refreshedAt >= refreshInterval) {
            await this.refresh();
        }
    }

    private hasPeer(channelId: ChannelId): boolean {
        const peerId = this.context.store.state.channels.get(channelId)?.peerId ?? null;
        return peerId !== null;
    }

    private async ask(channelIds: readonly ChannelId[]): Promise<void> {
        for (let start = 0; start < channelIds.length; start += batchSize) {
            const batch = channelIds.slice(start, start + batchSize);
            if (!(await this.askSome(batch))) {
                // Asked for again with the next page of the list, or the next round.
                channelIds.slice(start).forEach((id) => this.watched.delete(id));
                return;
            }
        }
    }

    private async askSome(channelIds: readonly ChannelId[]): Promise<boolean> {
        const { api, bus, store } = this.context;
        try {
            const people = await api.fetchPresences(channelIds);
            bus.watch(people);
            store.dispatch(
                ...people.map(({ userId, presence }) => ({
                    kind: "presenceChanged" as const,
                    userId,
                    presence,
                })),
            );
            return true;
        } catch (caught) {
            expectApiError(caught);
            return false;
        }
    }
}

import type { QueueName, Support } from "../../model/desk/desk_state";
import { attempt, quietly } from "./desk_attempt";
import type { DeskContext } from "./desk_context";

/** Loads the queues, a page at a time; of each queue one page at any moment. */
export class QueueLoader {
    private readonly flights = new Map<QueueName, Promise<void>>();

    constructor(private readonly context: DeskContext) {}

    /** Loads a queue (again), or its next page; does nothing while that is under way. */
    async load(queue: QueueName, more: boolean): Promise<void> {
        const { nextCursor } = this.context.store.state.queues[queue];
        if (!this.flights.has(queue) && (!more || nextCursor !== null)) {
            await attempt(this.context, () => this.fly(queue, more ? nextCursor : null));
        }
    }

    /**
     * Loads the first page again, as nobody has asked for. What is under way is waited for: it
     * may have been asked before that happened which this is to find out.
     */
    async reload(queue: QueueName): Promise<void> {
        for (let flight = this.flights.get(queue); flight; flight = this.flights.get(queue)) {
            await quietly(() => flight);
        }
        await quietly(() => this.fly(queue, null));
    }

    private fly(queue: QueueName, cursor: number | null): Promise<void> {
        const flight = this.fetchPage(queue, cursor).finally(() => this.flights.delete(queue));
        this.flights.set(queue, flight);
        return flight;
    }

    private async fetchPage(queue: QueueName, cursor: number | null): Promise<void> {
        const { api, store } = this.context;
        store.dispatch({ kind: "queueLoading", queue });
        const { queues, supports } = store.state;
        const known = queues[queue].channelIds
            .map((channelId) => supports.get(channelId))
            .filter((support): support is Support => support !== undefined);
        try {
            const page = await api.fetchQueue(queue, cursor);
            store.dispatch({ kind: "queueLoaded", queue, cursor, known, page });
        } catch (error) {
            store.dispatch({ kind: "queueFailed", queue });
            throw error;
        }
    }
}

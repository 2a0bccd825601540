import { apply } from "../model/apply";
import type { ChatEvent } from "../model/events";
import type { CurrentUser } from "../model/records";
import { createChatState, type ChatState, type WritableChatState } from "../model/state";

/** Makes an object tell its readers about changes: OWL's `reactive`, or nothing in tests. */
export type MakeReactive = <T extends object>(target: T) => T;

/** Grows with everything that happens. */
export interface Changes {
    readonly count: number;
}

/** Holds the state; `dispatch` is the only way to change it. */
export class ChatStore {
    private readonly writable: WritableChatState;
    private readonly listeners: (() => void)[] = [];
    /**
     * For readers of nearly everything: to subscribe to this and look at the bare state costs a
     * fraction of subscribing to each of thousands of records.
     */
    readonly changes: Changes;
    private readonly counter: { count: number };
    private isClosed = false;

    constructor(self: CurrentUser, makeReactive: MakeReactive) {
        this.writable = makeReactive(createChatState(self));
        this.counter = makeReactive({ count: 0 });
        this.changes = this.counter;
    }

    get state(): ChatState {
        return this.writable;
    }

    /** Applies events one after another. Does nothing once closed. */
    dispatch(...events: readonly ChatEvent[]): void {
        if (this.isClosed) {
            return;
        }
        for (const event of events) {
            apply(this.writable, event);
        }
        this.counter.count += 1;
        this.listeners.forEach((run) => run());
    }

    /** Calls `run` after every dispatch; it may dispatch as well, but not for ever. */
    onDispatch(run: () => void): void {
        this.listeners.push(run);
    }

    /** Late replies change nothing any more. */
    close(): void {
        this.isClosed = true;
    }
}

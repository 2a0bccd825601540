import { apply } from "../model/apply";
import type { ChatEvent } from "../model/events";
import type { CurrentUser } from "../model/records";
import { createChatState, type ChatState, type WritableChatState } from "../model/state";

/** Makes an object tell its readers about changes: OWL's `reactive`, or nothing in tests. */
export type MakeReactive = <T extends object>(target: T) => T;

/** Holds the state; `dispatch` is the only way to change it. */
export class ChatStore {
    private readonly writable: WritableChatState;
    private isClosed = false;

    constructor(self: CurrentUser, makeReactive: MakeReactive) {
        this.writable = makeReactive(createChatState(self));
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
    }

    /** Late replies change nothing any more. */
    close(): void {
        this.isClosed = true;
    }
}

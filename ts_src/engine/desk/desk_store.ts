import { applyDesk } from "../../model/desk/apply_desk";
import type { DeskEvent } from "../../model/desk/desk_events";
import { createDeskState, type WritableDeskState } from "../../model/desk/writable_desk_state";
import type { UserId } from "../../model/ids";
import type { MakeReactive } from "../chat_store";

/** Holds the state of a desk; `dispatch` is the only way to change it. */
export class DeskStore {
    private readonly writable: WritableDeskState;
    private isClosed = false;

    constructor(selfId: UserId, makeReactive: MakeReactive) {
        this.writable = makeReactive(createDeskState(selfId));
    }

    get state(): Readonly<WritableDeskState> {
        return this.writable;
    }

    /** Applies events one after another. Does nothing once closed. */
    dispatch(...events: readonly DeskEvent[]): void {
        if (!this.isClosed) {
            events.forEach((event) => applyDesk(this.writable, event));
        }
    }

    /** Late replies change nothing any more. */
    close(): void {
        this.isClosed = true;
    }
}

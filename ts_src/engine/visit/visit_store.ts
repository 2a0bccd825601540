import { applyVisit } from "../../model/visit/apply_visit";
import type { VisitEvent } from "../../model/visit/visit_events";
import { createVisitState, type WritableVisitState } from "../../model/visit/visit_records";
import type { MakeReactive } from "../chat_store";

/** Holds what a visitor's browser knows; `dispatch` is the only way to change it. */
export class VisitStore {
    private readonly writable: WritableVisitState;
    private closed = false;

    constructor(makeReactive: MakeReactive) {
        this.writable = makeReactive(createVisitState());
    }

    get state(): Readonly<WritableVisitState> {
        return this.writable;
    }

    /** Late replies change nothing any more. */
    get isClosed(): boolean {
        return this.closed;
    }

    /** Applies events one after another. Does nothing once closed. */
    dispatch(...events: readonly VisitEvent[]): void {
        if (!this.closed) {
            events.forEach((event) => applyVisit(this.writable, event));
        }
    }

    close(): void {
        this.closed = true;
    }
}

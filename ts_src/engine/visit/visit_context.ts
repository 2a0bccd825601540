import type { VisitPorts } from "./visit_ports";
import type { VisitStore } from "./visit_store";

/** What every part of the visitor's side works with. */
export interface VisitContext extends VisitPorts {
    readonly store: VisitStore;
}

/**
 * Under this lock tabs take turns at whatever must not be done twice, and must not be done while
 * the token is being replaced.
 */
export const turn = "visit";

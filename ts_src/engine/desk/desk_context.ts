import type { DeskPorts } from "./desk_ports";
import type { DeskStore } from "./desk_store";

/** What every use case of the desk works with. */
export interface DeskContext extends DeskPorts {
    readonly store: DeskStore;
}

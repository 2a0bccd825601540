import type { ChannelId, Rev, UserId } from "../ids";
import type { Failure } from "../records";
import type {
    DeskSetup,
    DeskState,
    Note,
    Queue,
    QueueCount,
    QueueName,
    Support,
    SupportPerson,
} from "./desk_state";

/** What `applyDesk` writes, and nobody else. */
export interface WritableDeskState extends DeskState {
    setup: DeskSetup | null;
    readonly supports: Map<ChannelId, Support>;
    readonly queues: Record<QueueName, Queue>;
    readonly counts: Record<QueueCount, number>;
    readonly notes: Map<ChannelId, readonly Note[]>;
    readonly persons: Map<ChannelId, SupportPerson>;
    readonly noteDrafts: Map<ChannelId, string>;
    notice: Failure | null;

    readonly selfId: UserId;
    /** Requests that the server no longer had in the queue where they are up to this revision. */
    readonly left: Map<ChannelId, Rev>;
    /** The server's last count, and what has changed since: for queues not known as a whole. */
    readonly counted: Record<QueueCount, number>;
}

const untold: Queue = { channelIds: [], isLoaded: false, isLoading: false, nextCursor: null };

/** @param selfId The agent in front of this screen. */
export function createDeskState(selfId: UserId): WritableDeskState {
    return {
        setup: null,
        supports: new Map(),
        queues: { waiting: untold, mine: untold, assigned: untold, closed: untold },
        counts: { waiting: 0, mine: 0, assigned: 0 },
        notes: new Map(),
        persons: new Map(),
        noteDrafts: new Map(),
        notice: null,
        selfId,
        left: new Map(),
        counted: { waiting: 0, mine: 0, assigned: 0 },
    };
}

import type { ChannelId, UserId } from "../../model/ids";
import type { AgentState, DeskState, QueueName } from "../../model/desk/desk_state";

/** What an agent can do. None of them rejects: what goes wrong is the state's `notice`. */
export interface DeskActions {
    /** Loads a queue, or its next page; does nothing while that is under way. */
    loadQueue(queue: QueueName, more?: boolean): Promise<void>;
    /** Loads the notes and the person beside a conversation. */
    openRequest(channelId: ChannelId): Promise<void>;
    /** @returns Whether it is the agent's now; if a colleague was first, the notice names them. */
    claim(channelId: ChannelId): Promise<boolean>;
    /** Gives the request back to the queue. */
    release(channelId: ChannelId): Promise<void>;
    transfer(channelId: ChannelId, target: TransferTarget, note: string): Promise<boolean>;
    setTags(channelId: ChannelId, tagIds: readonly number[]): Promise<void>;
    saveNoteDraft(channelId: ChannelId, text: string): void;
    /** Sends the note's draft; it stays where it is if the server says no. */
    addNote(channelId: ChannelId): Promise<void>;
    block(channelId: ChannelId, hours: number): Promise<void>;
    unblock(channelId: ChannelId): Promise<void>;
    markSpam(channelId: ChannelId): Promise<void>;
    /** Lets the visitor send files, or no longer. */
    allowFiles(channelId: ChannelId, isAllowed: boolean): Promise<void>;
    setAvailability(state: AgentState): Promise<void>;
    putNoticeAway(): void;
}

export type TransferTarget = { readonly userId: UserId } | { readonly teamId: number };

/** What the components of the desk get. */
export interface DeskView {
    readonly state: DeskState;
    readonly actions: DeskActions;
}

import type { QueuePage } from "../../model/desk/desk_events";
import type {
    Agent,
    AgentState,
    DeskSetup,
    Note,
    QueueName,
    Support,
    SupportPerson,
} from "../../model/desk/desk_state";
import type { ChannelId, ClientKey, Rev, Timestamp } from "../../model/ids";
import type { Attention, Clock, Keys, Locks, Notifier } from "../ports";
import type { TransferTarget } from "./desk_actions";

/** The server, as agents use it. Every method rejects with `ApiError` and nothing else. */
export interface DeskApi {
    fetchSetup(): Promise<DeskSetup>;
    /** @param cursor `nextCursor` of the page before; null for the first one. */
    fetchQueue(queue: QueueName, cursor: number | null): Promise<QueuePage>;
    /** Code "already_claimed" if a colleague was first; the message names them. */
    claim(channelId: ChannelId): Promise<Support>;
    release(channelId: ChannelId): Promise<Support>;
    transfer(channelId: ChannelId, target: TransferTarget, note: string | null): Promise<Support>;
    setTags(channelId: ChannelId, tagIds: readonly number[]): Promise<Support>;
    fetchPerson(channelId: ChannelId): Promise<PersonReply>;
    /** @returns The notes after a revision, the oldest first. */
    fetchNotes(channelId: ChannelId, afterRev: Rev | null): Promise<NotePage>;
    /** Two notes under one key are one note. */
    addNote(channelId: ChannelId, content: string, clientKey: ClientKey): Promise<Note>;
    /** @returns Until when the visitor can write nothing. */
    block(channelId: ChannelId, hours: number): Promise<Timestamp | null>;
    unblock(channelId: ChannelId): Promise<Timestamp | null>;
    markSpam(channelId: ChannelId): Promise<Support>;
    allowFiles(channelId: ChannelId, isAllowed: boolean): Promise<Support>;
    setAvailability(state: AgentState): Promise<AgentState>;
}

export interface PersonReply {
    readonly support: Support;
    readonly person: SupportPerson;
}

export interface NotePage {
    readonly notes: readonly Note[];
    readonly hasMore: boolean;
}

export interface DeskBusHandlers {
    onSupport(support: Support): void;
    onNote(note: Note): void;
    onAgent(agent: Agent): void;
    /** Connected again: something may have been missed. */
    onReconnect(): void;
}

/** Real-time hints for agents. They may be lost, repeated or reordered; `DeskApi` is the truth. */
export interface DeskBus {
    start(handlers: DeskBusHandlers): void;
    stop(): void;
}

/** A note that is typed and not sent. */
export interface NoteDraft {
    readonly text: string;
    /** Under which this very text was tried to be sent; null if it never was. */
    readonly clientKey: ClientKey | null;
}

/** What outlives the page. Nothing here throws: a browser that keeps nothing just forgets. */
export interface DeskMemory {
    loadNoteDrafts(): ReadonlyMap<ChannelId, NoteDraft>;
    /** Takes it away if there is no text. */
    saveNoteDraft(channelId: ChannelId, draft: NoteDraft): void;
    /** @param onNoteDraft Told what another tab has saved. */
    start(onNoteDraft: (channelId: ChannelId, draft: NoteDraft) => void): void;
    stop(): void;
}

/** What the desk needs of the page around it to tell that a new request waits. */
export interface DeskScreen {
    isSoundOn(): boolean;
    /** @returns Title of the desktop notification, in the agent's language. */
    waitingTitle(support: Support): string;
    /** Shows a conversation: its notification was clicked. */
    open(channelId: ChannelId): void;
}

/** Everything outside that a desk needs. */
export interface DeskPorts {
    readonly api: DeskApi;
    readonly bus: DeskBus;
    readonly memory: DeskMemory;
    readonly screen: DeskScreen;
    readonly clock: Clock;
    readonly keys: Keys;
    readonly attention: Attention;
    readonly locks: Locks;
    readonly notifier: Notifier;
}

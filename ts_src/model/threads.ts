import { serverTime } from "./clock";
import type { ThreadEvent } from "./events";
import type { MessageId } from "./ids";
import { outgoingReplies } from "./outbox";
import type { Message } from "./records";
import type { ChatState, ThreadWindow, WritableChatState } from "./state";
import { type Entry, messageEntry, outgoingEntry, startsGroup } from "./timeline_entries";

const notLoaded: ThreadWindow = {
    isLoaded: false,
    oldestId: null,
    hasOlder: false,
    status: "idle",
    failure: null,
};

/** The thread may have been reset since its page was asked for: no page may leave a gap. */
export function applyThread(state: WritableChatState, event: ThreadEvent): void {
    const thread = threadWindow(state, event.parentId);
    if (event.beforeId === null || (thread.isLoaded && event.beforeId === thread.oldestId)) {
        state.threads.set(event.parentId, nextThread(thread, event));
    }
}

function nextThread(thread: ThreadWindow, event: ThreadEvent): ThreadWindow {
    switch (event.kind) {
        case "threadRequested":
            return { ...thread, status: "loading", failure: null };
        case "threadFailed":
            return { ...thread, status: "failed", failure: event.failure };
        case "threadLoaded":
            return { ...loadedThread(thread, event), status: "idle", failure: null };
    }
}

function loadedThread(
    thread: ThreadWindow,
    page: Extract<ThreadEvent, { kind: "threadLoaded" }>,
): ThreadWindow {
    if (thread.isLoaded && page.beforeId === null) {
        // Asked for once more: what is on show goes on to the present already.
        return thread;
    }
    const { oldestId, hasOlder } = page;
    return { ...thread, isLoaded: true, oldestId: oldestId ?? thread.oldestId, hasOlder };
}

/** @returns How far the replies to a message are loaded, also of one whose thread was never open. */
export function threadWindow(state: ChatState, parentId: MessageId): ThreadWindow {
    return state.threads.get(parentId) ?? notLoaded;
}

/** A reply, sent or not. Keys are unique in a thread and outlive the change to "sent". */
export type ThreadItem = Entry & {
    /** First of its author's group: the one to show name and picture at. */
    readonly startsGroup: boolean;
};

/** @returns The replies on show and those still to be sent, oldest first. */
export function threadItems(state: ChatState, parentId: MessageId): ThreadItem[] {
    let previous: Entry | undefined;
    return threadEntries(state, parentId).map((entry) => {
        const item = { ...entry, startsGroup: startsGroup(previous, entry) };
        previous = entry;
        return item;
    });
}

function threadEntries(state: ChatState, parentId: MessageId): Entry[] {
    const selfId = state.self.id;
    const entries = loadedReplies(state, parentId)
        .filter(({ id }) => !state.deletions.has(id))
        .map((message) => messageEntry(message, selfId));
    const channelId = state.messages.get(parentId)?.channelId;
    if (channelId !== undefined) {
        let latest = entries.at(-1)?.at ?? 0;
        for (const item of outgoingReplies(state, channelId, parentId)) {
            latest = Math.max(latest, serverTime(state, item.queuedAt));
            entries.push(outgoingEntry(item, latest));
        }
    }
    return entries;
}

function loadedReplies(state: ChatState, parentId: MessageId): Message[] {
    const { isLoaded, oldestId } = threadWindow(state, parentId);
    const ids = isLoaded ? (state.replyIds.get(parentId)?.from(oldestId) ?? []) : [];
    return ids.map((id) => state.messages.get(id)).filter((message) => message !== undefined);
}

/** @returns How many replies a message has had; those that were deleted count as well. */
export function replyCount(state: ChatState, message: Message): number {
    return Math.max(message.replyCount, state.replyIds.get(message.id)?.size ?? 0);
}

import type { OutboxEvent } from "./events";
import type { ChannelId, ClientKey, MessageId } from "./ids";
import type { Message } from "./records";
import type { ChatState, OutboxItem, WritableChatState } from "./state";
import { asValue } from "./values";

type Queued = Extract<OutboxEvent, { kind: "messageQueued" }>;

export function applyOutbox(state: WritableChatState, event: OutboxEvent): void {
    switch (event.kind) {
        case "messageQueued":
            return queueMessage(state, event);
        case "outboxRestored":
            return event.items.forEach((item) => restoreItem(state, item));
        case "messageRefused":
            // Nothing left of it when the bus brought the message before a lost reply was given up.
            return replaceItem(state, event.clientKey, {
                status: "failed",
                failure: event.failure,
            });
        case "messageRequeued":
            return replaceItem(state, event.clientKey, { status: "pending", failure: null });
        case "messageDiscarded":
            return removeItem(state, event.clientKey);
    }
}

/** A message of one's own has arrived: what was waiting under its key is now that message. */
export function settleOutbox(state: WritableChatState, message: Message): void {
    if (message.clientKey !== null) {
        removeItem(state, message.clientKey);
    }
}

/** A message with its key cannot be known already: the key is made for this very event. */
function queueMessage(state: WritableChatState, event: Queued): void {
    const { channelId, clientKey, content, parentId, attachments, extra, at } = event;
    const item: OutboxItem = {
        clientKey,
        channelId,
        content,
        parentId,
        attachments,
        extra,
        queuedAt: at,
        status: "pending",
        failure: null,
    };
    insertItem(state, item, keysOf(state, channelId).length);
}

/** What was written before this page was opened comes before what was written since. */
function restoreItem(state: WritableChatState, item: OutboxItem): void {
    if (state.outbox.has(item.clientKey)) {
        return;
    }
    const later = outgoingMessages(state, item.channelId).findIndex(
        (known) => known.queuedAt > item.queuedAt,
    );
    insertItem(state, item, later < 0 ? keysOf(state, item.channelId).length : later);
}

function insertItem(state: WritableChatState, item: OutboxItem, at: number): void {
    state.outbox.set(item.clientKey, asValue(item));
    const keys = keysOf(state, item.channelId);
    state.outboxKeys.set(item.channelId, keys.toSpliced(at, 0, item.clientKey));
}

function replaceItem(
    state: WritableChatState,
    clientKey: ClientKey,
    change: Pick<OutboxItem, "status" | "failure">,
): void {
    const item = state.outbox.get(clientKey);
    if (item) {
        state.outbox.set(clientKey, asValue({ ...item, ...change }));
    }
}

function removeItem(state: WritableChatState, clientKey: ClientKey): void {
    const item = state.outbox.get(clientKey);
    if (!item) {
        return;
    }
    state.outbox.delete(clientKey);
    const keys = keysOf(state, item.channelId).filter((key) => key !== clientKey);
    if (keys.length > 0) {
        state.outboxKeys.set(item.channelId, keys);
    } else {
        state.outboxKeys.delete(item.channelId);
    }
}

function keysOf(state: ChatState, channelId: ChannelId): readonly ClientKey[] {
    return state.outboxKeys.get(channelId) ?? [];
}

/** @returns What this person wrote in a channel that the server has not confirmed, in order. */
export function outgoingMessages(state: ChatState, channelId: ChannelId): OutboxItem[] {
    return keysOf(state, channelId)
        .map((key) => state.outbox.get(key))
        .filter((item) => item !== undefined);
}

/** @returns What this person wrote last in a channel, if it is not confirmed. */
export function newestOutgoing(state: ChatState, channelId: ChannelId): OutboxItem | null {
    const key = keysOf(state, channelId).at(-1);
    return (key !== undefined && state.outbox.get(key)) || null;
}

/** @returns The unconfirmed answers to a message, in order. */
export function outgoingReplies(
    state: ChatState,
    channelId: ChannelId,
    parentId: MessageId,
): OutboxItem[] {
    return outgoingMessages(state, channelId).filter((item) => item.parentId === parentId);
}

/** @returns The message of a channel to be sent next: failed ones wait for the person. */
export function nextToSend(state: ChatState, channelId: ChannelId): OutboxItem | null {
    return outgoingMessages(state, channelId).find((item) => item.status === "pending") ?? null;
}

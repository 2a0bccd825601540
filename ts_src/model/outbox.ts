import type { OutboxEvent } from "./events";
import type { ChannelId, ClientKey } from "./ids";
import type { Failure, Message } from "./records";
import type { ChatState, OutboxItem, WritableChatState } from "./state";

type Queued = Extract<OutboxEvent, { kind: "messageQueued" }>;

/** A message with its key cannot be known already: the key is made for this very event. */
export function queueMessage(state: WritableChatState, event: Queued): void {
    const { channelId, clientKey, content, at } = event;
    state.outbox.set(clientKey, {
        clientKey,
        channelId,
        content,
        queuedAt: at,
        status: "pending",
        failure: null,
    });
}

export function refuseMessage(
    state: WritableChatState,
    clientKey: ClientKey,
    failure: Failure,
): void {
    // Nothing left of it when the bus brought the message before a lost reply was given up.
    replaceItem(state, clientKey, { status: "failed", failure });
}

export function requeueMessage(state: WritableChatState, clientKey: ClientKey): void {
    replaceItem(state, clientKey, { status: "pending", failure: null });
}

export function discardMessage(state: WritableChatState, clientKey: ClientKey): void {
    state.outbox.delete(clientKey);
}

/** A message of one's own has arrived: what was waiting under its key is now that message. */
export function settleOutbox(state: WritableChatState, message: Message): void {
    if (message.clientKey !== null) {
        state.outbox.delete(message.clientKey);
    }
}

function replaceItem(
    state: WritableChatState,
    clientKey: ClientKey,
    change: Pick<OutboxItem, "status" | "failure">,
): void {
    const item = state.outbox.get(clientKey);
    if (item) {
        state.outbox.set(clientKey, { ...item, ...change });
    }
}

/** @returns What this person wrote in a channel that the server has not confirmed, in order. */
export function outgoingMessages(state: ChatState, channelId: ChannelId): OutboxItem[] {
    return [...state.outbox.values()].filter((item) => item.channelId === channelId);
}

/** @returns The message of a channel to be sent next: failed ones wait for the person. */
export function nextToSend(state: ChatState, channelId: ChannelId): OutboxItem | null {
    return outgoingMessages(state, channelId).find((item) => item.status === "pending") ?? null;
}

import type { ChannelId, MessageId } from "./ids";
import { indexArrivals, indexMessage } from "./message_index";
import { settleOutbox } from "./outbox";
import type { Message, Quote } from "./records";
import type { WritableChatState } from "./state";
import { stopTyping } from "./typing";
import { asValue } from "./values";

/**
 * Takes over a message unless a newer copy is known. Reply and bus both bring a sent message:
 * whichever is first settles the outbox, the other finds nothing left to do.
 */
export function mergeMessage(state: WritableChatState, message: Message): void {
    const known = state.messages.get(message.id);
    const merged = known ? mergeCopies(known, message) : message;
    if (!known) {
        noticeArrival(state, message);
    }
    if (merged !== known) {
        state.messages.set(message.id, asValue(merged));
        indexMessage(state, merged);
    }
    if (merged.deleted) {
        state.reactions.delete(message.id);
    }
    if (message.author.id === state.self.id) {
        settleOutbox(state, message);
    }
}

/** The same for messages that arrive together, one page of them. */
export function mergeMessages(state: WritableChatState, messages: readonly Message[]): void {
    for (const message of messages) {
        if (!state.messages.has(message.id)) {
            noticeArrival(state, message);
        }
    }
    indexArrivals(state, messages);
    messages.forEach((message) => mergeMessage(state, message));
}

/** A new message, not an old one out of the history, ends its author's typing. */
function noticeArrival(state: WritableChatState, message: Message): void {
    if (message.id > (state.messageIds.get(message.channelId)?.last ?? 0)) {
        stopTyping(state, message.channelId, message.author);
    }
}

/**
 * The higher revision wins. What a copy tells of other messages has no revision of its own: the
 * number of replies only grows, and of two equally old quotes any will do if it is always the
 * same (once the answered message itself is known, its quote comes from there).
 */
function mergeCopies(known: Message, incoming: Message): Message {
    const winner = incoming.rev > known.rev ? incoming : known;
    const replyCount = Math.max(known.replyCount, incoming.replyCount);
    const isTie = known.rev === incoming.rev;
    const parent = isTie ? chooseQuote(known.parent, incoming.parent) : winner.parent;
    const isAsBefore = winner.replyCount === replyCount && winner.parent === parent;
    return isAsBefore ? winner : { ...winner, replyCount, parent };
}

function chooseQuote(known: Quote | null, incoming: Quote | null): Quote | null {
    if (known === null || incoming === null) {
        return known ?? incoming;
    }
    if (known.deleted !== incoming.deleted) {
        return known.deleted ? known : incoming;
    }
    return incoming.preview > known.preview ? incoming : known;
}

/** Takes over the addresses of files and pictures from a copy that was asked for because of them. */
export function renewAddresses(state: WritableChatState, copy: Message): void {
    const known = state.messages.get(copy.id);
    if (known?.rev === copy.rev) {
        const { attachments, previews } = copy;
        state.messages.set(copy.id, asValue({ ...known, attachments, previews }));
    }
}

/** Drops every message of a channel. */
export function forgetMessages(state: WritableChatState, channelId: ChannelId): void {
    for (const id of state.messageIds.get(channelId) ?? []) {
        forgetMessage(state, id);
    }
    state.messageIds.delete(channelId);
    state.pinnedIds.delete(channelId);
}

function forgetMessage(state: WritableChatState, id: MessageId): void {
    const parentId = state.messages.get(id)?.parentId ?? null;
    if (parentId !== null) {
        state.replyIds.delete(parentId);
        state.threads.delete(parentId);
    }
    state.messages.delete(id);
    state.reactions.delete(id);
    state.threads.delete(id);
    state.deletions.delete(id);
}

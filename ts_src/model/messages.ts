import { permissions } from "./channels";
import { serverTime } from "./clock";
import type { Timestamp, UserId } from "./ids";
import { textOf } from "./message_text";
import type { Message, Quote } from "./records";
import type { ChatState } from "./state";

/** @returns Whether the person in front of this screen wrote a message. */
export function isOwnMessage(state: ChatState, message: Message): boolean {
    return message.author.id === state.self.id;
}

/** @returns Whether a message is meant for this person; an announcement is for everybody. */
export function mentionsPerson({ mentions, isAnnouncement }: Message, id: UserId): boolean {
    return isAnnouncement || mentions.includes(id);
}

/** Characters of a message that are shown where it is answered. */
const quoteLength = 200;

/** @returns The message that one answers, in short; null if it answers none, or none known. */
export function quoteOf(
    state: ChatState,
    message: Pick<Message, "parentId" | "parent">,
): Quote | null {
    if (message.parentId === null) {
        return null;
    }
    const parent = state.messages.get(message.parentId);
    if (!parent) {
        return message.parent;
    }
    return {
        id: parent.id,
        authorName: parent.author.name,
        preview: parent.deleted ? "" : beginningOf(textOf(parent)),
        deleted: parent.deleted,
    };
}

function beginningOf(text: string): string {
    // By characters: half an emoji is none.
    return text.length > quoteLength ? `${[...text].slice(0, quoteLength).join("")}…` : text;
}

/** One's own words can be changed for this long. */
const editingTime: Timestamp = 15 * 60 * 1000;

/**
 * @param now By this machine's clock.
 * @returns Whether this person may still change the words of a message.
 */
export function canEdit(state: ChatState, message: Message, now: Timestamp): boolean {
    return (
        isOwnMessage(state, message) &&
        isChangeable(message) &&
        permissions(state, message.channelId).send &&
        serverTime(state, now) - message.createdAt < editingTime
    );
}

/** @returns Whether this person may delete a message. */
export function canDelete(state: ChatState, message: Message): boolean {
    const { send, deleteAny } = permissions(state, message.channelId);
    return isChangeable(message) && (isOwnMessage(state, message) ? send : deleteAny);
}

/** @returns Whether this person may pin a message, or unpin it. */
export function canPin(state: ChatState, message: Message): boolean {
    return isChangeable(message) && permissions(state, message.channelId).pin;
}

/** @returns Whether this person may accept the files that a visitor has sent with a message. */
export function canAcceptFiles(state: ChatState, message: Message): boolean {
    // Who answers for the support team may close the conversation; students may not.
    const isAgentThere =
        permissions(state, message.channelId).close &&
        (state.channels.get(message.channelId)?.myRole ?? null) !== null;
    return isAgentThere && !message.deleted && message.attachments.some(({ isHeld }) => isHeld);
}

/** @returns Whether this person may put an emoji on a message. */
export function canReact(state: ChatState, message: Message): boolean {
    return isChangeable(message) && permissions(state, message.channelId).send;
}

function isChangeable(message: Message): boolean {
    return !message.deleted && message.type !== "system";
}

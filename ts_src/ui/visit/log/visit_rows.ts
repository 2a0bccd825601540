import type { MessageId, Timestamp } from "../../../model/ids";
import type {
    OutgoingVisitMessage,
    VisitMessage,
    VisitState,
} from "../../../model/visit/visit_state";
import { dayOf } from "../moments";

/** How far one of the visitor's own messages has come; null for everybody else's. */
export type VisitDelivery = "sending" | "failed" | "sent" | "seen" | null;

/** One message of a conversation, with what stands above it. */
export interface VisitRow {
    /** The same before and after the server has the message: its row stays where it is. */
    readonly key: string;
    /** Set for the first message of a day. */
    readonly day: Timestamp | null;
    readonly message: VisitMessage | null;
    readonly outgoing: OutgoingVisitMessage | null;
    readonly isOwn: boolean;
    readonly isSystem: boolean;
    readonly isStart: boolean;
    readonly isEnd: boolean;
    readonly delivery: VisitDelivery;
}

interface Entry {
    readonly key: string;
    readonly at: Timestamp;
    readonly author: string;
    readonly message: VisitMessage | null;
    readonly outgoing: OutgoingVisitMessage | null;
}

const OWN = "";
/** What the same person writes within this time stands together. */
const TOGETHER = 5 * 60_000;

/** @returns The rows of a conversation from top to bottom. */
export function visitRows(state: VisitState): readonly VisitRow[] {
    const entries = entriesOf(state);
    const readId = state.visit?.readMessageId ?? null;
    return entries.map((entry, index) => {
        const { key, at, message, outgoing, author } = entry;
        const previous = entries[index - 1];
        return {
            key,
            day: previous && dayOf(previous.at) === dayOf(at) ? null : dayOf(at),
            message,
            outgoing,
            isOwn: author === OWN,
            isSystem: message?.type === "system",
            isStart: !belongTogether(previous, entry),
            isEnd: !belongTogether(entry, entries[index + 1]),
            delivery: deliveryOf(entry, readId),
        };
    });
}

function entriesOf({ messages, outgoing, clockOffset }: VisitState): readonly Entry[] {
    const arrived = new Set(messages.flatMap(({ clientKey }) => clientKey ?? []));
    return [
        ...messages.map((message) => ({
            key: message.clientKey ?? `message-${message.id}`,
            // By the visitor's own clock, as what is not sent yet.
            at: message.createdAt - clockOffset,
            author: message.isOwn ? OWN : `${message.type} ${message.authorName}`,
            message,
            outgoing: null,
        })),
        ...outgoing
            .filter(({ clientKey }) => !arrived.has(clientKey))
            .map((item) => ({
                key: item.clientKey,
                at: item.createdAt,
                author: OWN,
                message: null,
                outgoing: item,
            })),
    ];
}

function belongTogether(one: Entry | undefined, next: Entry | undefined): boolean {
    return (
        one !== undefined &&
        next !== undefined &&
        one.author === next.author &&
        next.at - one.at < TOGETHER &&
        dayOf(one.at) === dayOf(next.at)
    );
}

function deliveryOf({ author, message, outgoing }: Entry, readId: MessageId | null): VisitDelivery {
    if (outgoing) {
        return outgoing.failure ? "failed" : "sending";
    }
    if (author !== OWN || !message) {
        return null;
    }
    return readId !== null && message.id <= readId ? "seen" : "sent";
}

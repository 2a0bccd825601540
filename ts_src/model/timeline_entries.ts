import type { Timestamp, UserId } from "./ids";
import type { Message } from "./records";
import type { OutboxItem } from "./state";

/** Messages of one author this close together are shown as one group. */
export const groupingGap: Timestamp = 5 * 60 * 1000;

/** A message, sent or not, in its place. */
export type Entry =
    | {
          readonly kind: "message";
          readonly key: string;
          readonly at: Timestamp;
          readonly message: Message;
          readonly isOwn: boolean;
      }
    | {
          readonly kind: "outgoing";
          readonly key: string;
          readonly at: Timestamp;
          readonly item: OutboxItem;
      };

export function messageEntry(message: Message, selfId: UserId): Entry {
    const isOwn = message.author.id === selfId;
    const key = messageKey(message, isOwn);
    return { kind: "message", key, at: message.createdAt, message, isOwn };
}

export function outgoingEntry(item: OutboxItem, at: Timestamp): Entry {
    return { kind: "outgoing", key: `own-${item.clientKey}`, at, item };
}

/**
 * One's own message keeps the key it had in the outbox, so its row stays the same row. Other
 * people's client keys are theirs to choose, so two may be equal: those go by id.
 */
function messageKey(message: Message, isOwn: boolean): string {
    return isOwn && message.clientKey !== null
        ? `own-${message.clientKey}`
        : `message-${message.id}`;
}

/** @returns Whether an entry is not of the same group as the one before it. */
export function startsGroup(previous: Entry | undefined, entry: Entry): boolean {
    const author = groupAuthor(entry);
    return (
        previous === undefined ||
        author === null ||
        author !== groupAuthor(previous) ||
        entry.at - previous.at >= groupingGap
    );
}

/** @returns What makes neighbours one group; null for what always stands alone. */
function groupAuthor(entry: Entry): UserId | "own" | null {
    if (entry.kind === "outgoing" || (entry.isOwn && entry.message.type !== "system")) {
        return "own";
    }
    const { author, type } = entry.message;
    return type === "system" ? null : author.id;
}

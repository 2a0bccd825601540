import type { MessageId, Timestamp } from "../../model/ids";
import type { Message } from "../../model/records";
import type { OutboxItem } from "../../model/state";
import type { TimelineItem } from "../../model/timeline";

/** How far one of the person's own messages has come; null for everybody else's. */
export type Delivery = "pending" | "failed" | "sent" | "seen" | null;

/** A message with what stands above it: all that comes and goes with it. */
export interface MessageRow {
    readonly key: string;
    /** Set for the first message of a day. */
    readonly startOfDay: Timestamp | null;
    /** Whether the line of new messages stands above it. */
    readonly isFirstNew: boolean;
    /** The committed message; null while it waits in the outbox. */
    readonly message: Message | null;
    /** The waiting message; null once it is committed. */
    readonly item: OutboxItem | null;
    readonly isOwn: boolean;
    readonly isGroupStart: boolean;
    readonly isGroupEnd: boolean;
    readonly delivery: Delivery;
}

export interface TimelineMarks {
    /** Somebody else has read up to here; null if nobody did. */
    readonly seenUpTo: MessageId | null;
    /** The first message of somebody else after this one is marked as new; null for no mark. */
    readonly newAfterId: number | null;
}

/** @returns The rows of a conversation from top to bottom, with everything they show. */
export function timelineRows(
    items: readonly TimelineItem[],
    marks: TimelineMarks,
): readonly MessageRow[] {
    const firstNew = items.findIndex((item) => isNew(item, marks.newAfterId));
    return items.flatMap((item, index) => {
        if (item.kind === "day") {
            return [];
        }
        const previous = items[index - 1];
        const next = items[index + 1];
        return {
            key: item.key,
            startOfDay: previous?.kind === "day" ? previous.startOfDay : null,
            isFirstNew: index === firstNew,
            message: item.kind === "message" ? item.message : null,
            item: item.kind === "outgoing" ? item.item : null,
            isOwn: item.kind === "outgoing" || item.isOwn,
            // The line of new messages parts a group.
            isGroupStart: item.startsGroup || index === firstNew,
            isGroupEnd: !next || next.kind === "day" || next.startsGroup || index + 1 === firstNew,
            delivery: deliveryOf(item, marks.seenUpTo),
        };
    });
}

function isNew(item: TimelineItem, newAfterId: number | null): boolean {
    return (
        item.kind === "message" &&
        newAfterId !== null &&
        !item.isOwn &&
        item.message.id > newAfterId
    );
}

function deliveryOf(item: TimelineItem, seenUpTo: MessageId | null): Delivery {
    if (item.kind === "outgoing") {
        return item.item.status;
    }
    if (item.kind === "day" || !item.isOwn) {
        return null;
    }
    return seenUpTo !== null && item.message.id <= seenUpTo ? "seen" : "sent";
}

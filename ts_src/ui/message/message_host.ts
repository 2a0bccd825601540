import type { MessageId } from "../../model/ids";

/** What the list a message stands in can do for it; null where it cannot. The same for all rows. */
export interface MessageHost {
    /** Answers a message in the composer. */
    readonly reply: ((messageId: MessageId) => void) | null;
    readonly openThread: ((messageId: MessageId) => void) | null;
    /** Shows the message that another one quotes. */
    readonly jumpTo: ((messageId: MessageId) => void) | null;
    /** The message whose thread this is: its replies need not quote it. */
    readonly threadOf: MessageId | null;
    /** The message that somebody asked to edit from elsewhere; its row takes it from here. */
    readonly editRequest: { id: MessageId | null };
    /** Tells that a row must stay on the page, because somebody is writing in it, or may go. */
    hold(key: string, isHeld: boolean): void;
}

import type { ChannelId, MessageId } from "../../model/ids";

/** Where in the chat an address leads. */
export interface Place {
    /** Null: to no conversation in particular. */
    readonly channelId: ChannelId | null;
    readonly messageId: MessageId | null;
}

/** The page's address, as far as it tells which conversation is open. */
export interface ChatAddress {
    read(): Place;
    /** Called when a conversation was opened or closed; a step of its own in the history. */
    write(channelId: ChannelId | null): void;
    /**
     * Calls back when the person went back or forward within the page.
     *
     * @returns A function that ends it.
     */
    onChange(run: () => void): () => void;
}

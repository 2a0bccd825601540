import type { ChannelId, MessageId } from "../model/ids";
import type { MessageExtra } from "../model/records";

/**
 * Says what goes with a message that is being sent. Called once for each, at that moment.
 *
 * @param parentId The message it answers.
 */
export type ExtraSource = (channelId: ChannelId, parentId: MessageId | null) => MessageExtra;

/** What others add to messages. */
export class MessageExtras {
    private readonly sources = new Set<ExtraSource>();

    /** @returns Takes it away again. */
    add(source: ExtraSource): () => void {
        this.sources.add(source);
        return () => void this.sources.delete(source);
    }

    take(channelId: ChannelId, parentId: MessageId | null): MessageExtra {
        const parts = [...this.sources].map((source) => source(channelId, parentId));
        return Object.assign({}, ...parts) as MessageExtra;
    }
}

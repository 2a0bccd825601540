import type { ChannelId, MessageId } from "../model/ids";
import { readMark } from "../model/members";
import { unreadFrom } from "../model/unread_marks";
import type { ChatContext } from "./chat_context";
import { expectApiError } from "./failures";

/**
 * Tells the server up to where this person has read. The state knows at once, so no badge
 * flashes up in a channel one is looking at; a mark the server could not be told is kept here
 * and told later. Marks only move forward, so only the highest one matters.
 */
export class ReadMarker {
    private readonly untold = new Map<ChannelId, MessageId>();
    private readonly inFlight = new Set<ChannelId>();
    private readonly postponed = new Set<ChannelId>();
    private readonly held = new Set<ChannelId>();

    /** @param onTold Called when the server has taken a mark. */
    constructor(
        private readonly context: ChatContext,
        private readonly onTold: () => void,
    ) {}

    /** Moves the mark forward to a message; does nothing when it is there already. */
    raise(channelId: ChannelId, messageId: MessageId): void {
        const { store, shared } = this.context;
        const userId = store.state.self.id;
        const isThere = (readMark(store.state, channelId, userId) ?? 0) >= messageId;
        if (isThere && unreadFrom(store.state, channelId) === null) {
            return;
        }
        store.dispatch({ kind: "readHere", channelId, messageId });
        shared.tell({ kind: "readMarked", channelId, userId, messageId });
        this.untold.set(channelId, messageId);
        void this.tell(channelId);
    }

    /** The person has made something unread: looking at the channel does not change that. */
    hold(channelId: ChannelId): void {
        this.held.add(channelId);
        this.untold.delete(channelId);
    }

    /** The person has come to the channel anew. */
    release(channelId: ChannelId): void {
        this.held.delete(channelId);
    }

    isHeld(channelId: ChannelId): boolean {
        return this.held.has(channelId);
    }

    /** Remembers a channel that was marked while nobody was looking at the page. */
    postpone(channelId: ChannelId): void {
        this.postponed.add(channelId);
    }

    /** @returns The channels remembered since the last call. */
    takePostponed(): ChannelId[] {
        const channelIds = [...this.postponed];
        this.postponed.clear();
        return channelIds;
    }

    /** Tells the server what it could not be told before. */
    flush(): void {
        for (const channelId of this.untold.keys()) {
            void this.tell(channelId);
        }
    }

    private async tell(channelId: ChannelId): Promise<void> {
        const messageId = this.untold.get(channelId);
        if (messageId === undefined || this.inFlight.has(channelId)) {
            return;
        }
        this.inFlight.add(channelId);
        const isDone = await this.tryToTell(channelId, messageId);
        this.inFlight.delete(channelId);
        // The mark may have moved on while the server was being told.
        const hasMoved = this.untold.get(channelId) !== messageId;
        if (isDone && !hasMoved) {
            this.untold.delete(channelId);
        } else if (isDone) {
            void this.tell(channelId);
        }
    }

    /** @returns Whether there is nothing to be tried again: told, or refused for good. */
    private async tryToTell(channelId: ChannelId, messageId: MessageId): Promise<boolean> {
        try {
            await this.context.api.markRead(channelId, messageId);
            this.onTold();
            return true;
        } catch (caught) {
            return expectApiError(caught).kind === "refused";
        }
    }
}

import { useState } from "@odoo/owl";

import type { ChannelId, MessageId } from "../../model/ids";
import { isOwnMessage } from "../../model/messages";
import type { ChatState } from "../../model/state";
import { isAtPresent, newestVisibleId, visibleIds } from "../../model/timeline";

/** What of a conversation somebody has seen while it is open. Made in a component's `setup`. */
export class ReadingMarks {
    private readonly marks: {
        newAfterId: number | null;
        /** Newest message that was in sight of somebody who was there. */
        seenId: number | null;
    };

    /** @param newAfterId Messages of others after this one are new; null if there are none. */
    constructor(
        private readonly state: ChatState,
        private readonly channelId: ChannelId,
        newAfterId: number | null,
    ) {
        this.marks = useState({ newAfterId, seenId: newAfterId });
    }

    /**
     * @param firstId The first message on the page.
     * @returns After which message the line of new messages stands; null if it is not on the page.
     */
    newAfter(firstId: MessageId | null): number | null {
        const { newAfterId } = this.marks;
        const isAbove =
            newAfterId !== null &&
            firstId !== null &&
            this.othersBetween(newAfterId, (firstId - 1) as MessageId) > 0;
        return isAbove ? null : newAfterId;
    }

    /** Messages of others that came while the person was reading further up. */
    get countBelow(): number {
        const { seenId } = this.marks;
        const isKnown = seenId !== null && isAtPresent(this.state, this.channelId);
        return isKnown ? this.othersBetween(seenId, null) : 0;
    }

    /** @param isInSight Whether the newest message is in sight of somebody who is there. */
    note(isInSight: boolean): void {
        const newestId = newestVisibleId(this.state, this.channelId);
        const { seenId } = this.marks;
        if (newestId === null) {
            return;
        }
        if (isInSight) {
            this.marks.seenId = newestId;
        } else if (seenId !== null && newestId > seenId) {
            this.marks.newAfterId = seenId;
        }
    }

    /** @param fromId From this message on all counts as new: the person wants it so. */
    makeNew(fromId: MessageId): void {
        this.marks.newAfterId = fromId - 1;
    }

    /** Nothing is new any more: whoever answers has read. */
    clear(): void {
        this.marks.newAfterId = null;
    }

    private othersBetween(afterId: number, lastId: MessageId | null): number {
        const span = { firstId: (afterId + 1) as MessageId, lastId };
        return visibleIds(this.state, this.channelId, span).filter((id) => {
            const message = this.state.messages.get(id);
            return message && !isOwnMessage(this.state, message);
        }).length;
    }
}

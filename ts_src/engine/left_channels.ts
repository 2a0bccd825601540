import type { ServerEvent } from "../model/events";
import type { ChannelId, Rev } from "../model/ids";

/**
 * The channels this person has left, and when. A new subscription repeats what the bus brought
 * shortly before: nothing of that is a reason to ask for a channel that is closed to them.
 */
export class LeftChannels {
    private readonly revs = new Map<ChannelId, Rev>();

    /** @param rev Of the leaving, or of the last thing heard before it. */
    note(channelId: ChannelId, rev: Rev): void {
        const known = this.revs.get(channelId);
        if (known === undefined || rev > known) {
            this.revs.set(channelId, rev);
        }
    }

    /** @returns Whether something happened before the person left. */
    isRepeated(channelId: ChannelId, event: ServerEvent): boolean {
        const left = this.revs.get(channelId);
        return left !== undefined && (revOf(event) ?? left) <= left;
    }
}

/** @returns When something happened; null where it does not say so. */
export function revOf(event: ServerEvent): Rev | null {
    switch (event.kind) {
        case "channelChanged":
        case "preferencesChanged":
            return event.asOf ?? null;
        case "channelRecordChanged":
            return event.record.rev;
        case "summaryChanged":
            return event.summary.syncRev;
        case "memberChanged":
            return event.member.rev;
        case "messageChanged":
            return event.message.rev;
        case "reactionChanged":
            return event.reaction.rev;
        case "readMarked":
            return null;
    }
}

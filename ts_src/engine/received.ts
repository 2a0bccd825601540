import type { ChatEvent } from "../model/events";
import { type ChannelId, visitorUserId } from "../model/ids";
import type {
    ChannelPermissions,
    ChannelSummary,
    Member,
    Membership,
    Reaction,
} from "../model/records";
import type { ChannelChanges, ChannelDetails, ChannelSnapshot, ReceivedMessage } from "./ports";

/** What a reply tells, as events. */

export function snapshotEvents(snapshot: ChannelSnapshot): ChatEvent[] {
    const { channel, summary, preferences } = snapshot;
    return [
        { kind: "channelChanged", channel, asOf: summary.syncRev },
        { kind: "summaryChanged", summary },
        ...visitorMarkEvents(summary),
        {
            kind: "preferencesChanged",
            channelId: channel.id,
            preferences,
            asOf: summary.syncRev,
        },
    ];
}

function visitorMarkEvents({ channelId, visitorReadMessageId }: ChannelSummary): ChatEvent[] {
    return visitorReadMessageId === null
        ? []
        : [
              {
                  kind: "readMarked",
                  channelId,
                  userId: visitorUserId,
                  messageId: visitorReadMessageId,
              },
          ];
}

/** A channel's row, from which its changes are asked for from now on. */
export function listedEvents(snapshot: ChannelSnapshot): ChatEvent[] {
    return [...snapshotEvents(snapshot), loadedEvent(snapshot, null)];
}

export function detailsEvents(details: ChannelDetails): ChatEvent[] {
    return [
        ...snapshotEvents(details),
        ...memberEvents(details.members),
        loadedEvent(details, details.permissions),
    ];
}

/** The changes of a channel; they tell nothing of how far they go. */
export function changesEvents(changes: ChannelChanges): ChatEvent[] {
    const channelId = changes.snapshot.channel.id;
    return [
        ...snapshotEvents(changes.snapshot),
        ...memberEvents(changes.members),
        ...messageEvents(changes.messages),
        ...reactionEvents(channelId, changes.reactions),
    ];
}

export function messageEvents(received: readonly ReceivedMessage[]): ChatEvent[] {
    const messages = received.map(({ message }) => message);
    return [
        { kind: "messagesReceived", messages },
        ...received.flatMap(({ message, reactions }) =>
            reactionEvents(message.channelId, reactions),
        ),
    ];
}

export function reactionEvents(channelId: ChannelId, reactions: readonly Reaction[]): ChatEvent[] {
    return reactions.map((reaction) => ({ kind: "reactionChanged", channelId, reaction }));
}

export function memberEvents(members: readonly Member[]): ChatEvent[] {
    return members.map((member) => ({ kind: "memberChanged", member }));
}

/** The reader's own part in a channel, with what they want to hear of it. */
export function membershipEvents({ preferences, ...member }: Membership): ChatEvent[] {
    const { channelId, rev } = member;
    return [
        { kind: "memberChanged", member },
        { kind: "preferencesChanged", channelId, preferences, asOf: rev },
    ];
}

function loadedEvent(
    { summary: { channelId, syncRev } }: ChannelSnapshot,
    permissions: ChannelPermissions | null,
): ChatEvent {
    return { kind: "snapshotLoaded", channelId, syncRev, permissions };
}

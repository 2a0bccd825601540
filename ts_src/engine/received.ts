import type { ChatEvent } from "../model/events";
import type { Member, Message } from "../model/records";
import type { ChannelChanges, ChannelDetails, ChannelSnapshot } from "./ports";

/** What a reply tells, as events. */

export function snapshotEvents(snapshot: ChannelSnapshot): ChatEvent[] {
    return [
        { kind: "channelChanged", channel: snapshot.channel },
        { kind: "summaryChanged", summary: snapshot.summary },
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
        loadedEvent(details, details.canSend),
    ];
}

/** The changes of a channel; they tell nothing of how far they go. */
export function changesEvents(changes: ChannelChanges): ChatEvent[] {
    return [
        ...snapshotEvents(changes.snapshot),
        ...memberEvents(changes.members),
        ...messageEvents(changes.messages),
    ];
}

export function messageEvents(messages: readonly Message[]): ChatEvent[] {
    return messages.map((message) => ({ kind: "messageChanged", message }));
}

function memberEvents(members: readonly Member[]): ChatEvent[] {
    return members.map((member) => ({ kind: "memberChanged", member }));
}

function loadedEvent(snapshot: ChannelSnapshot, canSend: boolean | null): ChatEvent {
    const { channelId, syncRev } = snapshot.summary;
    return { kind: "snapshotLoaded", channelId, syncRev, canSend };
}

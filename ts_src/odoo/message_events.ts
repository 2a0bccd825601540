import type { ReceivedMessage } from "../engine/ports";
import type { ServerEvent } from "../model/events";

/** @returns What a notification with a message tells: the message and its reactions. */
export function messageEvents({ message, reactions }: ReceivedMessage): ServerEvent[] {
    return [
        { kind: "messageChanged", message },
        ...reactions.map((reaction): ServerEvent => ({
            kind: "reactionChanged",
            channelId: message.channelId,
            reaction,
        })),
    ];
}

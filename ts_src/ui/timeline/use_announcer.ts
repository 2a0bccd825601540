import { useEffect, useState } from "@odoo/owl";

import type { ChannelId, MessageId } from "../../model/ids";
import { textOf } from "../../model/message_text";
import { isOwnMessage } from "../../model/messages";
import type { Message } from "../../model/records";
import type { ChatState } from "../../model/state";
import { _t } from "../translation";

interface Announcement {
    readonly key: MessageId;
    readonly text: string;
}

/** Who comes back to a hundred messages does not want to hear them all. */
const MOST = 3;
const LONGEST = 300;

/**
 * Words for a screen reader about new messages of others, and about nothing else: not about the
 * history that loads above, nor about what one writes oneself.
 *
 * @param isReady Whether the conversation is loaded; what is known by then is not new.
 * @returns The latest announcements, to be put into a live region.
 */
export function useAnnouncer(
    state: ChatState,
    channelId: ChannelId,
    isReady: () => boolean,
): readonly Announcement[] {
    const announcements = useState<Announcement[]>([]);
    let heardUpTo: MessageId | null | undefined;
    const announcementOf = (message: Message | undefined): Announcement[] => {
        if (!message || message.deleted || isOwnMessage(state, message)) {
            return [];
        }
        const words = textOf(message).slice(0, LONGEST);
        const text = message.type === "system" ? words : _t("%s: %s", message.author.name, words);
        return [{ key: message.id, text }];
    };
    const newest = (): MessageId | null => state.messageIds.get(channelId)?.last ?? null;

    useEffect(
        (newestId: MessageId | null, ready: boolean) => {
            if (!ready) {
                return;
            }
            if (heardUpTo !== undefined) {
                const ids = state.messageIds.get(channelId)?.after(heardUpTo) ?? [];
                announcements.push(...ids.flatMap((id) => announcementOf(state.messages.get(id))));
                announcements.splice(0, announcements.length - MOST);
            }
            heardUpTo = newestId;
        },
        () => [newest(), isReady()],
    );
    return announcements;
}

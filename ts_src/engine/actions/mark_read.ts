import type { ChannelId } from "../../model/ids";
import { isOnScreen } from "../../model/stage";
import { newestVisibleId } from "../../model/timeline";
import { hasUnreadOnShow } from "../../model/unread";
import type { ChatContext } from "../chat_context";
import type { ReadMarker } from "../read_marker";

/** Marks everything on show in a channel as read: now, or when the page is looked at again. */
export function markRead(
    { store, attention }: ChatContext,
    readMarker: ReadMarker,
    channelId: ChannelId,
): void {
    if (readMarker.isHeld(channelId)) {
        return;
    }
    if (!attention.isVisible()) {
        readMarker.postpone(channelId);
        return;
    }
    const newestId = newestVisibleId(store.state, channelId);
    if (newestId !== null && hasUnreadOnShow(store.state, channelId)) {
        readMarker.raise(channelId, newestId);
    }
}

/** Makes up for what could not be marked while nobody was looking, where it is still on show. */
export function markPostponed(context: ChatContext, readMarker: ReadMarker): void {
    if (!context.attention.isVisible()) {
        return;
    }
    for (const channelId of readMarker.takePostponed()) {
        if (isOnScreen(context.store.state, channelId)) {
            markRead(context, readMarker, channelId);
        }
    }
}

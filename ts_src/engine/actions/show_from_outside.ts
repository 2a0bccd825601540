import type { ChannelId } from "../../model/ids";
import type { ChatContext } from "../chat_context";
import type { ReadMarker } from "../read_marker";
import { openWindow } from "./change_stage";
import { openChannel } from "./open_channel";

/**
 * Shows a channel to somebody who comes from a notification: where they have the chat in front
 * of them there, else in a floating window.
 */
export async function showFromOutside(
    context: ChatContext,
    readMarker: ReadMarker,
    channelId: ChannelId,
): Promise<void> {
    const { openChannelId, stage } = context.store.state;
    readMarker.release(channelId);
    if (openChannelId !== null || stage.isFullscreen) {
        await openChannel(context, channelId);
    } else {
        await openWindow(context, channelId);
    }
}

import type { ChannelId } from "../../model/ids";
import { raiseNotice } from "../attempt";
import type { ChatContext } from "../chat_context";
import { isGone } from "../failures";
import { fetchChannel } from "./fetch_channel";
import { loadNewest } from "./load_history";

/**
 * Opens a channel, whether it is in the list or not, and loads what is missing of it. One that
 * this person may not see is closed again, with a notice. Opening is not reading: the timeline
 * tells when its newest message was really on the screen.
 */
export async function openChannel(context: ChatContext, channelId: ChannelId): Promise<void> {
    context.store.dispatch({ kind: "channelOpened", channelId });
    await loadChannel(context, channelId);
}

/** Loads what is missing of a channel that is on the screen. */
export async function loadChannel(context: ChatContext, channelId: ChannelId): Promise<void> {
    await Promise.all([loadDetails(context, channelId), loadNewest(context, channelId)]);
}

/** Loads what is missing of the channels on the screen: the open one and those in windows. */
export async function loadOnScreen(context: ChatContext): Promise<void> {
    const { openChannelId, stage } = context.store.state;
    const shown = stage.windows
        .filter(({ isMinimised }) => !isMinimised)
        .map(({ channelId }) => channelId);
    const channelIds = new Set(openChannelId === null ? shown : [openChannelId, ...shown]);
    await Promise.all([...channelIds].map((channelId) => loadChannel(context, channelId)));
    // A head needs no messages, but a name and a picture.
    const heads = stage.windows.filter(({ channelId }) => !channelIds.has(channelId));
    const { channels } = context.store.state;
    const unknown = heads.filter(({ channelId }) => !channels.has(channelId));
    await Promise.all(unknown.map(({ channelId }) => fetchChannel(context, channelId)));
}

async function loadDetails(context: ChatContext, channelId: ChannelId): Promise<void> {
    // Only the details tell the permissions: where they are known, so are the members, and
    // `sync` keeps both the way they are.
    if (context.store.state.permissions.has(channelId)) {
        return;
    }
    const error = await fetchChannel(context, channelId);
    if (error && isGone(error)) {
        raiseNotice(context, error);
    }
}

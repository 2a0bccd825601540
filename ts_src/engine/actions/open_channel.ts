import type { ChannelId } from "../../model/ids";
import type { ChatContext } from "../chat_context";
import { isGone, toFailure } from "../failures";
import { fetchChannel } from "./fetch_channel";
import { loadNewest } from "./load_history";

/**
 * Opens a channel, whether it is in the list or not, and loads what is missing of it. One that
 * this person may not see is closed again, with a notice. Opening is not reading: the timeline
 * tells when its newest message was really on the screen.
 */
export async function openChannel(context: ChatContext, channelId: ChannelId): Promise<void> {
    context.store.dispatch({ kind: "channelOpened", channelId });
    await loadOpenChannel(context);
}

/** Loads what is missing of the open channel, if there is one. */
export async function loadOpenChannel(context: ChatContext): Promise<void> {
    const channelId = context.store.state.openChannelId;
    if (channelId !== null) {
        await Promise.all([loadDetails(context, channelId), loadNewest(context, channelId)]);
    }
}

async function loadDetails(context: ChatContext, channelId: ChannelId): Promise<void> {
    const { store } = context;
    // Only the details tell the permissions: where they are known, so are the members, and
    // `sync` keeps both the way they are.
    if (store.state.sendPermissions.has(channelId)) {
        return;
    }
    const error = await fetchChannel(context, channelId);
    if (error && isGone(error)) {
        store.dispatch({ kind: "noticeRaised", notice: toFailure(error) });
    }
}

import type { ChannelId, MessageId } from "../../model/ids";
import { timelineWindow } from "../../model/timeline";
import type { ChatContext } from "../chat_context";
import { fetchChannel } from "./fetch_channel";
import { loadNewest } from "./load_history";
import { loadMembers } from "./load_members";
import { loadPins } from "./load_pins";
import { openThread } from "./load_thread";

/** What was loaded of a channel. */
export interface Loaded {
    readonly hasTimeline: boolean;
    readonly hasDetails: boolean;
    readonly hasPins: boolean;
    readonly hasMembers: boolean;
    readonly threads: readonly MessageId[];
}

/** @returns What is loaded of a channel now; to be asked before it is forgotten. */
export function whatIsLoaded({ store: { state } }: ChatContext, channelId: ChannelId): Loaded {
    return {
        hasTimeline: timelineWindow(state, channelId).isLoaded,
        hasDetails: state.permissions.has(channelId),
        hasPins: state.pinLists.get(channelId)?.isLoaded ?? false,
        hasMembers: state.memberLists.get(channelId)?.isLoaded ?? false,
        threads: [...state.threads.keys()].filter(
            (parentId) => state.messages.get(parentId)?.channelId === channelId,
        ),
    };
}

/** Loads again what had been loaded of a channel. */
export async function reloadChannel(
    context: ChatContext,
    channelId: ChannelId,
    loaded: Loaded,
): Promise<void> {
    await Promise.all([
        loaded.hasTimeline ? loadNewest(context, channelId) : null,
        loaded.hasDetails ? fetchChannel(context, channelId) : null,
        loaded.hasPins ? loadPins(context, channelId) : null,
        loaded.hasMembers ? loadMembers(context, channelId, "") : null,
        ...loaded.threads.map((parentId) => openThread(context, parentId)),
    ]);
}

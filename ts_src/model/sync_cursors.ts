import type { ChannelId, Rev } from "./ids";
import type { WritableChatState } from "./state";

/*
 * The cursor of a channel says: every change up to here has come through the API, or lies outside
 * the loaded window and will come with its page. Bus notifications never move it. They may be
 * lost, so "rev 12 arrived" does not mean that 11 did; asking again for what the bus brought
 * already costs little, trusting it would lose messages.
 */

/**
 * An API reply holds the channel as of `syncRev`: from there on, changes must be asked for. An
 * older reply that comes late takes the cursor back, since what changed in between is not in it.
 */
export function startCursor(state: WritableChatState, channelId: ChannelId, syncRev: Rev): void {
    const cursor = state.syncCursors.get(channelId);
    if (cursor === undefined || syncRev < cursor) {
        state.syncCursors.set(channelId, syncRev);
    }
}

/**
 * All changes after `sinceRev` up to `syncRev` have arrived. If a late reply has taken the cursor
 * back in the meantime, they do not join on to it, and it stays where it is.
 */
export function advanceCursor(
    state: WritableChatState,
    channelId: ChannelId,
    sinceRev: Rev,
    syncRev: Rev,
): void {
    const cursor = state.syncCursors.get(channelId);
    if (cursor !== undefined && sinceRev <= cursor && cursor < syncRev) {
        state.syncCursors.set(channelId, syncRev);
    }
}

import type { ChatEvent } from "../model/events";
import { toldUnread } from "../model/unread";
import type { ChatContext } from "./chat_context";
import type { ChannelSnapshot } from "./ports";

/**
 * Channels that were not loaded were among those whose unread messages the server counted for us;
 * from now on they count by themselves. If something has happened in one of them since, the
 * numbers differ by it until the first page comes again, with the next round of `ChatSync`.
 *
 * @returns What has to be dispatched before the channels are.
 */
export function arrivalEvents(
    { store: { state }, clock }: ChatContext,
    channels: readonly ChannelSnapshot[],
): ChatEvent[] {
    const now = clock.now();
    const unread = channels
        .filter(({ channel }) => !state.channels.has(channel.id))
        .reduce((sum, told) => sum + toldUnread(state, told, now), 0);
    return unread > 0 ? [{ kind: "channelsArrived", unread }] : [];
}

import type { MessageId, Rev } from "../../model/ids";
import { reactionKey } from "../../model/reactions";
import type { Reaction } from "../../model/records";
import { attempt } from "../attempt";
import type { ChatContext } from "../chat_context";
import { reactionEvents } from "../received";

/** Puts an emoji of this person on a message, or takes it back if it is there. */
export async function toggleReaction(
    context: ChatContext,
    messageId: MessageId,
    emoji: string,
): Promise<void> {
    const { state } = context.store;
    const channelId = state.messages.get(messageId)?.channelId;
    if (channelId === undefined) {
        return;
    }
    const key = reactionKey(state.self.id, emoji);
    const own = state.reactions.get(messageId)?.get(key);
    await context.flights.share(`reaction:${messageId}:${key}`, async () => {
        await attempt(context, async () => {
            const action = own?.active ? "remove" : "add";
            const reactions = await context.api.react(messageId, emoji, action);
            const taken = own?.active ? [takenBack(own)] : [];
            context.store.dispatch(...reactionEvents(channelId, [...taken, ...reactions]));
        });
    });
}

/**
 * The reply does not hold what was taken back, nor with which revision: that comes by bus or
 * `sync`, and is at least the next one. So this copy cannot hide anything newer.
 */
function takenBack(reaction: Reaction): Reaction {
    return { ...reaction, active: false, rev: (reaction.rev + 1) as Rev };
}

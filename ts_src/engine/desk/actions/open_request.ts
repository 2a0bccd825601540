import type { ChannelId } from "../../../model/ids";
import { attempt } from "../desk_attempt";
import type { DeskContext } from "../desk_context";
import type { DeskParts } from "../desk_parts";
import { loadPerson } from "./load_request";

/** Loads the notes and the person beside a conversation; these are caught up with from now on. */
export async function openRequest(
    context: DeskContext,
    { reader, rounds }: DeskParts,
    channelId: ChannelId,
): Promise<void> {
    rounds.note(channelId);
    await Promise.all([
        attempt(context, () => loadPerson(context, channelId)),
        attempt(context, () => reader.catchUp(channelId)),
    ]);
}

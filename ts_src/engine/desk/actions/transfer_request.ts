import type { ChannelId } from "../../../model/ids";
import type { TransferTarget } from "../desk_actions";
import { quietly } from "../desk_attempt";
import type { DeskContext } from "../desk_context";
import type { DeskParts } from "../desk_parts";
import { changeRequest } from "./change_request";

/**
 * Hands a request over to a colleague or a team.
 *
 * @param note What they should know; nothing but space for no note.
 * @returns Whether the server did it.
 */
export async function transferRequest(
    context: DeskContext,
    { reader }: DeskParts,
    channelId: ChannelId,
    target: TransferTarget,
    note: string,
): Promise<boolean> {
    const words = note.trim() === "" ? null : note;
    const { api } = context;
    const isDone = await changeRequest(context, channelId, () =>
        api.transfer(channelId, target, words),
    );
    if (isDone && words !== null) {
        await quietly(() => reader.catchUp(channelId));
    }
    return isDone;
}

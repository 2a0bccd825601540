import { unknownWithUnsent } from "../../model/unsent";
import type { ChatContext } from "../chat_context";
import { fetchChannel } from "./fetch_channel";

/**
 * Looks for the channels that something unsent was written for, where the list does not have
 * them: it is shown in its channel, or else as what is left over of one that is gone.
 */
export async function loadUnsent(context: ChatContext): Promise<void> {
    const { state } = context.store;
    await Promise.all(unknownWithUnsent(state).map((id) => fetchChannel(context, id)));
}

import type { Support } from "../../../model/desk/desk_state";
import type { ChannelId, Timestamp } from "../../../model/ids";
import { expectApiError, toFailure } from "../../failures";
import { attempt } from "../desk_attempt";
import type { DeskContext } from "../desk_context";
import { refreshPerson } from "./load_request";

/**
 * Has the server change a request. If it says no, somebody else has mostly been there before: a
 * notice tells, with their name if they have it, and the request is shown as it is now.
 *
 * @returns Whether the server did it.
 */
export async function changeRequest(
    context: DeskContext,
    channelId: ChannelId,
    change: () => Promise<Support>,
): Promise<boolean> {
    const { store } = context;
    try {
        store.dispatch({ kind: "supportChanged", support: await change() });
        return true;
    } catch (caught) {
        const error = expectApiError(caught);
        store.dispatch({ kind: "noticeChanged", notice: toFailure(error) });
        if (error.kind === "refused") {
            await refreshPerson(context, channelId);
        }
        return false;
    }
}

/** Ends what was no request. The visitor is kept away for a while, too: how long is asked for. */
export async function markSpam(context: DeskContext, channelId: ChannelId): Promise<void> {
    if (await changeRequest(context, channelId, () => context.api.markSpam(channelId))) {
        await refreshPerson(context, channelId);
    }
}

/** Has the server change until when a visitor can write nothing. */
export async function changeBlock(
    context: DeskContext,
    channelId: ChannelId,
    change: () => Promise<Timestamp | null>,
): Promise<void> {
    await attempt(context, async () => {
        const blockedUntil = await change();
        context.store.dispatch({ kind: "blockChanged", channelId, blockedUntil });
    });
}

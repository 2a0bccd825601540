import { canSend } from "../../model/channels";
import { draftProblem, type DraftProblem } from "../../model/drafts";
import type { ChannelId, ClientKey } from "../../model/ids";
import type { ChatContext } from "../chat_context";
import type { SendQueue } from "../send_queue";

/** Why a message was not even queued; the composer keeps its text. */
export type SendRefusal = DraftProblem | "not_allowed";

export type SendOutcome =
    | { readonly accepted: true; readonly clientKey: ClientKey }
    | { readonly accepted: false; readonly refusal: SendRefusal };

/** Queues a message and sends it as soon as its turn comes and the server can be reached. */
export function sendMessage(
    { store, clock, keys }: ChatContext,
    sendQueue: SendQueue,
    channelId: ChannelId,
    content: string,
): SendOutcome {
    const problem = draftProblem(content);
    if (problem) {
        return { accepted: false, refusal: problem };
    }
    if (!canSend(store.state, channelId)) {
        return { accepted: false, refusal: "not_allowed" };
    }
    const clientKey = keys.clientKey();
    store.dispatch({ kind: "messageQueued", channelId, clientKey, content, at: clock.now() });
    sendQueue.send(channelId);
    return { accepted: true, clientKey };
}

import { canSend } from "../../model/channels";
import { draftOf, draftProblem, uploadsOf, type DraftProblem } from "../../model/drafts";
import type { ChannelId, ClientKey, MessageId } from "../../model/ids";
import type { Attachment } from "../../model/records";
import type { ChatContext } from "../chat_context";
import type { MessageExtras } from "../message_extras";
import type { OutboxKeeper } from "../outbox_keeper";
import { plain } from "../plain";
import type { SendQueue } from "../send_queue";
import type { TypingTeller } from "../typing_teller";
import { saveDraft } from "./save_draft";

/** Why a message was not even queued; the composer keeps its text. */
export type SendRefusal = DraftProblem | "not_allowed" | "uploading";

export type SendOutcome =
    | { readonly accepted: true; readonly clientKey: ClientKey }
    | { readonly accepted: false; readonly refusal: SendRefusal };

/** What sending needs. */
export interface Sending {
    readonly sendQueue: SendQueue;
    readonly keeper: OutboxKeeper;
    readonly typing: TypingTeller;
    /** Others may add to what is sent: the page a question is asked on, for instance. */
    readonly extras: MessageExtras;
}

/**
 * Queues the draft of a channel and sends it as soon as its turn comes and the server can be
 * reached. The draft is empty then; a refused one stays as it is.
 */
export function sendMessage(
    context: ChatContext,
    sending: Sending,
    channelId: ChannelId,
    content: string,
): SendOutcome {
    const { state } = context.store;
    if (uploadsOf(state, channelId).some(({ status }) => status === "uploading")) {
        return { accepted: false, refusal: "uploading" };
    }
    const { replyToId, attachments } = draftOf(state, channelId);
    const outcome = queue(context, sending, {
        channelId,
        content,
        parentId: replyToId,
        attachments,
    });
    if (outcome.accepted) {
        saveDraft(context, channelId, { text: "", replyToId: null, attachments: [] });
    }
    return outcome;
}

/** Queues an answer to a message, apart from the channel's draft. */
export function sendReply(
    context: ChatContext,
    sending: Sending,
    parentId: MessageId,
    content: string,
): SendOutcome {
    const channelId = context.store.state.messages.get(parentId)?.channelId;
    if (channelId === undefined) {
        return { accepted: false, refusal: "not_allowed" };
    }
    return queue(context, sending, { channelId, content, parentId, attachments: [] });
}

interface Written {
    readonly channelId: ChannelId;
    readonly content: string;
    readonly parentId: MessageId | null;
    readonly attachments: readonly Attachment[];
}

function queue(
    { store, clock, keys }: ChatContext,
    { sendQueue, keeper, typing, extras }: Sending,
    written: Written,
): SendOutcome {
    const { channelId, content, attachments } = written;
    const problem = draftProblem(content, attachments);
    if (problem) {
        return { accepted: false, refusal: problem };
    }
    if (!canSend(store.state, channelId)) {
        return { accepted: false, refusal: "not_allowed" };
    }
    const clientKey = keys.clientKey();
    const queued = plain({ ...written, extra: extras.take(channelId, written.parentId) });
    store.dispatch({ kind: "messageQueued", ...queued, clientKey, at: clock.now() });
    keeper.keep(clientKey);
    typing.sent(channelId);
    sendQueue.send(channelId);
    return { accepted: true, clientKey };
}

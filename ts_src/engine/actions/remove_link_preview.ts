import type { MessageId } from "../../model/ids";
import { attempt } from "../attempt";
import type { ChatContext } from "../chat_context";
import { messageEvents } from "../received";

/** Takes the preview of a link off a message. */
export async function removeLinkPreview(
    context: ChatContext,
    messageId: MessageId,
    url: string,
): Promise<void> {
    await attempt(context, async () => {
        const received = await context.api.removeLinkPreview(messageId, url);
        context.store.dispatch(...messageEvents([received]));
    });
}

import { attempt } from "../attempt";
import type { ChatContext } from "../chat_context";
import type { MessageId } from "../../model/ids";
import { messageEvents } from "../received";

/** @returns Whether the server took the new text; if not, a notice tells why. */
export function editMessage(
    context: ChatContext,
    messageId: MessageId,
    content: string,
): Promise<boolean> {
    return attempt(context, async () => {
        const received = await context.api.editMessage(messageId, content);
        context.store.dispatch(...messageEvents([received]));
    });
}

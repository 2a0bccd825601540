import type { Message } from "../model/records";
import type { ChatContext } from "./chat_context";
import { expectApiError } from "./failures";
import { messageEvents } from "./received";

/**
 * Has the server look at the pages that an own message links to. Previews are an extra: nobody
 * is told when that does not work.
 */
export async function fetchPreviews(context: ChatContext, message: Message): Promise<void> {
    if (!/https?:\/\//i.test(message.content)) {
        return;
    }
    try {
        const received = await context.api.fetchLinkPreviews(message.id);
        context.store.dispatch(...messageEvents([received]));
    } catch (caught) {
        expectApiError(caught);
    }
}

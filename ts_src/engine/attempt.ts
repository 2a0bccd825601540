import type { ChatContext } from "./chat_context";
import { expectApiError, toFailure } from "./failures";
import type { ApiError } from "./ports";

/**
 * Does what a person asked for. Where nothing else shows that it failed, a notice does.
 *
 * @param run May reject with an `ApiError`.
 * @returns Whether it worked.
 */
export async function attempt(context: ChatContext, run: () => Promise<void>): Promise<boolean> {
    try {
        await run();
        return true;
    } catch (caught) {
        raiseNotice(context, expectApiError(caught));
        return false;
    }
}

/** Tells the person why something did not work. */
export function raiseNotice({ store }: ChatContext, error: ApiError): void {
    store.dispatch({ kind: "noticeRaised", notice: { ...toFailure(error), undo: null } });
}

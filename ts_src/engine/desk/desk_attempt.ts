import { expectApiError, toFailure } from "../failures";
import type { ApiError } from "../ports";
import type { DeskContext } from "./desk_context";

/**
 * Does what an agent asked for; a notice tells if it failed.
 *
 * @param run May reject with an `ApiError`.
 * @returns Whether it worked.
 */
export async function attempt(context: DeskContext, run: () => Promise<void>): Promise<boolean> {
    const error = await quietly(run);
    if (error) {
        context.store.dispatch({ kind: "noticeChanged", notice: toFailure(error) });
    }
    return error === null;
}

/**
 * Does what nobody asked for.
 *
 * @param run May reject with an `ApiError`.
 * @returns Why it failed; null if it did not.
 */
export async function quietly(run: () => Promise<void>): Promise<ApiError | null> {
    try {
        await run();
        return null;
    } catch (caught) {
        return expectApiError(caught);
    }
}

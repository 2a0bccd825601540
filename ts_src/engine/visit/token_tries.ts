import type { ChannelId } from "../../model/ids";
import { expectApiError } from "../failures";
import type { ApiError } from "../ports";
import type { KeptVisit, VisitAccess } from "./ports/records";

/** A token may be replaced while it is being used, but not again and again. */
const maxTokens = 3;

/** Whoever has the token, which may change whenever somebody else has the turn. */
export interface TokenHolder {
    readonly current: KeptVisit | null;
    /** Nothing happens any more. */
    readonly isClosed: boolean;
}

/**
 * Asks the server for something with the token, and again with another one where there is one by
 * then.
 *
 * @param judge Finds out what has become of a token that the server does not know.
 * @returns Null if there is no conversation, not any more, or another one by now.
 * @throws {ApiError} As `run` and `judge` do; but a token that is good for nothing is no error: the
 *   conversation has ended then.
 */
export async function tryTokens<Result>(
    holder: TokenHolder,
    run: (access: VisitAccess) => Promise<Result>,
    judge: (token: string, error: ApiError) => Promise<void>,
): Promise<Result | null> {
    const channelId = holder.current?.channelId;
    for (let tries = 1; holder.current && isStill(holder, channelId); tries += 1) {
        const { channelId: id, token } = holder.current;
        try {
            const result = await run({ channelId: id, token });
            return isStill(holder, channelId) ? result : null;
        } catch (caught) {
            const error = expectApiError(caught);
            if (!isStill(holder, channelId)) {
                return null;
            }
            if (error.code !== "unauthenticated" || tries === maxTokens) {
                throw error;
            }
            await judge(token, error);
        }
    }
    return null;
}

function isStill({ isClosed, current }: TokenHolder, channelId: ChannelId | undefined): boolean {
    return !isClosed && current?.channelId === channelId;
}

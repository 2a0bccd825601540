import type { Timestamp } from "./ids";
import type { ChatState } from "./state";

/**
 * @param at A moment by this machine's clock, which may be wrong.
 * @returns The same moment by the server's clock, as far as the two have been compared.
 */
export function serverTime(state: ChatState, at: Timestamp): Timestamp {
    return at + state.clockOffset;
}

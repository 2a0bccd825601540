import { serverTime } from "./clock";
import type { Timestamp } from "./ids";
import type { ChatState } from "./state";

const hour = 3_600_000;

/** Long enough for "until I want it back", and a time that every calendar knows. */
export const muteForGood: Timestamp = Date.UTC(2100, 0, 1);

/**
 * @param now By this machine's clock.
 * @returns When a mute that begins now ends, by the server's clock, which it is compared with.
 */
export function muteFor(state: ChatState, hours: number, now: Timestamp): Timestamp {
    return serverTime(state, now) + hours * hour;
}

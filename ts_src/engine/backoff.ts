import type { ApiError } from "./ports";

const shortest = 1_000;
const longest = 30_000;

/**
 * How long to wait before trying again: 1 s, then twice as long each time up to 30 s, less up to
 * a half at random, so that everybody does not come back in the same moment after a restart.
 *
 * @param attempt Failed attempts so far, from 1.
 * @param random Uniform in [0, 1).
 * @returns Milliseconds; at least what the server asked for.
 */
export function retryDelay(attempt: number, random: number, error: ApiError): number {
    const full = Math.min(longest, shortest * 2 ** (attempt - 1));
    const spread = Math.max(shortest, full * (1 - random / 2));
    return Math.max(spread, (error.retryAfter ?? 0) * 1_000);
}

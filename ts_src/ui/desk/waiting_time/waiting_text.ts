import { DateTime } from "luxon";

import type { Timestamp } from "../../../model/ids";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** From now on somebody has waited too long, and then far too long. */
export const LONG_WAIT = 3 * MINUTE;
export const TOO_LONG_WAIT = 10 * MINUTE;

/** @returns For how long somebody has waited: "0:42", "12:05", later "2 hr. ago". */
export function waitingText(since: Timestamp, now: Timestamp): string {
    const waited = Math.max(0, now - since);
    return waited < HOUR
        ? DateTime.fromMillis(waited, { zone: "utc" }).toFormat("m:ss")
        : (DateTime.fromMillis(since).toRelative({
              base: DateTime.fromMillis(now),
              style: "short",
          }) ?? "");
}

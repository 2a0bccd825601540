import type { Locks } from "../engine/ports";
import type { UserId } from "../model/ids";
import { LeaseLocks } from "./lease_locks";
import { ownStorage } from "./storage";

/** A claim is forgotten after this many milliseconds: what it was for has passed by then. */
const CLAIM_MS = 10_000;

/**
 * Turns among the tabs of one person: the browser's own locks, which end with the tab that holds
 * them. They exist on secure pages only; elsewhere leases in the storage do.
 *
 * @param owner Who takes turns: a person's tabs, or what visitors' tabs name themselves.
 */
export function browserLocks(
    owner: UserId | string,
    manager: LockManager | undefined = navigator.locks,
): Locks {
    if (!manager) {
        return new LeaseLocks(`seitech_chat.${owner}.lock.`, ownStorage());
    }
    const prefix = `seitech_chat.${owner}.`;
    return {
        hold: async (name, task) => {
            await manager.request(prefix + name, task);
        },
        claim: (name) =>
            new Promise((resolve) => {
                const keep = (lock: Lock | null): Promise<void> => {
                    resolve(lock !== null);
                    const rest = lock === null ? 0 : CLAIM_MS;
                    return new Promise((release) => setTimeout(release, rest));
                };
                // Better told twice than not at all.
                manager
                    .request(prefix + name, { ifAvailable: true }, keep)
                    .catch(() => resolve(true));
            }),
    };
}

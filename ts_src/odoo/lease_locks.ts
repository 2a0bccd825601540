import type { Locks } from "../engine/ports";

/** A tab that does not renew its lease for this long is taken for gone. */
const LEASE_MS = 3_000;
const RENEWAL_MS = 1_000;
/** Two tabs that write in the same moment both see the later one's name after this. */
const SETTLE_MS = 40;
const RETRY_MS = 200;

interface Lease {
    readonly owner: string;
    readonly until: number;
}

/**
 * Locks for pages on which the browser offers none: whoever's name stands in the storage has the
 * turn. Two tabs can both believe it for a moment when the machine stalls; then a message is sent
 * by both, under one key, and the server keeps one. Where nothing can be stored, each tab has
 * every turn, for the same reason.
 */
export class LeaseLocks implements Locks {
    private readonly owner = String(Math.random());
    /** Tasks of this very tab, which has one name only. */
    private readonly queues = new Map<string, Promise<void>>();

    /** @param storage Null where the browser keeps nothing. */
    constructor(
        private readonly prefix: string,
        private readonly storage: Storage | null,
    ) {
        this.sweep();
    }

    hold(name: string, task: () => Promise<void>): Promise<void> {
        const before = this.queues.get(name) ?? Promise.resolve();
        const turn = before.then(() => this.holdAlone(`turn.${name}`, task));
        const settled = turn.catch(() => undefined);
        this.queues.set(name, settled);
        return turn;
    }

    async claim(name: string): Promise<boolean> {
        const key = `claim.${name}`;
        const isFirst = await this.take(key);
        if (isFirst) {
            setTimeout(() => this.release(key), LEASE_MS);
        }
        return isFirst;
    }

    private async holdAlone(key: string, task: () => Promise<void>): Promise<void> {
        while (!(await this.take(key))) {
            await pause(RETRY_MS);
        }
        const renewal = setInterval(() => this.renew(key), RENEWAL_MS);
        try {
            await task();
        } finally {
            clearInterval(renewal);
            this.release(key);
        }
    }

    /** @returns Whether the lease is this tab's. */
    private async take(key: string): Promise<boolean> {
        if (this.isTaken(key)) {
            return false;
        }
        if (!this.write(key)) {
            return true;
        }
        await pause(SETTLE_MS);
        return this.isOwn(key);
    }

    private isTaken(key: string): boolean {
        const lease = this.read(key);
        const rest = lease === null ? 0 : lease.until - Date.now();
        // One that runs for longer was written before somebody set the clock back.
        return rest > 0 && rest <= LEASE_MS;
    }

    private isOwn(key: string): boolean {
        return this.read(key)?.owner === this.owner;
    }

    /** A tab that was asleep may have lost its turn to another one. */
    private renew(key: string): void {
        if (this.isOwn(key)) {
            this.write(key);
        }
    }

    private release(key: string): void {
        if (this.isOwn(key)) {
            this.storage?.removeItem(this.prefix + key);
        }
    }

    /** @returns Whether it could be stored. */
    private write(key: string): boolean {
        const lease: Lease = { owner: this.owner, until: Date.now() + LEASE_MS };
        try {
            this.storage?.setItem(this.prefix + key, JSON.stringify(lease));
            return this.storage !== null;
        } catch {
            return false;
        }
    }

    private read(key: string): Lease | null {
        try {
            const lease: unknown = JSON.parse(this.storage?.getItem(this.prefix + key) ?? "null");
            const { owner, until } = (lease ?? {}) as Partial<Lease>;
            return typeof owner === "string" && typeof until === "number" ? { owner, until } : null;
        } catch {
            return null;
        }
    }

    /** Takes away what pages that are gone have left. */
    private sweep(): void {
        for (const name of Object.keys(this.storage ?? {})) {
            const key = name.slice(this.prefix.length);
            if (name.startsWith(this.prefix) && !this.isTaken(key)) {
                this.storage?.removeItem(name);
            }
        }
    }
}

function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

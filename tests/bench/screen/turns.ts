/** Taking turns in browsers, and collecting what comes of it. */
import { type Measured, type Results, summary } from "../measure";

/** Whoever takes part. */
export interface Named {
    /** As in the results. */
    readonly name: string;
}

/** There and back again: nobody is always the first. */
export async function inTurns<T extends Named>(
    systems: readonly T[],
    rounds: number,
    turn: (system: T) => Promise<void>,
): Promise<void> {
    for (let round = 0; round < rounds; round++) {
        for (const system of round % 2 ? systems.toReversed() : systems) {
            await turn(system);
        }
    }
}

/** Who has used up this much of a turn does the same no more often in it. */
const BUDGET_MS = 45_000;

/** Does something so many times, fewer where each takes very long, but once at least. */
export async function repeated(times: number, work: () => Promise<void>): Promise<void> {
    const deadline = performance.now() + BUDGET_MS;
    for (let number = 0; number < times; number++) {
        if (number > 0 && performance.now() > deadline) {
            return;
        }
        await work();
    }
}

/** The figures of one row, by system. */
export class Samples {
    private readonly values = new Map<string, number[]>();
    private readonly failures = new Map<string, Record<string, number>>();

    /** @param values undefined where something was waited for in vain. */
    add(system: Named, ...values: readonly (number | undefined)[]): void {
        const known = values.filter((value) => value !== undefined);
        this.values.set(system.name, [...(this.values.get(system.name) ?? []), ...known]);
        for (let missing = values.length - known.length; missing > 0; missing--) {
            this.fail(system, "waited in vain");
        }
    }

    fail(system: Named, what: string): void {
        const failures = this.failures.get(system.name) ?? {};
        failures[what] = (failures[what] ?? 0) + 1;
        this.failures.set(system.name, failures);
    }

    results(): Results {
        return Object.fromEntries([...this.values.keys()].map((name) => [name, this.of(name)]));
    }

    private of(name: string): Measured {
        return summary(this.values.get(name) ?? [], this.failures.get(name));
    }
}

/** What every case file has in hand. */
import type { Reply, Session } from "../http_client";
import type { Contestant, Results } from "../measure";
import type { OdooServer } from "../odoo_server";
import type { Plan } from "../plan";
import type { Premises } from "../premises";
import type { System } from "../systems/system";
import type { Target } from "../targets";

export interface Bench {
    readonly plan: Plan;
    readonly server: OdooServer;
    readonly systems: readonly System[];
    /** The signed-in session of a person of the plan. */
    session(person: number): Session;
    /** Number of the message at a position, from 1, of the channel that is paged through. */
    pagedMessageNo(position: number): number;
    report(row: Row): void;
}

export type Unit = "bytes" | "count";

/** One line of the result. */
export interface Row {
    readonly group: string;
    readonly name: string;
    readonly results: Results;
    readonly targets: readonly Target[];
    /** What the figures count; milliseconds when absent. */
    readonly unit?: Unit;
}

/** One kind of thing to measure. */
export type CaseFile = (bench: Bench) => Promise<void>;

/** What those cases have that need websites of their own. */
export interface SiteBench {
    readonly premises: Premises;
    readonly isQuick: boolean;
    readonly say: (line: string) => void;
    readonly report: (row: Row) => void;
    /** Adds to what the report says of the run. */
    readonly note: (circumstances: Readonly<Record<string, string>>) => void;
}

export type SiteCaseFile = (bench: SiteBench) => Promise<void>;

/** Every system doing the same. */
export function contestants(
    bench: Bench,
    call: (system: System, index: number, client: number) => Promise<Reply>,
): readonly Contestant[] {
    return bench.systems.map((system) => ({
        name: system.name,
        call: (index, client) => call(system, index, client),
    }));
}

/** The element at an index that may run past the end: round and round. */
export function cycled<T>(values: readonly T[], index: number): T {
    const value = values[index % values.length];
    if (value === undefined) {
        throw new Error("nothing to go round");
    }
    return value;
}

/** Which e2e test files run side by side: what is known of their durations, shared out evenly. */
import { basename } from "node:path";

/** `tests/e2e/durations.json`. */
export interface Durations {
    /** Files that are never run at the same time: they load the machine, or measure seconds. */
    readonly together: readonly string[];
    /** Seconds that each file took, by its name without `.test.ts`. */
    readonly seconds: Readonly<Record<string, number>>;
}

/** What a file is taken for that has not been measured yet. */
const UNKNOWN_SECONDS = 10;

/** @returns The name that a test file has in the table of durations. */
export function shortName(file: string): string {
    return basename(file, ".test.ts");
}

/** @returns How long the files are expected to take, one after the other. */
export function expectedSeconds(files: readonly string[], { seconds }: Durations): number {
    return files.reduce((sum, file) => sum + (seconds[shortName(file)] ?? UNKNOWN_SECONDS), 0);
}

/**
 * Shares files out: the longest first, each to the lane that has least to do.
 *
 * @param files all that is to be run
 * @param count how many lanes there are
 * @param durations the table; files that it does not know count as ten seconds
 * @returns the files of each lane, in the order given; every file is in exactly one of them
 */
export function shareOut(
    files: readonly string[],
    count: number,
    durations: Durations,
): readonly (readonly string[])[] {
    const together = files.filter((file) => durations.together.includes(shortName(file)));
    const units = [together, ...files.filter((file) => !together.includes(file)).map((f) => [f])];
    const lanes = Array.from({ length: count }, (): string[] => []);
    const work = (unit: readonly string[]): number => expectedSeconds(unit, durations);
    for (const unit of units.toSorted((a, b) => work(b) - work(a))) {
        lanes.toSorted((a, b) => work(a) - work(b))[0]?.push(...unit);
    }
    return lanes.map((lane) => lane.toSorted((a, b) => files.indexOf(a) - files.indexOf(b)));
}

/** What each entry adds to the page that loads it, as the build weighs it. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Bench } from "../cases/case";
import { summary } from "../measure";
import { weightLimit } from "../targets";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

interface Weight {
    readonly entry: string;
    readonly kilobytes: number;
    readonly budget: number;
}

export async function measureWeight(bench: Bench): Promise<void> {
    for (const { entry, kilobytes, budget } of weightsIn(await buildTable())) {
        bench.report({
            group: "weight",
            name: entry,
            results: { seitech: summary([kilobytes * 1_024]) },
            targets: [weightLimit(budget)],
            unit: "bytes",
        });
    }
}

/** The build also prints it when an entry is over its budget, and then fails. */
function buildTable(): Promise<string> {
    return new Promise((resolve) => {
        execFile("node", ["build.mjs", "--weigh"], { cwd: ROOT }, (_error, output) =>
            resolve(output),
        );
    });
}

/** @throws Error when there is no table in it. */
function weightsIn(output: string): readonly Weight[] {
    const rows = output.matchAll(/^(\w+) +(?:[\d.]+ KB +)*([\d.]+) KB +([\d.]+) KB *$/gm);
    const weights = [...rows].map(([, entry = "", kilobytes, budget]) => ({
        entry,
        kilobytes: Number(kilobytes),
        budget: Number(budget),
    }));
    if (weights.length === 0) {
        throw new Error("node build.mjs --weigh printed no weights");
    }
    return weights;
}

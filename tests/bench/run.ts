/** The benchmark: makes its databases, starts Odoos on them, measures, reports, cleans up. */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Row } from "./cases/case";
import { circumstancesOf } from "./circumstances";
import { HELP, type Options, parseOptions, PLANNED_CASES, SITE_CASES } from "./options";
import { runPlanned } from "./planned";
import { Premises } from "./premises";
import { progressLine, writeReport } from "./report";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** How long a line that has begun may take beyond the time limit before all is ended. */
const GRACE_MS = 240_000;

function say(line: string): void {
    process.stdout.write(`${line}\n`);
}

async function main(options: Options): Promise<void> {
    const results = resolve(options.results ?? join(ROOT, ".dev/test-results/bench"));
    mkdirSync(results, { recursive: true });
    const premises = new Premises({
        template: options.template,
        addons: resolve(options.addons ?? join(ROOT, "addon")),
        results,
        keepsDatabases: options.keepsDatabases,
    });
    const deadline = Date.now() + options.maxMinutes * 60_000;
    const emergency = (reason: string) => {
        process.stderr.write(`bench: ${reason}\n`);
        void premises.abandon().finally(() => process.exit(1));
    };
    const watchdog = setTimeout(() => emergency("took too long"), deadline + GRACE_MS - Date.now());
    // Whatever ends this process, its Odoos do not outlive it. A closed pipe (`| head`) is no
    // reason to end: the report still goes to its file.
    process.once("exit", () => premises.kill());
    process.stdout.on("error", () => undefined);
    process.once("SIGINT", () => emergency("interrupted"));
    process.once("SIGTERM", () => emergency("ended"));
    process.once("SIGHUP", () => emergency("ended"));
    try {
        await measureAll(options, premises, results, deadline);
    } finally {
        clearTimeout(watchdog);
        await premises.close();
    }
}

async function measureAll(
    options: Options,
    premises: Premises,
    results: string,
    deadline: number,
): Promise<void> {
    const rows: Row[] = [];
    const report = (row: Row): void => {
        rows.push(row);
        say(progressLine(row));
        if (Date.now() > deadline) {
            throw new TimeIsUp();
        }
    };
    const circumstances = { ...(await circumstancesOf(options.isQuick)) };
    const note = (more: Readonly<Record<string, string>>): void => {
        Object.assign(circumstances, more);
    };
    const { isQuick, port } = options;
    const end = await endOf(async () => {
        const planned = chosen(PLANNED_CASES, options.cases);
        if (Object.keys(planned).length > 0) {
            await runPlanned(premises, { cases: planned, isQuick, port, say, report, note });
        }
        for (const measure of Object.values(chosen(SITE_CASES, options.cases))) {
            await measure({ premises, isQuick, say, report, note });
        }
    });
    const remarks = end
        ? [`${end.message} after ${rows.length} lines; the rest was not measured`]
        : [];
    if (rows.length > 0) {
        say(`\n${writeReport(results, rows, circumstances, remarks)}`);
        say(`\nwritten to ${results}`);
    }
    if (end && !(end instanceof TimeIsUp)) {
        throw end;
    }
}

function chosen<T>(
    cases: Readonly<Record<string, T>>,
    names: readonly string[],
): Record<string, T> {
    return Object.fromEntries(Object.entries(cases).filter(([name]) => names.includes(name)));
}

class TimeIsUp extends Error {
    override readonly message = "time was up";
}

/** @returns what ended it too early; what was measured before is not lost. */
async function endOf(work: () => Promise<void>): Promise<Error | undefined> {
    try {
        await work();
        return undefined;
    } catch (error) {
        return error instanceof Error ? error : new Error(String(error));
    }
}

try {
    const options = parseOptions(process.argv.slice(2));
    if (options) {
        await main(options);
    } else {
        say(HELP);
    }
} catch (error) {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
}

/** The command line. */
import { parseArgs } from "node:util";
import { measureFlood } from "./cases/flood";
import { measureFloor } from "./cases/floor";
import { measureList } from "./cases/list";
import { measurePage } from "./cases/page";
import { measureScreen } from "./cases/screen";
import { measureSearch } from "./cases/search";
import { measureSend } from "./cases/send";
import { measureReaction, measureRead, measureTyping } from "./cases/small";
import { measureWidget } from "./cases/widget";
import type { CaseFile, SiteCaseFile } from "./cases/case";

/** What is measured on one Odoo with both systems in it, in this order. */
export const PLANNED_CASES: Readonly<Record<string, CaseFile>> = {
    floor: measureFloor,
    list: measureList,
    page: measurePage,
    read: measureRead,
    typing: measureTyping,
    reaction: measureReaction,
    search: measureSearch,
    send: measureSend,
    screen: measureScreen,
};

/** What is measured after that, on websites of its own. */
export const SITE_CASES: Readonly<Record<string, SiteCaseFile>> = {
    widget: measureWidget,
    flood: measureFlood,
};

const CASES: readonly string[] = [...Object.keys(PLANNED_CASES), ...Object.keys(SITE_CASES)];

export const HELP = `Measures our chat beside Odoo's own Discuss and Live Chat: same server, same data, taking turns.

node --import tsx tests/bench/run.ts [options]

  --quick            small sizes, under a minute: does the benchmark work?
  --only LIST        of ${CASES.join(",")}
  --template NAME    database to copy, with website_slides (BENCH_TEMPLATE); without one,
                     a database is made from nothing, which takes minutes
  --addons FOLDER    folder that holds seitech_elearning (default: addon/)
  --port NUMBER      port of the benchmark's own Odoo (default: 8170); websites take any
  --results FOLDER   where bench.md and bench.json go (default: .dev/test-results/bench)
  --max-minutes N    reports what it has by then and ends (default: 40, quick: 4)
  --keep             keeps the databases

PGHOST, PGUSER, PGPASSWORD and ODOO_BIN are obeyed.
`;

export interface Options {
    readonly isQuick: boolean;
    readonly cases: readonly string[];
    readonly template: string | undefined;
    readonly addons: string | undefined;
    readonly port: number;
    readonly results: string | undefined;
    readonly maxMinutes: number;
    readonly keepsDatabases: boolean;
}

/**
 * @returns what the person asked for, or undefined for help.
 * @throws Error with a sentence for people when an option makes no sense.
 */
export function parseOptions(args: readonly string[]): Options | undefined {
    const { values } = parseArgs({
        args: [...args],
        options: {
            quick: { type: "boolean", default: false },
            only: { type: "string" },
            template: { type: "string" },
            addons: { type: "string" },
            port: { type: "string", default: "8170" },
            results: { type: "string" },
            "max-minutes": { type: "string" },
            keep: { type: "boolean", default: false },
            help: { type: "boolean", default: false },
        },
    });
    if (values.help) {
        return undefined;
    }
    const cases = values.only?.split(",") ?? CASES;
    const unknown = cases.find((name) => !CASES.includes(name));
    if (unknown !== undefined) {
        throw new Error(`there is nothing called "${unknown}" to measure`);
    }
    return {
        isQuick: values.quick,
        cases: CASES.filter((name) => cases.includes(name)),
        template: values.template ?? process.env["BENCH_TEMPLATE"],
        addons: values.addons,
        port: positive("--port", values.port),
        results: values.results,
        maxMinutes: positive("--max-minutes", values["max-minutes"] ?? (values.quick ? "4" : "40")),
        keepsDatabases: values.keep,
    };
}

function positive(name: string, text: string): number {
    const value = Number(text);
    if (!Number.isFinite(value) || value <= 0) {
        throw new Error(`${name} needs a number, not "${text}"`);
    }
    return value;
}

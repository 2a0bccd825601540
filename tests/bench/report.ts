/** Results as tables for people and as JSON for programs. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Row } from "./cases/case";
import type { Circumstances } from "./circumstances";
import type { Measured } from "./measure";

const GROUP_TITLES: Readonly<Record<string, string>> = {
    floor: "The floor",
    send: "Send",
    list: "Channel list",
    page: "Page of messages",
    read: "Mark read",
    typing: "Typing",
    reaction: "Reaction",
    search: "Search",
    screen: "In the browser",
    weight: "What a page has to load, compressed",
    widget: "The visitor's widget on the website",
    flood: "Other people while the support team is flooded",
};

const GROUP_COLUMNS: Readonly<Record<string, readonly string[]>> = {
    send: ["discuss", "seitech", "floor"],
    widget: ["livechat", "seitech", "page"],
    flood: ["seitech"],
};

const COLUMN_TITLES: Readonly<Record<string, string>> = {
    discuss: "Discuss",
    livechat: "Live Chat",
    seitech: "Seitech",
    floor: "Floor",
    page: "Page without",
};

/** Writes `bench.md` and `bench.json`. @returns the Markdown. */
export function writeReport(
    folder: string,
    rows: readonly Row[],
    circumstances: Circumstances,
    remarks: readonly string[],
): string {
    const markdown = [
        "# Benchmark",
        "",
        ...Object.entries(circumstances).map(([name, value]) => `- ${name}: ${value}`),
        ...remarks.map((remark) => `- **${remark}**`),
        "",
        "Times are what a client on the same machine waits for an answer, or a person in a browser for",
        "what they see: median / 95th percentile.",
        "Ratios are ours to Odoo's own chat of the same, interleaved run: Discuss, or on the website",
        "Live Chat, there with what the chat adds to the page without one in brackets.",
        "",
        ...Object.keys(GROUP_TITLES).flatMap((group) => groupTable(rows, group)),
        ...timeTable(rows),
        ...problemList(rows),
    ].join("\n");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "bench.md"), `${markdown}\n`);
    const json = { circumstances, remarks, rows: rows.map(judged) };
    writeFileSync(join(folder, "bench.json"), `${JSON.stringify(json, null, 2)}\n`);
    return markdown;
}

/** One line while the run goes on. */
export function progressLine(row: Row): string {
    const results = Object.entries(row.results).map(
        ([name, measured]) => `${name} ${cell(measured, row.unit, without(row, name))}`,
    );
    return `${row.group}: ${row.name}: ${results.join(" | ") || "nobody can do this yet"}`;
}

function groupTable(rows: readonly Row[], group: string): readonly string[] {
    const own = rows.filter((row) => row.group === group);
    if (own.length === 0) {
        return [];
    }
    const title = [`## ${GROUP_TITLES[group] ?? group}`, ""];
    if (group === "floor") {
        return [
            ...title,
            ...table(
                ["", "Cost"],
                own.map(({ name, results }) => [name, cell(results["floor"])]),
            ),
        ];
    }
    const columns = GROUP_COLUMNS[group] ?? ["discuss", "seitech"];
    const heads = ["", ...columns.map((name) => COLUMN_TITLES[name] ?? name), "Reached (target)"];
    const lines = own.map((row) =>
        [row.name].concat(
            columns.map((name) => cell(row.results[name], row.unit, without(row, name))),
            verdicts(row),
        ),
    );
    return [...title, ...table(heads, lines)];
}

/** @returns what to take off to see what a column's chat adds. */
function without({ results }: Row, column: string): Measured | undefined {
    return column === "page" ? undefined : results["page"];
}

/** Odoo's own chat of the row. */
function rival({ results }: Row): Measured | undefined {
    return results["discuss"] ?? results["livechat"];
}

/** Where the server spends a single call: in PostgreSQL, or in everything else. */
function timeTable(rows: readonly Row[]): readonly string[] {
    const lines = rows.flatMap((row) =>
        Object.entries(row.results).flatMap(([name, measured]) =>
            measured.queries === undefined || row.group === "floor"
                ? []
                : [[`${row.group}: ${row.name}`, name, ...serverShare(measured)]],
        ),
    );
    const heads = ["", "System", "Requests", "Queries", "In SQL", "Python and the rest"];
    return lines.length === 0 ? [] : ["## Where the time goes", "", ...table(heads, lines)];
}

function serverShare(measured: Measured): readonly string[] {
    return [
        measured.requests.toFixed(0),
        String(Math.round(measured.queries ?? 0)),
        duration(measured.sqlMs ?? 0),
        duration(measured.otherMs ?? 0),
    ];
}

function problemList(rows: readonly Row[]): readonly string[] {
    const problems = rows.flatMap((row) =>
        Object.entries(row.results).flatMap(([name, { failures, calls }]) =>
            Object.entries(failures).map(
                ([failure, count]) =>
                    `- ${row.group}: ${row.name}: ${name}: ${failure} ${count} of ${calls}`,
            ),
        ),
    );
    const serverErrors = rows
        .flatMap((row) => Object.values(row.results))
        .reduce((sum, measured) => sum + measured.serverErrors, 0);
    return [
        "## Failures",
        "",
        `Answers with a status of 500 or above: ${serverErrors}.`,
        "",
        ...problems,
    ];
}

function verdicts(row: Row): string {
    const ours = row.results["seitech"];
    return row.targets
        .map((target) => {
            if (!hasFigures(ours)) {
                return `– (${target.text})`;
            }
            const { reached, isMet } = target.judge(ours, rival(row), row.results["page"]);
            const mark = isMet === undefined ? "" : isMet ? " ✓" : " ✗";
            return `${reached} (${target.text})${mark}`;
        })
        .join(" · ");
}

function judged(row: Row): unknown {
    const ours = row.results["seitech"];
    return {
        group: row.group,
        name: row.name,
        unit: row.unit ?? "ms",
        results: row.results,
        targets: row.targets.map((target) => ({
            target: target.text,
            ...(hasFigures(ours) ? target.judge(ours, rival(row), row.results["page"]) : {}),
        })),
    };
}

/** Where everything failed there is nothing to judge. */
function hasFigures(measured: Measured | undefined): measured is Measured {
    return measured !== undefined && measured.failed < measured.calls;
}

/** @param base What the same is without a chat: then the difference is shown as well. */
function cell(measured: Measured | undefined, unit?: Row["unit"], base?: Measured): string {
    if (!measured) {
        return "–";
    }
    const { p50, p95 } = measured;
    const added = base && p50 - base.p50;
    const parts = [
        unit === undefined ? `${duration(p50)} / ${duration(p95)}` : amount(p50, unit),
        ...(added === undefined
            ? []
            : [`(${added < 0 ? "−" : "+"}${amount(Math.abs(added), unit)})`]),
    ];
    if (measured.perSecond === undefined) {
        if (measured.queries !== undefined) {
            parts.push(`${Math.round(measured.queries)} queries`);
        }
        if (measured.bytes !== undefined) {
            parts.push(size(measured.bytes));
        }
    } else {
        parts.unshift(`${measured.perSecond.toFixed(1)}/s`);
        parts.push(`longest ${duration(measured.max)}`);
    }
    if (measured.failed > 0) {
        parts.push(`${measured.failed} of ${measured.calls} failed`);
    }
    return parts.join(" · ");
}

function amount(value: number, unit: Row["unit"]): string {
    const inUnit = { bytes: size, count: String };
    return unit === undefined ? duration(value) : inUnit[unit](value);
}

function duration(ms: number): string {
    if (ms >= 1_000) {
        return `${(ms / 1_000).toFixed(1)} s`;
    }
    return `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
}

function size(bytes: number): string {
    if (bytes >= 1_024 ** 2) {
        return `${(bytes / 1_024 ** 2).toFixed(1)} MB`;
    }
    return bytes < 1_024 ? `${bytes} B` : `${(bytes / 1_024).toFixed(bytes < 10_240 ? 1 : 0)} KB`;
}

function table(heads: readonly string[], lines: readonly (readonly string[])[]): readonly string[] {
    const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
    return [line(heads), line(heads.map(() => "---")), ...lines.map(line), ""];
}

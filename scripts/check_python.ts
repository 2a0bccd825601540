/**
 * Ruff, linter and formatter, over all Python files: check_python.ts [--fix]. With --fix it writes
 * the formatting and the safe fixes. Ruff runs as a library, so that no Python package is needed.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

import { PositionEncoding, Workspace, type Diagnostic } from "@astral-sh/ruff-wasm-nodejs";
import { parse } from "smol-toml";

import { sourceFiles } from "./source_files";

interface RuffSettings {
    readonly lint?: { readonly "per-file-ignores"?: Readonly<Record<string, readonly string[]>> };
}

const settings = parse(readFileSync("ruff.toml", "utf8")) as RuffSettings;
const ignoredIn = settings.lint?.["per-file-ignores"] ?? {};
const workspace = new Workspace(settings, PositionEncoding.Utf16);

/** Ruff as a library knows no file names: what it ignores per file is decided here. */
function isIgnored(file: string, diagnostic: Diagnostic): boolean {
    return (ignoredIn[basename(file)] ?? []).some((code) => diagnostic.code?.startsWith(code));
}

function lint(file: string, text: string): string[] {
    const found = workspace.check(text) as Diagnostic[];
    return found
        .filter((diagnostic) => !isIgnored(file, diagnostic))
        .map(({ code, message, start_location: { row, column } }) => {
            return `${file}:${row}:${column}: ${code ?? "syntax"} ${message}`;
        });
}

/** Applies the one fix that never changes what code does: the order of imports. */
function sortImports(text: string): string {
    const edit = (workspace.check(text) as Diagnostic[])
        .filter(({ code }) => code === "I001")
        .flatMap(({ fix }) => fix?.edits ?? [])
        .at(0);
    if (!edit) {
        return text;
    }
    const start = offsetOf(text, edit.location);
    const sorted =
        text.slice(0, start) + (edit.content ?? "") + text.slice(offsetOf(text, edit.end_location));
    return sorted === text ? text : sortImports(sorted);
}

function offsetOf(text: string, { row, column }: { row: number; column: number }): number {
    const linesBefore = text.split("\n").slice(0, row - 1);
    return linesBefore.reduce((offset, line) => offset + line.length + 1, 0) + column - 1;
}

function checkFile(file: string, fix: boolean): string[] {
    const text = readFileSync(file, "utf8");
    const problems = lint(file, text);
    if (problems.some((problem) => problem.includes(": syntax "))) {
        return problems;
    }
    if (fix) {
        const fixed = workspace.format(sortsImports(file) ? sortImports(text) : text);
        if (fixed !== text) {
            writeFileSync(file, fixed);
        }
        return lint(file, fixed);
    }
    if (workspace.format(text) !== text) {
        problems.push(`${file}: not formatted (./scripts/dev.sh check --fix)`);
    }
    return problems;
}

function sortsImports(file: string): boolean {
    return !(ignoredIn[basename(file)] ?? []).includes("I001");
}

const fix = process.argv.includes("--fix");
const problems = sourceFiles(".py").flatMap((file) => checkFile(file, fix));
problems.forEach((problem) => process.stdout.write(`${problem}\n`));
process.exitCode = problems.length > 0 ? 1 : 0;

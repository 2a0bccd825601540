/**
 * Runs the unit tests: `node --import tsx scripts/run_unit_tests.ts [FILTER]`.
 *
 * The layers without a screen run in Node, those of `ui/` in a browser. FILTER is a part of a
 * file's path, or else of a test's name.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { runBrowserTests } from "../tests/helpers/browser_runner";
import { findTestFiles, runInNode, selectTests, TestReport } from "./qunit_reporter";
import { filterOf, isWorthAnotherTry } from "./second_try";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const tests = join(root, "tests");
const headlessLayers = ["model", "engine", "odoo"];
/** The longest ones are property tests; on a busy machine they take several times as long. */
const timeoutMs = 60_000;

const filter = process.argv[2];
const report = new TestReport();
const nodeFiles = [
    ...headlessLayers.flatMap((layer) => findTestFiles(join(tests, layer))),
    ...topLevelTests(),
];
const browserFiles = findTestFiles(join(tests, "ui"));
const selection = selectTests([...nodeFiles, ...browserFiles], filter);

await runInNode(
    { ...selection, files: selection.files.filter((file) => nodeFiles.includes(file)) },
    report,
    timeoutMs,
);
if (selection.files.some((file) => browserFiles.includes(file))) {
    try {
        await runBrowserTests(filter, (result) => report.add(result));
    } catch (error) {
        report.addError("tests in the browser", error);
    }
}
// Who runs a part of the tests wants to see each failure.
if (filter === undefined && isWorthAnotherTry(report.failures.length, report.tally.failed)) {
    report.failures.filter(passesAlone).forEach((fullName) => report.excuse(fullName));
}
process.exit(report.finish() ? 0 : 1);

function passesAlone(fullName: readonly string[]): boolean {
    const command = ["--import", "tsx", fileURLToPath(import.meta.url), filterOf(fullName)];
    return spawnSync(process.execPath, command, { stdio: "inherit" }).status === 0;
}

function topLevelTests(): string[] {
    return readdirSync(tests)
        .filter((name) => name.endsWith(".test.ts"))
        .map((name) => join(tests, name));
}

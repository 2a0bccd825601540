/**
 * Runs the unit tests: `node --import tsx scripts/run_unit_tests.ts [FILTER]`.
 *
 * The layers without a screen run in Node, those of `ui/` in a browser. FILTER is a part of a
 * file's path, or else of a test's name.
 */
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { runBrowserTests } from "../tests/helpers/browser_runner";
import { findTestFiles, runInNode, selectTests, TestReport } from "./qunit_reporter";

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
process.exit(report.finish() ? 0 : 1);

function topLevelTests(): string[] {
    return readdirSync(tests)
        .filter((name) => name.endsWith(".test.ts"))
        .map((name) => join(tests, name));
}

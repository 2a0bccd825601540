/**
 * Runs tests/e2e against the Odoo that `dev.sh test e2e` started: run_e2e_tests.ts [FILTER].
 * Exit code 0 when something ran and nothing failed.
 */
import { closeBrowser } from "../tests/helpers/e2e_browser";
import { findTestFiles, runInNode, selectTests, TestReport } from "./qunit_reporter";

const LONGEST_TEST_MS = 120_000;

const report = new TestReport({ listEach: true });
const selection = selectTests(findTestFiles("tests/e2e"), process.argv[2]);
await runInNode(selection, report, LONGEST_TEST_MS);
await closeBrowser();
if (report.hasFailures) {
    process.stdout.write(`What the failed tests left: ${process.env["SEITECH_RESULTS"] ?? ""}\n`);
}
// Sockets that a failed test left open must not keep the process.
process.exit(report.finish() ? 0 : 1);

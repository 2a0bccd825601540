/**
 * One lane of the e2e tests, a process of its own with one Odoo and one browser, started by
 * run_e2e_tests.ts: e2e_lane.ts TEST_NAME FILE… (an empty name: all tests of the files).
 * What it finds goes to its parent, test by test.
 */
import { closeBrowser } from "../tests/helpers/e2e_browser";
import { shortName } from "./e2e_lanes";
import type { FailedTest } from "./second_try";
import { runInNode, type Tally, TestReport } from "./qunit_reporter";

/** What a lane tells its parent. */
export interface LaneMessage {
    /** About a test, for people to read. */
    readonly said?: string;
    /** How many tests have ended so far. */
    readonly tally: Tally;
    /** The tests that have failed so far. */
    readonly failures: readonly FailedTest[];
    /** Milliseconds that the tests of each file have taken so far. */
    readonly runtimes: Readonly<Record<string, number>>;
    /** The lane has come to its end. */
    readonly isDone?: boolean;
}

const LONGEST_TEST_MS = 120_000;

const [testName = "", ...files] = process.argv.slice(2);
const runtimes: Record<string, number> = {};
const failures: FailedTest[] = [];
const report = new TestReport({ listEach: true, write: (said) => void tell({ said }) });

function tell(message: Partial<LaneMessage>): Promise<void> {
    const whole: LaneMessage = { tally: report.tally, failures, runtimes, ...message };
    return new Promise((resolve) => {
        process.send?.(whole, () => resolve());
    });
}

// Whoever ends the parent ends its lanes.
process.on("disconnect", () => process.exit(1));
await runInNode({ files, testName: testName || null }, report, LONGEST_TEST_MS, (file, result) => {
    const name = shortName(file);
    runtimes[name] = (runtimes[name] ?? 0) + result.runtime;
    if (result.status === "failed") {
        failures.push({ file, fullName: result.fullName });
    }
});
await closeBrowser();
await tell({ isDone: true });
// Sockets that a failed test left open must not keep the process.
process.exit(0);

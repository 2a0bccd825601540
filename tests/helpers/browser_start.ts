/** First thing the test page runs: tells the runner what happens, and starts once all is loaded. */
import type { TestResult } from "../../scripts/qunit_reporter";

/** What the runner puts into the page. */
interface Runner {
    seitechTestEnd(result: TestResult): void;
    seitechRunEnd(): void;
}

/** The part of QUnit's interface that `@types/qunit` leaves out. */
interface QUnitEvents {
    readonly config: { storage?: Storage };
    on(event: "testEnd", listener: (result: TestResult) => void): void;
    on(event: "runEnd", listener: () => void): void;
}

const runner = globalThis as unknown as Runner;
const events = QUnit as unknown as QUnitEvents;

/** A failed assertion may carry elements and proxies, which cannot leave the page. */
function portable(value: unknown): unknown {
    if (value === undefined || typeof value === "string") {
        return value;
    }
    try {
        return JSON.stringify(value);
    } catch {
        // It refers to itself.
        return Object.prototype.toString.call(value);
    }
}

QUnit.config.reorder = false;
// There it would note which tests have failed, and the next one would not find it empty.
delete events.config.storage;
QUnit.config.testTimeout = 10_000;
const testName = new URLSearchParams(location.search).get("testName");
if (testName !== null) {
    QUnit.config.filter = testName;
}
events.on("testEnd", ({ fullName, status, runtime, errors }) =>
    runner.seitechTestEnd({
        fullName,
        status,
        runtime,
        errors: errors.map(({ message, expected, actual, stack }) => ({
            message: message ?? "",
            expected: portable(expected),
            actual: portable(actual),
            stack: stack ?? "",
        })),
    }),
);
events.on("runEnd", () => runner.seitechRunEnd());
addEventListener("load", () => QUnit.start());

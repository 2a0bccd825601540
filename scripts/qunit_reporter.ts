/**
 * What the unit and the e2e runner share: choosing files, running them with QUnit in Node, and
 * saying what happened. A report also takes results that come from elsewhere (a browser page).
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

import QUnit from "qunit";

/** One failed assertion, as QUnit's `testEnd` event carries it. */
export interface AssertionFailure {
    readonly message?: string;
    readonly actual?: unknown;
    readonly expected?: unknown;
    readonly stack?: string;
}

/** One finished test, as QUnit's `testEnd` event carries it. */
export interface TestResult {
    readonly fullName: readonly string[];
    readonly status: "passed" | "failed" | "skipped" | "todo";
    readonly runtime: number;
    readonly errors: readonly AssertionFailure[];
}

/** Which part of the tests to run: some files, or all files and the tests whose name matches. */
export interface Selection {
    readonly files: readonly string[];
    readonly testName: string | null;
}

/** How many tests ended how. */
export interface Tally {
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
}

export interface ReportOptions {
    /** Print a line for each test, not only for the failed ones. */
    readonly listEach?: boolean;
    /** Gets all that is said about one test at once, without the last line's end. */
    readonly write?: (text: string) => void;
}

/** The part of QUnit's interface that `@types/qunit` leaves out. */
interface QUnitEvents {
    readonly config: { readonly modules: readonly { readonly name: string }[] };
    on(event: "testEnd", listener: (result: TestResult) => void): void;
    on(event: "error", listener: (error: unknown) => void): void;
    on(event: "runEnd", listener: () => void): void;
    onUncaughtException(error: unknown): void;
}

const events = QUnit as unknown as QUnitEvents;

/** Counts results and prints them: failures in full, and at the end `N passed, N failed`. */
export class TestReport {
    private passed = 0;
    private failed = 0;
    private skipped = 0;
    private readonly failedTests: (readonly string[])[] = [];
    private readonly unstable: string[] = [];
    private readonly listEach: boolean;
    private readonly write: (text: string) => void;

    constructor(options: ReportOptions = {}) {
        this.listEach = options.listEach ?? false;
        this.write = options.write ?? ((text) => process.stdout.write(`${text}\n`));
    }

    /**
     * Counts one test. A test marked "todo" counts as failed: unfinished work is not hidden.
     *
     * @param result the test as QUnit reported it, here or in a browser
     */
    add(result: TestResult): void {
        const name = result.fullName.join(" › ");
        if (result.status === "passed") {
            this.passed += 1;
            this.list(`  ok      ${name} (${result.runtime} ms)`);
        } else if (result.status === "skipped") {
            this.skipped += 1;
            this.list(`  skipped ${name}`);
        } else {
            this.failed += 1;
            this.failedTests.push(result.fullName);
            const failures = result.errors.map(describeFailure);
            this.write([`  FAILED  ${name} (${result.runtime} ms)`, ...failures].join("\n"));
        }
    }

    /**
     * Counts something that went wrong outside any test, such as a file that does not load.
     *
     * @param where what was being done
     * @param error what was thrown
     */
    addError(where: string, error: unknown): void {
        this.failed += 1;
        const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
        this.write(`  FAILED  ${where}\n${indent(what)}`);
    }

    /**
     * Counts what another report has counted and shown already.
     *
     * @param tally of that report
     */
    include({ passed, failed, skipped }: Tally): void {
        this.passed += passed;
        this.failed += failed;
        this.skipped += skipped;
    }

    /**
     * Takes back a failure that has been counted: the test has passed when it was run again. It is
     * named at the end, so that nobody takes it for a sound one.
     *
     * @param fullName its modules and its own name
     */
    excuse(fullName: readonly string[]): void {
        this.failed -= 1;
        this.passed += 1;
        this.unstable.push(fullName.join(" › "));
    }

    /** Full names of the tests that have failed here. */
    get failures(): readonly (readonly string[])[] {
        return this.failedTests;
    }

    get tally(): Tally {
        return { passed: this.passed, failed: this.failed, skipped: this.skipped };
    }

    get hasFailures(): boolean {
        return this.failed > 0;
    }

    /**
     * Prints the closing line.
     *
     * @returns whether the run counts as good: something ran and nothing failed
     */
    finish(): boolean {
        const ran = this.passed + this.failed + this.skipped;
        if (ran === 0) {
            this.addError("no test was run", "a run of no tests proves nothing");
        }
        this.unstable.forEach((name) =>
            this.write(`  UNSTABLE ${name}: the second time it passed`),
        );
        const skipped = this.skipped > 0 ? `, ${this.skipped} skipped` : "";
        const unstable = this.unstable.length > 0 ? `, ${this.unstable.length} unstable` : "";
        this.write(`${this.passed} passed, ${this.failed} failed${skipped}${unstable}`);
        return this.failed === 0;
    }

    private list(line: string): void {
        if (this.listEach) {
            this.write(line);
        }
    }
}

/**
 * Lists test files below a folder.
 *
 * @param folder where to look
 * @returns paths of all `*.test.ts`, sorted
 */
export function findTestFiles(folder: string): string[] {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".test.ts"))
        .sort()
        .map((name) => join(folder, name));
}

/**
 * Reads the FILTER of the command line: part of a file's path, or else part of a test's name.
 *
 * @param files all test files of the layer
 * @param filter what the person typed, if anything
 * @returns the files to load and the test name to look for in them
 */
export function selectTests(files: readonly string[], filter: string | undefined): Selection {
    if (!filter) {
        return { files, testName: null };
    }
    const matching = files.filter((file) => file.includes(filter));
    return matching.length > 0 ? { files: matching, testName: null } : { files, testName: filter };
}

/**
 * Loads test files into this process and runs them with QUnit, once per process.
 *
 * @param selection what to run
 * @param report where results go; the caller calls `finish`
 * @param timeoutMs longest time one test may take
 * @param onTest called after each test with the file it is in
 */
export async function runInNode(
    selection: Selection,
    report: TestReport,
    timeoutMs: number,
    onTest: (file: string, result: TestResult) => void = () => {},
): Promise<void> {
    const fileOf = new Map<string, string>();
    QUnit.config.autostart = false;
    QUnit.config.failOnZeroTests = false;
    QUnit.config.reorder = false;
    QUnit.config.testTimeout = timeoutMs;
    if (selection.testName !== null) {
        QUnit.config.filter = selection.testName;
    }
    // Test files use the global that QUnit's types declare.
    Object.assign(globalThis, { QUnit });
    process.on("unhandledRejection", (error) => events.onUncaughtException(error));
    process.on("uncaughtException", (error) => events.onUncaughtException(error));
    events.on("testEnd", (result) => {
        report.add(result);
        onTest(fileOf.get(result.fullName[0] ?? "") ?? "", result);
    });
    events.on("error", (error) => report.addError("error outside any test", error));
    for (const file of selection.files) {
        const known = events.config.modules.length;
        await loadTestFile(file, report);
        events.config.modules.slice(known).forEach(({ name }) => fileOf.set(name, file));
    }
    await new Promise<void>((resolve) => {
        events.on("runEnd", resolve);
        QUnit.start();
    });
}

async function loadTestFile(file: string, report: TestReport): Promise<void> {
    try {
        await import(pathToFileURL(file).href);
    } catch (error) {
        report.addError(`${file} does not load`, error);
    }
}

function describeFailure(error: AssertionFailure): string {
    const lines = [error.message ?? "assertion failed"];
    if (error.expected !== undefined || error.actual !== undefined) {
        lines.push(`expected: ${show(error.expected)}`, `actual:   ${show(error.actual)}`);
    }
    if (error.stack) {
        lines.push(error.stack);
    }
    return indent(lines.join("\n"));
}

function show(value: unknown): string {
    return typeof value === "string" ? JSON.stringify(value) : inspect(value, { depth: 6 });
}

function indent(text: string): string {
    return text.replace(/^/gm, "          ");
}

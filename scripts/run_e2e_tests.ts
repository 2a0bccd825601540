/**
 * Runs tests/e2e against the Odoos that `dev.sh test e2e` started, a lane of files for each:
 * run_e2e_tests.ts FILTER {URL DATABASE SERVER LOG}…
 * Exit code 0 when something ran and nothing failed.
 */
import { fork } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { LaneMessage } from "./e2e_lane";
import { type Durations, expectedSeconds, shareOut } from "./e2e_lanes";
import { filterOf, isWorthAnotherTry } from "./second_try";
import { findTestFiles, selectTests, TestReport } from "./qunit_reporter";

const LANE = fileURLToPath(new URL("e2e_lane.ts", import.meta.url));
const DURATIONS = "tests/e2e/durations.json";
const NOTHING = { passed: 0, failed: 0, skipped: 0 };
const RESULTS = process.env["SEITECH_RESULTS"] ?? "";

/** What the tests are told about their server, by the environment. */
type ServerNames = Readonly<
    Record<"SEITECH_URL" | "SEITECH_DB" | "SEITECH_SERVER" | "SEITECH_LOG", string>
>;

const [filter = "", ...places] = process.argv.slice(2);
const servers = readServers(places);
const durations = JSON.parse(readFileSync(DURATIONS, "utf8")) as Durations;
const { files, testName } = selectTests(findTestFiles("tests/e2e"), filter);
const report = new TestReport({ listEach: true });
const lanes = shareOut(files, servers.length, durations);
const ended = await Promise.all(
    servers.map((server, index) =>
        runLane(`lane ${index + 1}`, server, testName ?? "", lanes[index] ?? []),
    ),
);
ended.forEach(({ tally }) => report.include(tally));
// Who runs a part of the tests wants to see each failure.
if (filter === "") {
    await tryAgain();
}
if (servers.length > 1) {
    sayHowLong(ended.map(({ runtimes }) => runtimes));
}
if (report.hasFailures) {
    process.stdout.write(`What the failed tests left: ${RESULTS}\n`);
}
process.exitCode = report.finish() ? 0 : 1;

function readServers(words: readonly string[]): ServerNames[] {
    const found: ServerNames[] = [];
    for (let at = 0; at + 3 < words.length; at += 4) {
        const [url = "", database = "", server = "", log = ""] = words.slice(at);
        found.push({
            SEITECH_URL: url,
            SEITECH_DB: database,
            SEITECH_SERVER: server,
            SEITECH_LOG: log,
        });
    }
    return found;
}

/** Runs what has failed once more, one after the other, each with the server that it failed with. */
async function tryAgain(): Promise<void> {
    const found = ended.flatMap(({ failures }) => failures).length;
    if (!isWorthAnotherTry(found, report.tally.failed)) {
        return;
    }
    for (const [index, { failures }] of ended.entries()) {
        for (const test of failures) {
            const server = servers[index];
            const again =
                server &&
                (await runLane("once more", server, filterOf(test.fullName), [test.file]));
            if (again?.tally.passed === 1 && again.tally.failed === 0) {
                report.excuse(test.fullName);
            }
        }
    }
}

/** @returns What the lane told last; its words about tests have been shown. */
async function runLane(
    name: string,
    server: ServerNames,
    onlyTest: string,
    laneFiles: readonly string[],
): Promise<LaneMessage> {
    const lane = fork(LANE, [onlyTest, ...laneFiles], { env: { ...process.env, ...server } });
    let last: LaneMessage = { tally: NOTHING, failures: [], runtimes: {} };
    lane.on("message", (message) => {
        last = message as LaneMessage;
        if (last.said !== undefined) {
            process.stdout.write(`${last.said}\n`);
        }
    });
    const how = await new Promise<string>((resolve) => {
        lane.on("close", (code, signal) => resolve(`${code ?? signal}`));
        lane.on("error", (error) => resolve(error.message));
    });
    if (!last.isDone) {
        report.addError(name, `it did not come to its end (${how}): ${laneFiles.join(" ")}`);
    }
    return last;
}

/** So that people see when one lane waits long for the other, and what to do about it. */
function sayHowLong(runtimes: readonly LaneMessage["runtimes"][]): void {
    const seconds = Object.fromEntries(
        runtimes
            .flatMap((lane) => Object.entries(lane))
            .toSorted(([a], [b]) => a.localeCompare(b, "en"))
            .map(([name, took]) => [name, Math.ceil(took / 1_000)]),
    );
    const measured: Durations = { ...durations, seconds };
    const took = lanes.map((lane) => `${expectedSeconds(lane, measured)} s`).join(" and ");
    const expected = lanes.map((lane) => `${expectedSeconds(lane, durations)} s`).join(" and ");
    const table = join(RESULTS, "durations.json");
    writeFileSync(table, `${JSON.stringify(measured, null, 4)}\n`);
    process.stdout.write(
        `${servers.length} lanes: ${took}; ${expected} by ${DURATIONS}, anew in ${table}\n`,
    );
}

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { type Durations, expectedSeconds, shareOut } from "../scripts/e2e_lanes";

const ROOT = new URL("..", import.meta.url);
const path = (name: string): string => fileURLToPath(new URL(name, ROOT));

const TABLE: Durations = {
    together: ["load", "clock"],
    seconds: { load: 30, clock: 20, long: 40, short: 5 },
};
const FILES = ["clock", "load", "long", "new", "short"].map((name) => `tests/e2e/${name}.test.ts`);

QUnit.module("e2e lanes", () => {
    QUnit.test("every file is in one lane, and the lanes take about the same", (assert) => {
        const lanes = shareOut(FILES, 2, TABLE);
        assert.deepEqual(lanes.flat().toSorted(), FILES, "each once");
        assert.deepEqual(
            lanes.map((lane) => expectedSeconds(lane, TABLE)),
            [55, 50],
            "a file that was never measured counts as ten seconds",
        );
    });

    QUnit.test("what must not run at the same time is in one lane, in order", (assert) => {
        const [first = []] = shareOut(FILES.slice(0, 4), 2, TABLE);
        assert.deepEqual(first, FILES.slice(0, 2));
        assert.deepEqual(shareOut(FILES, 1, TABLE), [FILES], "one lane has everything");
    });

    QUnit.test("the table names files that exist", (assert) => {
        const table = JSON.parse(
            readFileSync(path("tests/e2e/durations.json"), "utf8"),
        ) as Durations;
        const names = [...table.together, ...Object.keys(table.seconds)];
        const gone = names.filter((name) => !existsSync(path(`tests/e2e/${name}.test.ts`)));
        assert.deepEqual(gone, []);
        assert.true(names.length > 20);
    });
});

import { TestReport } from "../scripts/qunit_reporter";
import { filterOf, isWorthAnotherTry } from "../scripts/second_try";

const FAILURE = {
    fullName: ["e2e > desk", "two agents claim"],
    status: "failed",
    runtime: 5,
    errors: [],
} as const;

QUnit.module("second try", () => {
    QUnit.test("a few failed tests are run again, and nothing else", (assert) => {
        assert.false(isWorthAnotherTry(0, 0), "all is well");
        assert.true(isWorthAnotherTry(1, 1));
        assert.true(isWorthAnotherTry(3, 3));
        assert.false(isWorthAnotherTry(4, 4), "no accident");
        assert.false(isWorthAnotherTry(1, 2), "something has failed that is no test");
    });

    QUnit.test("it is found by its whole name", (assert) => {
        assert.strictEqual(filterOf(FAILURE.fullName), "e2e > desk: two agents claim");
        assert.strictEqual(filterOf(["a", "b", "c"]), "a > b: c");
    });

    QUnit.test("who passes then is counted, and named as unstable", (assert) => {
        const said: string[] = [];
        const report = new TestReport({ write: (text) => said.push(text) });
        report.add(FAILURE);
        report.add({ ...FAILURE, fullName: ["e2e > desk", "sound"], status: "passed" });
        assert.deepEqual(report.failures, [FAILURE.fullName]);
        report.excuse(FAILURE.fullName);
        assert.true(report.finish(), "the run counts as good");
        assert.deepEqual(said.slice(-2), [
            "  UNSTABLE e2e > desk › two agents claim: the second time it passed",
            "2 passed, 0 failed, 1 unstable",
        ]);
    });
});

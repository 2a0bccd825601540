import { draftLength, draftProblem, maxMessageLength } from "../../ts_src/model/drafts";

QUnit.module("model/drafts", () => {
    QUnit.test("white space alone is no message", (assert) => {
        for (const content of ["", " ", "\n\n", "\t \u00a0\u2003"]) {
            assert.strictEqual(draftProblem(content), "empty", JSON.stringify(content));
        }
        assert.strictEqual(draftProblem(" a "), null);
    });

    QUnit.test("the limit is in characters as the server counts them", (assert) => {
        assert.strictEqual(draftProblem("a".repeat(maxMessageLength)), null);
        assert.strictEqual(draftProblem("a".repeat(maxMessageLength + 1)), "too_long");
        assert.strictEqual(draftProblem("😀".repeat(maxMessageLength)), null);
        assert.strictEqual(draftLength("a😀"), 2);
    });
});

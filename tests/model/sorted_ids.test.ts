import * as fc from "fast-check";

import { SortedIds } from "../../ts_src/model/sorted_ids";
import { messageId } from "../helpers/builders";

QUnit.module("model/sorted_ids", () => {
    const of = (...ids: number[]) =>
        ids.reduce((sorted, id) => sorted.with(messageId(id)), SortedIds.empty);

    QUnit.test("stay in order, whatever order they are added in", (assert) => {
        fc.assert(
            fc.property(fc.array(fc.nat({ max: 50 })), (ids) => {
                const expected = [...new Set(ids)].sort((a, b) => a - b);
                assert.deepEqual([...of(...ids)].map(Number), expected);
                assert.deepEqual([...of(...ids).descending()].map(Number), expected.toReversed());
            }),
        );
    });

    QUnit.test("many at once are as one after another", (assert) => {
        const numbers = () => fc.array(fc.nat({ max: 50 }));
        fc.assert(
            fc.property(numbers(), numbers(), (known, added) => {
                const before = of(...known);
                const after = before.withAll(added.map(messageId));
                assert.deepEqual([...after], [...of(...known, ...added)]);
                assert.deepEqual([...before], [...of(...known)], "nobody else's");
                assert.strictEqual(after.withAll(added.map(messageId)), after, "nothing new");
            }),
        );
    });

    QUnit.test("adding changes nothing that somebody else holds", (assert) => {
        const before = of(1, 3);
        const after = before.with(messageId(2));
        assert.deepEqual([...before].map(Number), [1, 3]);
        assert.deepEqual([...after].map(Number), [1, 2, 3]);
        assert.strictEqual(after.with(messageId(2)), after, "nothing new, nothing made");
    });

    QUnit.test("parts", (assert) => {
        const ids = of(10, 20, 30);
        assert.deepEqual(ids.from(messageId(20)).map(Number), [20, 30]);
        assert.deepEqual(ids.from(messageId(15)).map(Number), [20, 30]);
        assert.deepEqual(ids.from(null).map(Number), [10, 20, 30]);
        assert.deepEqual(ids.after(messageId(20)).map(Number), [30]);
        assert.deepEqual(ids.after(messageId(15)).map(Number), [20, 30]);
        assert.deepEqual(ids.after(null).map(Number), [10, 20, 30]);
        assert.strictEqual(Number(ids.last), 30);
        assert.strictEqual(SortedIds.empty.last, null);
        assert.strictEqual(ids.size, 3);
        assert.true(ids.has(messageId(30)));
        assert.false(ids.has(messageId(31)));
    });

    QUnit.test("parts of them", (assert) => {
        const ids = of(10, 20, 30);
        const between = (first: number | null, last: number | null) =>
            ids
                .between(
                    first === null ? null : messageId(first),
                    last === null ? null : messageId(last),
                )
                .map(Number);
        assert.deepEqual(between(null, null), [10, 20, 30]);
        assert.deepEqual(between(20, null), [20, 30]);
        assert.deepEqual(between(null, 20), [10, 20]);
        assert.deepEqual(between(11, 29), [20]);
        assert.deepEqual(between(31, 40), []);
        const before = (id: number) => ids.atOrBefore(messageId(id));
        assert.deepEqual([5, 10, 25, 99].map(before).map(Number), [0, 10, 20, 30]);
    });

    QUnit.test("less one", (assert) => {
        const ids = of(10, 20, 30);
        assert.deepEqual([...ids.without(messageId(20))].map(Number), [10, 30]);
        assert.strictEqual(ids.without(messageId(25)), ids);
    });

    QUnit.test("reactive wrappers do not enter them", (assert) => {
        assert.strictEqual(Object.prototype.toString.call(of(1)), "[object SortedIds]");
    });
});

import { rowsInWindow } from "../../../ts_src/ui/kit/virtual_rows";

const rows = Array.from({ length: 100 }, (_, index) => ({ top: index * 4, height: 4, index }));

const shown = (top: number, bottom: number): (number | undefined)[] => {
    const some = rowsInWindow(rows, { top, bottom });
    return [some[0]?.index, some.at(-1)?.index, some.length];
};

QUnit.module("ui › kit › virtual_rows");

QUnit.test("rows that are partly in the window are in it, and no others", (assert) => {
    assert.deepEqual(shown(0, 8), [0, 1, 2]);
    assert.deepEqual(shown(3, 9), [0, 2, 3]);
    assert.deepEqual(shown(4, 8), [1, 1, 1]);
    assert.deepEqual(shown(-50, 4), [0, 0, 1]);
    assert.deepEqual(shown(394, 1_000), [98, 99, 2]);
});

QUnit.test("beyond the ends, and of no rows, there are none", (assert) => {
    assert.deepEqual(shown(400, 500), [undefined, undefined, 0]);
    assert.deepEqual(shown(-50, 0), [undefined, undefined, 0]);
    assert.deepEqual(rowsInWindow([], { top: 0, bottom: 100 }), []);
});

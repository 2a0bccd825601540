import {
    beyondPane,
    cut,
    extendedDown,
    extendedUp,
    idsInPane,
    newestPane,
    type Pane,
    paneAround,
    paneStep,
} from "../../../ts_src/ui/timeline/message_pane";
import { messageId } from "../../helpers/builders";

/** Every second number, so that there are gaps. */
const ids = Array.from({ length: 1_000 }, (_, index) => messageId(2 * index + 2));
const size = 100;

/** First and last message on the page, and how many there are. */
function sketch(pane: Pane): [number | undefined, number | undefined, number] {
    const shown = idsInPane(ids, pane);
    return [shown[0], shown.at(-1), shown.length];
}

QUnit.module("ui › timeline › message_pane");

QUnit.test("begins with the newest and takes in what comes", (assert) => {
    const pane = newestPane(ids, size);
    assert.deepEqual(sketch(pane), [1802, 2000, 100]);
    assert.strictEqual(pane.lastId, null);
    assert.deepEqual(idsInPane([...ids, messageId(2002)], pane).at(-1), 2002);
    assert.deepEqual(newestPane(ids.slice(0, 3), size), {
        firstId: messageId(2),
        lastId: null,
    });
    assert.deepEqual(newestPane([], size), { firstId: null, lastId: null });
});

QUnit.test("moves up to the first and down to the last, never larger than it may be", (assert) => {
    let pane = newestPane(ids, size);
    let moves = 0;
    while (beyondPane(ids, pane).above) {
        const [before] = sketch(pane);
        pane = cut(ids, extendedUp(ids, pane), size, "below");
        const [first, , count] = sketch(pane);
        assert.strictEqual(first, Math.max(2, (before ?? 0) - 2 * paneStep));
        assert.strictEqual(count, size);
        moves += 1;
    }
    assert.strictEqual(moves, 30);
    assert.deepEqual(sketch(pane), [2, 200, 100]);
    while (beyondPane(ids, pane).below) {
        pane = cut(ids, extendedDown(ids, pane), size, "above");
        assert.strictEqual(sketch(pane)[2], size);
    }
    assert.deepEqual(pane, newestPane(ids, size), "open for what comes");
});

QUnit.test("stands around a message, also near an end", (assert) => {
    assert.deepEqual(sketch(paneAround(ids, messageId(1000), size)), [900, 1098, 100]);
    assert.deepEqual(sketch(paneAround(ids, messageId(2), size)), [2, 200, 100]);
    const last = paneAround(ids, messageId(2000), size);
    assert.deepEqual(sketch(last), [1802, 2000, 100]);
    assert.strictEqual(last.lastId, null);
});

QUnit.test("is cut where nobody looks", (assert) => {
    const pane = newestPane(ids.slice(0, 500), size);
    assert.deepEqual(sketch(pane), [802, 2000, 600], "it has grown");
    const followed = cut(ids, pane, size, "above");
    assert.deepEqual(sketch(followed), [1802, 2000, 100], "who follows");
    assert.strictEqual(followed.lastId, null);
    assert.deepEqual(sketch(cut(ids, pane, size, "below")), [802, 1000, 100], "further up");
    assert.strictEqual(cut(ids, pane, Infinity, "above"), pane, "who writes");
});

import type { TimelineItem } from "../../../ts_src/model/timeline";
import { type MessageRow, timelineRows } from "../../../ts_src/ui/timeline/timeline_rows";
import { makeMessage, makeOwnMessage, messageId, noon } from "../../helpers/builders";

const day: TimelineItem = { kind: "day", key: "day", startOfDay: noon };

function theirs(id: number, startsGroup = false): TimelineItem {
    const message = makeMessage(id);
    return { kind: "message", key: `message-${id}`, message, isOwn: false, startsGroup };
}

function own(id: number, startsGroup = false): TimelineItem {
    const message = makeOwnMessage(id);
    return { kind: "message", key: `own-${id}`, message, isOwn: true, startsGroup };
}

/** What stands above a message and its number; brackets where groups begin and end. */
function sketch(rows: readonly MessageRow[]): string {
    const words = rows.flatMap((row) => [
        row.startOfDay === null ? "" : "day",
        row.isFirstNew ? "newMessages" : "",
        `${row.isGroupStart ? "(" : ""}${row.message?.id}${row.isGroupEnd ? ")" : ""}`,
    ]);
    return words.filter((word) => word !== "").join(" ");
}

const noMarks = { seenUpTo: null, newAfterId: null };

QUnit.module("ui › timeline › timeline_rows");

QUnit.test("groups end where the next begins", (assert) => {
    const items = [day, theirs(1, true), theirs(2), own(3, true), day, own(4, true)];
    assert.strictEqual(sketch(timelineRows(items, noMarks)), "day (1 2) (3) day (4)");
});

QUnit.test("the line of new messages stands before the first by somebody else", (assert) => {
    const items = [theirs(1, true), theirs(2), own(3, true), theirs(4, true), theirs(5)];
    const at = (newAfterId: number): string =>
        sketch(timelineRows(items, { ...noMarks, newAfterId }));
    assert.strictEqual(at(0), "newMessages (1 2) (3) (4 5)");
    assert.strictEqual(at(1), "(1) newMessages (2) (3) (4 5)", "it parts a group");
    assert.strictEqual(at(2), "(1 2) (3) newMessages (4 5)");
    assert.strictEqual(at(5), "(1 2) (3) (4 5)", "nothing new, no line");
});

QUnit.test("own messages tell how far they came", (assert) => {
    const items = [own(1, true), theirs(2, true), own(3, true)];
    const rows = timelineRows(items, { ...noMarks, seenUpTo: messageId(2) });
    const deliveries = rows.map((row) => row.delivery);
    assert.deepEqual(deliveries, ["seen", null, "sent"]);
});

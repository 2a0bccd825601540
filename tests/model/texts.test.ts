import { serverTime } from "../../ts_src/model/clock";
import { onOneLine, textOf } from "../../ts_src/model/message_text";
import { foldText } from "../../ts_src/model/text_search";
import { makeAttachment, noon, stateAfter } from "../helpers/builders";

QUnit.module("model/texts", () => {
    QUnit.test("on one line: no line breaks, no space at the ends", (assert) => {
        assert.strictEqual(onOneLine("  a\n\n b\tc "), "a b c");
        assert.strictEqual(onOneLine(" \n "), "");
    });

    QUnit.test("what a message says: its words, or the name of its first file", (assert) => {
        const attachments = [makeAttachment({ name: "a.png" }), makeAttachment({ name: "b.png" })];
        assert.strictEqual(textOf({ content: "look\nhere", attachments }), "look here");
        assert.strictEqual(textOf({ content: " \n", attachments }), "a.png");
        assert.strictEqual(textOf({ content: "", attachments: [] }), "");
    });

    QUnit.test("texts are compared without accents and case", (assert) => {
        assert.strictEqual(foldText("ÉCOLE"), foldText("école"));
        assert.strictEqual(foldText("Zoë"), foldText("zoe"));
        assert.notStrictEqual(foldText("a"), foldText("b"));
    });
});

QUnit.module("model/clock", () => {
    QUnit.test("the server's time is this machine's, set right", (assert) => {
        assert.strictEqual(serverTime(stateAfter(), noon), noon);
        const ahead = stateAfter({ kind: "clockCompared", offset: -5_000 });
        assert.strictEqual(serverTime(ahead, noon), noon - 5_000);
    });
});

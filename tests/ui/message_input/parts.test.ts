import type { UserId } from "../../../ts_src/model/ids";
import { KeptText } from "../../../ts_src/ui/message_input/kept_text";
import { type Mark, toggleMark } from "../../../ts_src/ui/message_input/marks";
import { formatBytes } from "../../../ts_src/ui/format/bytes";

/** Selection as "[…]" in the text, before and after. */
function toggled(marked: string, mark: Mark): string {
    const start = marked.indexOf("[");
    const end = marked.indexOf("]") - 1;
    const text = marked.replace(/[[\]]/g, "");
    const edit = toggleMark(text, start, end, mark);
    const result = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    return `${result.slice(0, edit.selectFrom)}[${result.slice(edit.selectFrom, edit.selectTo)}]${result.slice(edit.selectTo)}`;
}

QUnit.module("ui › message input parts", { afterEach: () => localStorage.clear() });

QUnit.test("marks go around what is selected, and away again", (assert) => {
    assert.strictEqual(toggled("say [this] now", "**"), "say **[this]** now");
    assert.strictEqual(toggled("say **[this]** now", "**"), "say [this] now");
    assert.strictEqual(toggled("[this]", "`"), "`[this]`");
    assert.strictEqual(toggled("a []", "*"), "a *[]*", "the cursor stands between them");
});

QUnit.test("bold and italic do not take each other for themselves", (assert) => {
    assert.strictEqual(toggled("**[this]**", "*"), "***[this]***");
    assert.strictEqual(toggled("***[this]***", "*"), "**[this]**");
    assert.strictEqual(toggled("***[this]***", "**"), "*[this]*");
    assert.strictEqual(toggled("*[this]*", "**"), "***[this]***");
});

QUnit.test("blanks at the ends stay outside, lines of code get a fence", (assert) => {
    assert.strictEqual(toggled("say[ this ]now", "**"), "say **[this]** now");
    assert.strictEqual(toggled("[a\nb]", "`"), "```\n[a\nb]\n```");
});

QUnit.test("a kept text is its writer's and its place's alone", (assert) => {
    const kept = new KeptText(11 as UserId, "edit.17");
    assert.strictEqual(kept.read(), null);
    kept.keep("half a thou");
    assert.strictEqual(new KeptText(11 as UserId, "edit.17").read(), "half a thou");
    assert.strictEqual(new KeptText(12 as UserId, "edit.17").read(), null);
    assert.strictEqual(new KeptText(11 as UserId, "reply.17").read(), null);
    kept.forget();
    assert.strictEqual(kept.read(), null);
});

QUnit.test("without storage nothing is kept and nothing breaks", (assert) => {
    const kept = new KeptText(11 as UserId, "edit.17", () => {
        throw new DOMException("denied", "SecurityError");
    });
    kept.keep("x");
    kept.forget();
    assert.strictEqual(kept.read(), null);
});

QUnit.test("sizes are told in the unit that people would choose", (assert) => {
    assert.deepEqual([0, 1, 1_536, 1024 * 1024 * 12.34, 1024 ** 4].map(formatBytes), [
        "0 bytes",
        "1 byte",
        "1.5 kB",
        "12 MB",
        "1,024 GB",
    ]);
});

import { serverTime } from "../../ts_src/model/clock";
import {
    isFewEmoji,
    onOneLine,
    textOf,
    textOfUnsent,
    wordsOf,
} from "../../ts_src/model/message_text";
import { foldText } from "../../ts_src/model/text_search";
import { makeAttachment, noon, stateAfter } from "../helpers/builders";

QUnit.module("model/texts", () => {
    QUnit.test("on one line: no line breaks, no space at the ends", (assert) => {
        assert.strictEqual(onOneLine("  a\n\n b\tc "), "a b c");
        assert.strictEqual(onOneLine(" \n "), "");
    });

    QUnit.test("what a message says: its words, or the name of its first file", (assert) => {
        const attachments = [makeAttachment({ name: "a.png" }), makeAttachment({ name: "b.png" })];
        assert.strictEqual(textOf({ html: "look<br>here", attachments }), "look here");
        assert.strictEqual(textOf({ html: "<br>", attachments }), "a.png");
        assert.strictEqual(textOf({ html: "", attachments: [] }), "");
        assert.strictEqual(
            textOfUnsent({ content: "look\n**here**", attachments }),
            "look **here**",
        );
        assert.strictEqual(textOfUnsent({ content: " \n", attachments }), "a.png");
    });

    QUnit.test("words without their marks, as the server's previews have them", (assert) => {
        const mention = '<span class="o-seitech-mention" data-user-id="7">@Sam</span>';
        const link = '<a href="https://a.b/?x=1&amp;y=%3E" rel="noopener">x</a>';
        for (const [html, words] of [
            ["Hello &lt;b&gt; &amp; welcome<br>to the course", "Hello <b> & welcome to the course"],
            [`<strong>b</strong> <em>i</em> <code>c</code> ${link} ${mention}`, "b i c x @Sam"],
            [
                "<blockquote>q<br>r</blockquote><ul><li>a</li><li>b</li></ul>" +
                    '<ol start="3"><li>c</li></ol><pre><code>d</code></pre>e',
                "q r a b c d e",
            ],
            ["2*3*4 &amp;amp; &lt;!-- x --&gt;", "2*3*4 &amp; <!-- x -->"],
            ["&#34;a&#34; isn&#39;t", '"a" isn\'t'],
            ["\u202eRTL\u202c", "RTL"],
        ] as const) {
            assert.strictEqual(wordsOf(html), words);
        }
    });

    QUnit.test("one to three emoji, and nothing else", (assert) => {
        const england = `🏴${String.fromCodePoint(0xe0067, 0xe0062, 0xe007f)}`;
        for (const few of ["👍", "👩‍👩‍👧‍👦 🇫🇷", " ❤️ ", "👍🏽👍🏿👍", "1️⃣", england, "🏳️‍🌈"]) {
            assert.true(isFewEmoji(few), few);
        }
        for (const other of ["", " ", "a", "1", "👍!", "👍👍👍👍", "so 👍", "12", "*", "🇫"]) {
            assert.false(isFewEmoji(other), other);
        }
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

import type { UserId } from "../../../ts_src/model/ids";
import { EmojiMemory } from "../../../ts_src/ui/emoji_picker/emoji_memory";
import type { EmojiRow } from "../../../ts_src/ui/emoji_picker/emoji_rows";
import { rowsOfAll } from "../../../ts_src/ui/emoji_picker/emoji_rows";
import { findEmoji } from "../../../ts_src/ui/emoji_picker/emoji_search";
import { moveByKey, placeFrom } from "../../../ts_src/ui/emoji_picker/grid_moves";
import { skinTones, withTone } from "../../../ts_src/ui/emoji_picker/skin_tones";
import { sampleEmoji } from "../../helpers/sample_emoji";

const ines = 11 as UserId;
const dark = "\u{1F3FF}";

QUnit.module("ui › emoji parts", { afterEach: () => localStorage.clear() });

QUnit.test("search: shortcode, then name, then keyword; accents and case ignored", (assert) => {
    const data = sampleEmoji();
    const found = (query: string): string[] => findEmoji(data, query).map((e) => e.codepoints);
    assert.deepEqual(found("smiley"), ["😃"]);
    assert.deepEqual(found("smile"), ["😄", "😃"], "the one of that very name first");
    assert.deepEqual(found("happy"), ["😄", "😃"], "equals in the order of the data");
    assert.deepEqual(found(":point_u"), ["☝️"], "as a shortcode is typed");
    assert.deepEqual(found("CAFE"), ["☕"]);
    assert.deepEqual(found("yes"), ["👍"]);
    assert.deepEqual(found("big eyes"), ["😃"], "inside of the name");
    assert.deepEqual(found("  "), []);
    assert.deepEqual(found("xyzzy"), []);
});

QUnit.test("search: an exact word stands before one that only begins so", (assert) => {
    const found = findEmoji(sampleEmoji(), "family").map((e) => e.codepoints);
    assert.strictEqual(found[0], "👨‍👩‍👧");
    const grins = findEmoji(sampleEmoji(), "grinning").map((e) => e.codepoints);
    assert.deepEqual(grins, ["😀", "😄", "😃"]);
});

QUnit.test("skin tones: put after the one person, in place of the selector", (assert) => {
    assert.strictEqual(withTone("👍", dark), `👍${dark}`);
    assert.strictEqual(withTone("☝️", dark), `\u261D${dark}`);
    assert.strictEqual(withTone("🕵️‍♀️", dark), `\u{1F575}${dark}\u200D\u2640\uFE0F`);
    assert.strictEqual(withTone("👨‍👩‍👧", dark), "👨‍👩‍👧", "a family has none");
    assert.strictEqual(withTone("☕", dark), "☕");
    assert.strictEqual(withTone("👍", ""), "👍");
});

QUnit.test("memory: tone and recents, the last first, each once, not too many", (assert) => {
    const memory = new EmojiMemory(ines);
    memory.setTone(dark);
    ["☕", "👍", "☕"].forEach((emoji) => memory.addRecent(emoji));
    const next = new EmojiMemory(ines);
    assert.strictEqual(next.tone, dark);
    assert.deepEqual(next.recents, ["☕", "👍"]);
    for (let index = 0; index < 40; index += 1) {
        next.addRecent(String(index));
    }
    assert.strictEqual(next.recents.length, 18);
    assert.strictEqual(next.recents[0], "39");
    assert.deepEqual(new EmojiMemory(12 as UserId).recents, [], "another person's are their own");
});

QUnit.test("memory: whatever is stored, nothing breaks", (assert) => {
    for (const stored of ["{", "null", "7", '{"tone":"x","recents":{"a":1}}', '{"recents":[1]}']) {
        const memory = new EmojiMemory(ines, () => ({ getItem: () => stored, setItem: () => {} }));
        assert.strictEqual(memory.tone, "");
        assert.deepEqual(memory.recents, [], stored);
    }
    const memory = new EmojiMemory(ines, () => {
        throw new DOMException("denied", "SecurityError");
    });
    memory.addRecent("☕");
    memory.setTone(dark);
    assert.deepEqual([memory.recents, memory.tone], [["☕"], dark], "until it is closed");
});

QUnit.test("rows: recents first, categories with their first row, in the chosen tone", (assert) => {
    const { rows, sections } = rowsOfAll(sampleEmoji(), [`👍${dark}`], dark, 2);
    assert.deepEqual(
        sections.slice(0, 3).map(({ name, firstRow }) => [name, firstRow]),
        [
            ["Last used", 0],
            ["Smileys & Emotion", 2],
            ["People & Body", 5],
        ],
    );
    assert.deepEqual(rows[1]?.cells, [{ emoji: `👍${dark}`, name: "thumbs up" }]);
    assert.strictEqual(rows[6]?.cells[0]?.emoji, `👍${dark}`);
    assert.strictEqual(skinTones.length, 6);
});

QUnit.test(
    "moves: by cells over row ends, by rows over headings, never beyond the ends",
    (assert) => {
        const cells = (...names: string[]): EmojiRow => ({
            heading: null,
            cells: names.map((name) => ({ emoji: name, name })),
        });
        const heading: EmojiRow = { heading: "x", cells: [] };
        const rows = [heading, cells("a", "b", "c"), cells("d"), heading, cells("e", "f")];
        const walk = (
            row: number,
            column: number,
            key: string,
            direction: "ltr" | "rtl" = "ltr",
        ) => {
            const place = moveByKey(rows, { row, column }, key, direction);
            return place && [place.row, place.column];
        };
        assert.deepEqual(placeFrom(rows, 0), { row: 1, column: 0 });
        assert.deepEqual(walk(1, 2, "ArrowRight"), [2, 0]);
        assert.deepEqual(walk(2, 0, "ArrowRight"), [4, 0]);
        assert.deepEqual(walk(4, 0, "ArrowLeft"), [2, 0]);
        assert.deepEqual(walk(1, 0, "ArrowLeft"), [1, 0]);
        assert.deepEqual(walk(4, 1, "ArrowRight"), [4, 1]);
        assert.deepEqual(walk(1, 0, "ArrowLeft", "rtl"), [1, 1]);
        assert.deepEqual(walk(1, 2, "ArrowDown"), [2, 0]);
        assert.deepEqual(walk(2, 0, "ArrowDown"), [4, 0]);
        assert.deepEqual(walk(4, 1, "ArrowUp"), [2, 0]);
        assert.deepEqual(walk(1, 1, "ArrowUp"), [1, 1]);
        assert.deepEqual(walk(1, 1, "PageDown"), [4, 1]);
        assert.strictEqual(walk(1, 1, "x"), null);
    },
);

import { findTrigger } from "../../../ts_src/ui/autocomplete/trigger";
import { fold, hasWord } from "../../../ts_src/ui/format/fold";

/** @returns Kind and query of what stands before the "|". */
function at(marked: string): string | null {
    const cursor = marked.indexOf("|");
    const trigger = findTrigger(marked.replace("|", ""), cursor);
    return trigger && `${trigger.kind} ${trigger.query} ${trigger.start}-${trigger.end}`;
}

QUnit.module("ui › autocomplete trigger");

QUnit.test("names: after an @ at the beginning of a word, with their blanks", (assert) => {
    assert.strictEqual(at("@|"), "mention  0-1");
    assert.strictEqual(at("hello @Sam St|"), "mention Sam St 6-13");
    assert.strictEqual(at("hello (@Zo|ë)"), "mention Zo 7-10");
    assert.strictEqual(at("one\n@Sam|"), "mention Sam 4-8");
    assert.strictEqual(at("@Sam and @An|"), "mention An 9-12");
});

QUnit.test("names: not in an address, not over lines, not after a blank", (assert) => {
    assert.strictEqual(at("sam@example.org|"), null);
    assert.strictEqual(at("@Sam\nhello|"), null);
    assert.strictEqual(at("@ Sam|"), null);
    assert.strictEqual(at("@Sam|".replace("|", "") + "x".repeat(70) + "|"), null);
});

QUnit.test("emoji: after a colon and two letters, not in times or smileys", (assert) => {
    assert.strictEqual(at("nice :smi|"), "emoji smi 5-9");
    assert.strictEqual(at(":+1|"), "emoji +1 0-3");
    assert.strictEqual(at(":s|"), null);
    assert.strictEqual(at("at 10:30|"), null);
    assert.strictEqual(at(":)|"), null);
    assert.strictEqual(at("https://x|"), null);
    assert.strictEqual(at("@Sam :smi|"), "emoji smi 5-9", "of two, the nearer one");
});

QUnit.test("accents and capitals make no difference", (assert) => {
    assert.strictEqual(fold("ÉLODIE Muñoz"), "elodie munoz");
    assert.true(hasWord(fold("Élodie Muñoz"), fold("mun")));
    assert.false(hasWord(fold("Élodie Muñoz"), fold("lodie")));
});

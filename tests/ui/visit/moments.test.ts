import { dayName, momentName } from "../../../ts_src/ui/visit/moments";
import { pageLanguage } from "../../../ts_src/ui/visit/page_language";

const NOON = new Date(2031, 0, 14, 12, 0).getTime();
const HOUR = 3_600_000;

QUnit.module("ui › visit › moments", {
    afterEach: () => document.documentElement.setAttribute("lang", "en"),
});

QUnit.test("days are named after how far they are", (assert) => {
    assert.strictEqual(dayName(NOON, NOON), "Today");
    assert.strictEqual(dayName(NOON - 24 * HOUR, NOON), "Yesterday");
    assert.strictEqual(dayName(NOON - 72 * HOUR, NOON), "Saturday, January 11");
    assert.true(dayName(NOON - 9_000 * HOUR, NOON).endsWith("2030"));
});

QUnit.test("when somebody will be there, in the page's language", (assert) => {
    assert.true(/^today, 3:00\sPM$/.test(momentName(NOON + 3 * HOUR, NOON)));
    document.documentElement.lang = "fr-FR";
    assert.strictEqual(momentName(NOON + 21 * HOUR, NOON), "demain, 9:00");
    assert.true(momentName(NOON + 93 * HOUR, NOON).startsWith("samedi 18 janvier"));
});

QUnit.test("numbers are written in one way, sizes and times alike", (assert) => {
    document.documentElement.lang = "ar-001";
    assert.true(dayName(NOON - 9_000 * HOUR, NOON).includes("٢٠٣٠"));
});

QUnit.test("a language that browsers do not know is no error", (assert) => {
    document.documentElement.lang = "sr@latin";
    assert.strictEqual(pageLanguage(), undefined);
    assert.true(momentName(NOON + 93 * HOUR, NOON).length > 0);
});

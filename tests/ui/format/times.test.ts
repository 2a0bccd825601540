import { DateTime, Settings } from "luxon";

import { formatBytes } from "../../../ts_src/ui/format/bytes";
import { formatBrief, formatClock, formatDay, startOfDay } from "../../../ts_src/ui/format/times";

function at(iso: string): number {
    return DateTime.fromISO(iso, { zone: "Europe/Berlin" }).toMillis();
}

const now = at("2026-03-18T15:00"); // a Wednesday

QUnit.module("ui › format › times", {
    beforeEach() {
        Settings.defaultLocale = "en-GB";
        Settings.defaultZone = "Europe/Berlin";
    },
});

QUnit.test("brief times say no more than needed", (assert) => {
    const brief = (iso: string): string => formatBrief(at(iso), now);
    assert.strictEqual(brief("2026-03-18T14:59:30"), "now");
    assert.strictEqual(brief("2026-03-18T15:05"), "now", "a clock that runs ahead");
    assert.true(/^5\s?m/.test(brief("2026-03-18T14:55")), brief("2026-03-18T14:55"));
    assert.strictEqual(brief("2026-03-18T09:05"), "09:05");
    assert.strictEqual(brief("2026-03-17T23:59"), "yesterday");
    assert.strictEqual(brief("2026-03-14T12:00"), "Sat");
    assert.strictEqual(brief("2026-02-01T12:00"), "1 Feb");
    assert.strictEqual(brief("2025-12-31T12:00"), "31/12/25");
});

QUnit.test("days are named by how far they are", (assert) => {
    const day = (iso: string): string => formatDay(at(iso), now);
    assert.strictEqual(day("2026-03-18T00:10"), "Today");
    assert.strictEqual(day("2026-03-17T00:10"), "Yesterday");
    assert.strictEqual(day("2026-03-16T12:00"), "Monday 16 March");
    assert.strictEqual(day("2025-03-16T12:00"), "Sunday, 16 March 2025");
});

QUnit.test("language and clock are the person's own", (assert) => {
    Settings.defaultLocale = "en-US";
    assert.strictEqual(formatClock(at("2026-03-18T14:05")).replace(/\s/, " "), "2:05 PM");
    Settings.defaultLocale = "de";
    assert.strictEqual(formatClock(at("2026-03-18T14:05")), "14:05");
    assert.strictEqual(formatDay(at("2026-03-17T12:00"), now), "Gestern");
    Settings.defaultLocale = "ar";
    assert.strictEqual(formatDay(at("2026-03-18T12:00"), now), "اليوم");
});

QUnit.test("digits are those of the language, whatever the page has set", (assert) => {
    const written = (locale: string, numberingSystem: "arab" | "latn" | undefined): string[] => {
        Settings.defaultLocale = locale;
        Settings.defaultNumberingSystem = numberingSystem as never;
        return [formatClock(at("2026-03-18T02:05")), formatBrief(at("2026-03-18T14:55"), now)];
    };
    for (const setting of ["arab", "latn", undefined] as const) {
        assert.deepEqual(written("ar-001", setting), ["٢:٠٥ ص", "قبل ٥ دقائق"]);
        assert.deepEqual(written("ar-EG", setting), ["2:05 ص", "قبل 5 دقائق"]);
        assert.strictEqual(written("fr", setting)[0], "02:05");
    }
    Settings.defaultNumberingSystem = undefined as never;
});

QUnit.test("sizes are written in the person's language, with its digits", (assert) => {
    const page = globalThis as { luxon?: unknown };
    page.luxon = { Settings: { defaultLocale: "ar-001" } };
    assert.strictEqual(formatBytes(1_500), "١٫٥ كيلوبايت");
    page.luxon = { Settings: { defaultLocale: "de" } };
    assert.strictEqual(formatBytes(1_500), "1,5 kB");
    delete page.luxon;
    document.documentElement.lang = "fr";
    assert.strictEqual(formatBytes(1_500).replace(/\s/, " "), "1,5 ko");
    document.documentElement.lang = "en";
});

QUnit.test("days begin at midnight where the person is, also when clocks change", (assert) => {
    assert.strictEqual(startOfDay(at("2026-03-29T23:30")), at("2026-03-29T00:00"));
    assert.strictEqual(formatDay(at("2026-03-28T12:00"), at("2026-03-29T12:00")), "Yesterday");
    Settings.defaultZone = "Asia/Tokyo";
    assert.strictEqual(
        startOfDay(Date.UTC(2026, 2, 18, 16)),
        Date.UTC(2026, 2, 18, 15),
        "already the 19th in Tokyo",
    );
});

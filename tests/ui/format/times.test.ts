import { DateTime, Settings } from "luxon";

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

import type { QuietHours } from "../../../ts_src/engine/learning/hours/hours_ports";
import { isQuietAt } from "../../../ts_src/engine/learning/hours/quiet_hours";
import { watchQuietHours } from "../../../ts_src/engine/learning/hours/quiet_watch";
import { ManualClock } from "../../helpers/manual_clock";

const night: QuietHours = { isOn: true, from: 22 * 60, to: 7 * 60, days: [0, 1, 2, 3, 4, 5, 6] };
/** A Wednesday; by the clock of the machine, wherever it stands. */
const wednesday = (hour: number, minute = 0): Date => new Date(2026, 0, 7, hour, minute);
const minute = 60_000;

QUnit.module("engine/learning/quiet_watch", () => {
    QUnit.test("hours over midnight, within a day, on some days", (assert) => {
        assert.true(isQuietAt(night, wednesday(23)));
        assert.true(isQuietAt(night, wednesday(6, 59)));
        assert.false(isQuietAt(night, wednesday(7)));
        assert.false(isQuietAt({ ...night, isOn: false }, wednesday(23)));
        const noon = { ...night, from: 12 * 60, to: 13 * 60 };
        assert.true(isQuietAt(noon, wednesday(12)));
        assert.false(isQuietAt(noon, wednesday(13)));
        const tuesdays = { ...night, days: [1] };
        assert.true(isQuietAt(tuesdays, wednesday(6)), "began the day before");
        assert.false(isQuietAt(tuesdays, wednesday(23)));
    });

    QUnit.test("they begin, end, and may be changed elsewhere", async (assert) => {
        const clock = new ManualClock(wednesday(21, 58).getTime());
        let hours: QuietHours | null = night;
        const heard: boolean[] = [];
        const api = {
            fetchQuietHours: () =>
                hours ? Promise.resolve(hours) : Promise.reject(new Error("offline")),
        };
        watchQuietHours({ api, clock, setQuiet: (isQuiet) => void heard.push(isQuiet) });
        await clock.advance(minute);
        assert.deepEqual(heard, []);
        await clock.advance(minute);
        assert.deepEqual(heard, [true]);
        hours = null;
        await clock.advance(15 * minute);
        assert.deepEqual(heard, [true], "without an answer nothing changes");
        hours = { ...night, isOn: false };
        await clock.advance(10 * minute);
        assert.deepEqual(heard, [true, false]);
    });
});

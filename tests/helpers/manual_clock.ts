import type { Clock, Timer } from "../../ts_src/engine/ports";
import type { Timestamp } from "../../ts_src/model/ids";

interface Alarm {
    readonly at: Timestamp;
    readonly order: number;
    readonly run: () => void;
}

/** More promises than any use case chains behind one another. */
const microtasks = 60;

/** Lets everything go on that waits for nothing but promises that are settled. */
export async function settle(): Promise<void> {
    for (let turn = 0; turn < microtasks; turn += 1) {
        await Promise.resolve();
    }
}

/** Time that stands still until a test moves it. */
export class ManualClock implements Clock {
    private alarms: Alarm[] = [];
    private orders = 0;

    constructor(private time: Timestamp = 0) {}

    now(): Timestamp {
        return this.time;
    }

    after(milliseconds: number, run: () => void): Timer {
        const alarm = { at: this.time + Math.max(0, milliseconds), order: this.orders, run };
        this.orders += 1;
        this.alarms.push(alarm);
        return { cancel: () => void (this.alarms = this.alarms.filter((it) => it !== alarm)) };
    }

    /** @returns Resolves after so many milliseconds of this clock. */
    wait(milliseconds: number): Promise<void> {
        return new Promise((resolve) => this.after(milliseconds, resolve));
    }

    /** Moves on, running what becomes due at its own time, one after another. */
    async advance(milliseconds: number): Promise<void> {
        const end = this.time + milliseconds;
        await settle();
        let alarm = this.nextUntil(end);
        while (alarm) {
            this.alarms = this.alarms.filter((it) => it !== alarm);
            this.time = alarm.at;
            alarm.run();
            await settle();
            alarm = this.nextUntil(end);
        }
        this.time = end;
    }

    /** How many timers are waiting. */
    get waiting(): number {
        return this.alarms.length;
    }

    private nextUntil(end: Timestamp): Alarm | undefined {
        return this.alarms
            .filter(({ at }) => at <= end)
            .sort((a, b) => a.at - b.at || a.order - b.order)[0];
    }
}

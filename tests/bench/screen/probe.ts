/**
 * Runs inside the measured pages, from before their first own script. Times are milliseconds since
 * the epoch, so that those of different pages can be compared.
 */
import { climb, type Climb, oldest, scrollThrough } from "./probe_scroll";
import { pause } from "./probe_time";
import {
    type Appearance,
    appearance,
    calm,
    everywhere,
    expect,
    type Expectation,
    middleInSight,
    watchDocument,
} from "./probe_watch";

/** Something a person can aim at. */
export interface Spot {
    readonly text: string;
    readonly x: number;
    readonly y: number;
}

export interface Probe {
    /** See `probe_watch.ts` for these. */
    expect(expectation: Expectation): void;
    appearance(name: string, timeoutMs: number): Promise<Appearance | undefined>;
    calm(quietMs: number, timeoutMs: number): Promise<void>;
    /** When Enter was last pressed, or something last clicked. */
    lastInput(): number;
    /** Elements inside the window with their texts. */
    spots(selector: string, nameSelector: string): readonly Spot[];
    /** See `probe_scroll.ts` for these. */
    climb(task: Climb): Promise<readonly number[]>;
    oldest(messages: Pick<Climb, "message" | "pattern">): number;
    scrollThrough(scroller: string, frames: number): Promise<readonly number[]>;
    /** Milliseconds of long tasks since the page's start. */
    longTasks(): Promise<number>;
}

let lastInput = 0;
let longTaskMs = 0;

const probe: Probe = {
    expect,
    appearance,
    calm,
    lastInput: () => lastInput,
    spots(selector, nameSelector) {
        return everywhere(selector).flatMap((element) => {
            const middle = middleInSight(element);
            const name = element.querySelector(nameSelector)?.textContent ?? "";
            return middle ? [{ text: name.trim(), ...middle }] : [];
        });
    },
    climb,
    oldest,
    scrollThrough,
    async longTasks() {
        // The browser tells of them a little later.
        await pause(50);
        return longTaskMs;
    },
};

function noteInput(event: Event): void {
    lastInput = performance.timeOrigin + event.timeStamp;
}

window.addEventListener(
    "keydown",
    (event) => {
        if (event.key === "Enter") {
            noteInput(event);
        }
    },
    { capture: true },
);
window.addEventListener("click", noteInput, { capture: true });
watchDocument();
new PerformanceObserver((list) => {
    longTaskMs += list.getEntries().reduce((sum, { duration }) => sum + duration, 0);
}).observe({ type: "longtask", buffered: true });
Object.assign(globalThis, { benchProbe: probe });

import type { Clock } from "../engine/ports";

/** The machine's clock and the browser's timers. */
export const browserClock: Clock = {
    now: () => Date.now(),
    after(milliseconds, run) {
        const timeout = setTimeout(run, milliseconds);
        return { cancel: () => clearTimeout(timeout) };
    },
};

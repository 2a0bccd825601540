import type { Attention } from "../engine/ports";

/** Showing a tab fires several events within moments; they count as one. */
const settleMs = 50;
/** A machine whose timer comes this late has been asleep: no event tells. */
const heartbeatMs = 10_000;
const sleepMs = 2 * heartbeatMs;

/** The person is back: at this tab, at this window, on the network, at the machine. */
export function browserAttention(page: Document = document, view: Window = window): Attention {
    const isVisible = () => page.visibilityState === "visible";
    return {
        isVisible,
        isAttentive: () => isVisible() && page.hasFocus(),
        isNetworkUp: () => view.navigator.onLine,
        onWake(run) {
            let timeout: ReturnType<typeof setTimeout> | undefined;
            const wake = () => {
                clearTimeout(timeout);
                timeout = setTimeout(run, settleMs);
            };
            page.addEventListener("visibilitychange", () => isVisible() && wake());
            for (const name of ["online", "offline", "pageshow", "focus"]) {
                view.addEventListener(name, wake);
            }
            watchSleep(wake);
        },
        onLeave: (run) => view.addEventListener("pagehide", run),
    };
}

function watchSleep(wake: () => void): void {
    let last = Date.now();
    setInterval(() => {
        const now = Date.now();
        // Hidden tabs run their timers once a minute; those are woken by being shown.
        if (now - last > sleepMs) {
            wake();
        }
        last = now;
    }, heartbeatMs);
}

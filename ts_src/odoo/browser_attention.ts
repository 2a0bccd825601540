import type { Attention } from "../engine/ports";

/** Showing a tab fires several events within moments; they count as one. */
const settleMs = 50;

/** The person is back: at this tab, at this window, on the network, at the machine. */
export function browserAttention(page: Document = document, view: EventTarget = window): Attention {
    const isVisible = () => page.visibilityState === "visible";
    return {
        isVisible,
        onWake(run) {
            let timeout: ReturnType<typeof setTimeout> | undefined;
            const wake = () => {
                clearTimeout(timeout);
                timeout = setTimeout(run, settleMs);
            };
            page.addEventListener("visibilitychange", () => isVisible() && wake());
            for (const name of ["online", "pageshow", "focus"]) {
                view.addEventListener(name, wake);
            }
        },
    };
}

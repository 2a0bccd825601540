import { _t } from "../../translation";
import type { HelpButton } from "./help_button";

/** Set once the greeting has been shown, for as long as the browser's session. */
const KEY = "seitech_chat.greeted";

/**
 * Says a few words above the button after a while, once in a session of the browser. Nothing is
 * kept before they are shown.
 *
 * @param onPress Called when the visitor presses the words.
 * @returns A function that takes the greeting away, or keeps it from coming.
 */
export function greetLater({ element, look }: HelpButton, onPress: () => void): () => void {
    const { greeting, greetingDelay } = element.dataset;
    // There before its words are: what a live region has from the start is not announced.
    const region = document.createElement("div");
    region.className = `o-seitech-Greeting o-seitech-Help--${look.side} d-print-none`;
    region.setAttribute("role", "status");
    element.after(region);
    const timeout = setTimeout(
        () => {
            if (greeting && Number(greetingDelay) > 0 && !isGreeted()) {
                region.append(
                    button(greeting, onPress),
                    button("×", () => {
                        region.remove();
                        element.focus();
                    }),
                );
                region.lastElementChild?.setAttribute("aria-label", _t("Put away"));
            }
        },
        Number(greetingDelay) * 1_000,
    );
    return () => {
        clearTimeout(timeout);
        region.remove();
    };
}

function button(text: string, onPress: () => void): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.dir = "auto";
    made.textContent = text;
    made.addEventListener("click", onPress);
    return made;
}

/** @returns Whether it has been shown before; from now on it has. */
function isGreeted(): boolean {
    try {
        const isDone = sessionStorage.getItem(KEY) !== null;
        sessionStorage.setItem(KEY, "1");
        return isDone;
    } catch {
        // Storage is switched off: on every page would be too often.
        return true;
    }
}

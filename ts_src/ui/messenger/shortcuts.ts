import { listSections } from "../../model/channel_sections";
import type { ChannelId } from "../../model/ids";
import type { ChatState } from "../../model/state";

export type Shortcut = "previous" | "next" | "find" | "help";

/** @returns What a key means in the whole chat; null if nothing. */
export function shortcutOf(event: KeyboardEvent): Shortcut | null {
    if (event.isComposing || event.defaultPrevented) {
        return null;
    }
    if (event.ctrlKey || event.metaKey) {
        const isFind = event.key.toLowerCase() === "k" && !event.shiftKey && !event.altKey;
        return isFind ? "find" : null;
    }
    if (event.altKey) {
        const steps: Record<string, Shortcut> = { ArrowUp: "previous", ArrowDown: "next" };
        return steps[event.key] ?? null;
    }
    return event.key === "?" && !isWriting(event.target) ? "help" : null;
}

/** @returns The conversation before (-1) or after (1) the open one, as the list has them. */
export function neighbour(state: ChatState, step: -1 | 1): ChannelId | null {
    const channels = listSections(state, "all", "").flatMap((section) => section.channels);
    const current = channels.findIndex(({ id }) => id === state.openChannelId);
    return channels[current < 0 ? 0 : current + step]?.id ?? null;
}

/** @returns Whether a key there is a part of a text. */
function isWriting(target: EventTarget | null): boolean {
    return (
        target instanceof HTMLElement &&
        (target.isContentEditable || target.matches("input, textarea, select"))
    );
}

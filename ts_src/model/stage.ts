import type { ChannelId } from "./ids";
import type { ChatState, FloatingWindow } from "./state";

/** So many windows are open at once; older ones are minimised to make room. */
export const maxWindows = 3;

/** @returns The windows above the page, oldest first, not more than `maxWindows` of them open. */
export function windowsOf(state: ChatState): FloatingWindow[] {
    const { windows } = state.stage;
    const open = windows.filter(({ isMinimised }) => !isMinimised).slice(-maxWindows);
    const shown = new Set(open.map(({ channelId }) => channelId));
    return windows.map(({ channelId }) => ({ channelId, isMinimised: !shown.has(channelId) }));
}

/** @returns Whether the messages of a channel are before the person's eyes. */
export function isOnScreen(state: ChatState, channelId: ChannelId): boolean {
    if (state.openChannelId === channelId) {
        return true;
    }
    // The whole chat covers the windows.
    return (
        !state.stage.isFullscreen &&
        windowsOf(state).some((window) => window.channelId === channelId && !window.isMinimised)
    );
}

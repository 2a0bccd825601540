import type { ChannelId } from "../../model/ids";
import { maxWindows } from "../../model/stage";
import type { FloatingWindow } from "../../model/state";
import type { ChatContext } from "../chat_context";
import { plain } from "../plain";
import { loadChannel, loadOnScreen } from "./open_channel";

/** Opens a floating window in front of the others; what it needs is loaded. */
export async function openWindow(context: ChatContext, channelId: ChannelId): Promise<void> {
    setWindow(context, channelId, false);
    await loadChannel(context, channelId);
}

/** Takes a window or a head away; what is loaded of the channel stays. */
export function closeWindow(context: ChatContext, channelId: ChannelId): void {
    setWindows(context, others(context, channelId));
}

/** Makes a head of a window, or a window of a head. */
export function minimiseWindow(
    context: ChatContext,
    channelId: ChannelId,
    isMinimised: boolean,
): void {
    const { windows } = context.store.state.stage;
    if (!windows.some((it) => it.channelId === channelId)) {
        return;
    }
    if (!isMinimised) {
        void openWindow(context, channelId);
        return;
    }
    setWindows(
        context,
        windows.map((it) => (it.channelId === channelId ? { channelId, isMinimised } : it)),
    );
}

/** Shows the whole chat above the page, or puts it away. */
export function setFullscreen(context: ChatContext, isFullscreen: boolean): void {
    const { store, shared } = context;
    const stage = plain({ ...store.state.stage, isFullscreen });
    store.dispatch({ kind: "stageChanged", stage });
    shared.saveStage(stage);
}

/** Puts up what floated above the page before it was loaded anew. */
export function restoreStage(context: ChatContext): void {
    const stage = context.shared.loadStage();
    if (stage) {
        context.store.dispatch({ kind: "stageChanged", stage });
        void loadOnScreen(context);
    }
}

function setWindow(context: ChatContext, channelId: ChannelId, isMinimised: boolean): void {
    const { windows } = context.store.state.stage;
    const isThere = windows.some((it) => it.channelId === channelId && !it.isMinimised);
    if (!isThere) {
        setWindows(context, [...others(context, channelId), { channelId, isMinimised }]);
    }
}

function others({ store }: ChatContext, channelId: ChannelId): FloatingWindow[] {
    return store.state.stage.windows.filter((it) => it.channelId !== channelId);
}

/** There is room for so many windows: the oldest ones become heads. */
function setWindows({ store, shared }: ChatContext, windows: readonly FloatingWindow[]): void {
    const open = windows.filter(({ isMinimised }) => !isMinimised);
    const crowded = new Set(open.slice(0, Math.max(0, open.length - maxWindows)));
    const stage = plain({
        ...store.state.stage,
        windows: windows.map((it) => (crowded.has(it) ? { ...it, isMinimised: true } : it)),
    });
    store.dispatch({ kind: "stageChanged", stage });
    shared.saveStage(stage);
}

import type { ChannelId } from "../../model/ids";
import type { TimelineWindow } from "../../model/state";
import { hasNewer, isAtPresent, timelineWindow } from "../../model/timeline";
import type { ChatView } from "../use_chat";
import type { PaneKeeper } from "./pane_keeper";

/** Messages are put on the page this many pixels before they come into sight. */
const AHEAD = 600;
/** They are fetched a little later: many a reader never scrolls up. */
const FETCH_AHEAD = 400;

/** Fetches what a conversation shows: ahead of who scrolls, again after a failure, the newest. */
export class HistoryLoader {
    constructor(
        private readonly chat: ChatView,
        private readonly channelId: ChannelId,
        private readonly pane: PaneKeeper,
    ) {}

    get window(): TimelineWindow {
        return timelineWindow(this.chat.state, this.channelId);
    }

    get hasNewer(): boolean {
        return hasNewer(this.chat.state, this.channelId);
    }

    get isAtPresent(): boolean {
        return isAtPresent(this.chat.state, this.channelId);
    }

    async again(): Promise<void> {
        const { channelId } = this;
        const { actions } = this.chat;
        const { isLoaded, target } = this.window;
        if (!isLoaded) {
            await actions.loadNewest(channelId);
        } else if (target === null) {
            await actions.loadOlder(channelId);
        } else {
            await (target === "newest"
                ? actions.returnToNewest(channelId)
                : actions.loadAround(channelId, target));
        }
    }

    /** Puts the newest messages on the page. */
    async toPresent(): Promise<void> {
        if (!this.isAtPresent) {
            await this.chat.actions.returnToNewest(this.channelId);
        }
        this.pane.toNewest();
    }

    /**
     * Moves the pane, or fetches, before the edge of what is on the page comes into sight.
     *
     * @param viewport The element that scrolls.
     */
    lookAhead(viewport: Element | null): void {
        const { isLoaded, hasOlder, status } = this.window;
        if (!viewport || !isLoaded) {
            return;
        }
        const { channelId, chat, pane } = this;
        const above = viewport.scrollTop;
        const below = viewport.scrollHeight - above - viewport.clientHeight;
        if (above < AHEAD && pane.moveUp()) {
            return;
        }
        if (above < FETCH_AHEAD && hasOlder && status === "idle") {
            void this.loadOlder(viewport);
        } else if (below < AHEAD && !pane.moveDown() && this.hasNewer && status === "idle") {
            void chat.actions.loadNewer(channelId);
        }
    }

    /**
     * What has come is put on the page in the same rendering that takes the spinner and the day
     * away from above what was the oldest message: a rendering in between would move what is read.
     */
    private async loadOlder(viewport: Element): Promise<void> {
        await this.chat.actions.loadOlder(this.channelId);
        if (viewport.scrollTop < AHEAD) {
            this.pane.moveUp();
        }
    }
}

import { Component, useRef } from "@odoo/owl";

import { channelList } from "../../model/channels";
import type { ChannelId } from "../../model/ids";
import type { Channel } from "../../model/records";
import { ChannelRow } from "../channel_row/channel_row";
import { useNow } from "../hooks/use_now";
import { type ChatEnv, useChat } from "../use_chat";
import "./channel_list.scss";
import "./channel_list.xml";

interface ChannelListProps {
    onOpen: (channelId: ChannelId) => void;
}

/** The next page is fetched this many pixels before the end comes into sight. */
const PREFETCH = 300;

/** All conversations, the one with the newest activity first. */
export class ChannelList extends Component<ChannelListProps, ChatEnv> {
    static override template = "seitech_elearning.ChannelList";
    static components = { ChannelRow };
    static override props = { onOpen: Function };

    private readonly chat = useChat(this.env);
    private readonly rows = useRef<HTMLElement>("rows");
    readonly clock = useNow();
    /** Widths of the texts, in percent, that stand in while the list is loading. */
    readonly placeholders = [60, 45, 70, 50, 65];

    get channels(): readonly Channel[] {
        return channelList(this.chat.state);
    }

    get openChannelId(): ChannelId | null {
        return this.chat.state.openChannelId;
    }

    get isWaiting(): boolean {
        const { isLoaded, status } = this.chat.state.channelList;
        return !isLoaded && status !== "failed";
    }

    get isLoadingMore(): boolean {
        const { isLoaded, status, nextCursor } = this.chat.state.channelList;
        return isLoaded && status === "loading" && nextCursor !== null;
    }

    get failure(): string | null {
        const { status, failure } = this.chat.state.channelList;
        return status === "failed" ? (failure?.message ?? null) : null;
    }

    async retry(): Promise<void> {
        const { isLoaded } = this.chat.state.channelList;
        const { actions } = this.chat;
        await (isLoaded ? actions.loadMoreChannels() : actions.loadChannels());
    }

    async onScroll(event: Event): Promise<void> {
        const { scrollHeight, scrollTop, clientHeight } = event.currentTarget as HTMLElement;
        const { status, nextCursor } = this.chat.state.channelList;
        const isNearEnd = scrollHeight - scrollTop - clientHeight < PREFETCH;
        if (isNearEnd && nextCursor !== null && status === "idle") {
            await this.chat.actions.loadMoreChannels();
        }
    }

    /** Arrow keys walk through the rows; Enter opens, as on any button. */
    onKeydown(event: KeyboardEvent): void {
        const rows = [...(this.rows.el?.querySelectorAll<HTMLElement>("button") ?? [])];
        const current = rows.findIndex((row) => row === document.activeElement);
        const target = {
            ArrowDown: rows[Math.min(current + 1, rows.length - 1)],
            ArrowUp: rows[Math.max(current - 1, 0)],
            Home: rows[0],
            End: rows.at(-1),
        }[event.key];
        if (target) {
            event.preventDefault();
            target.focus();
        }
    }
}

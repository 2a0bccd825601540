import { Component, useEffect, useRef, useState } from "@odoo/owl";

import type { ChannelId } from "../../model/ids";
import { totalUnread, unreadCap } from "../../model/unread";
import { ChannelList } from "../channel_list/channel_list";
import { FloatingChat } from "../floating_chat/floating_chat";
import { useNow } from "../hooks/use_now";
import "../kit/theme.scss";
import { _t } from "../translation";
import { bareState, type ChatEnv, useChat } from "../use_chat";
import "./bubble.scss";
import "./bubble_button.scss";
import "./bubble.xml";

interface BubbleProps {
    /** Whether it shows the conversations from the start. */
    isOpen: boolean;
}

/** In the corner of a website page: the conversations, and the windows they open. */
export class Bubble extends Component<BubbleProps, ChatEnv> {
    static override template = "seitech_elearning.Bubble";
    static components = { ChannelList, FloatingChat };
    static override props = { isOpen: Boolean };

    private readonly chat = useChat(this.env);
    private readonly button = useRef<HTMLButtonElement>("button");
    private readonly panel = useRef<HTMLElement>("panel");
    readonly clock = useNow();
    readonly local = useState({ isOpen: this.props.isOpen });

    override setup(): void {
        useEffect(
            (isOpen: boolean) => {
                if (isOpen) {
                    this.panel.el?.focus();
                }
            },
            () => [this.local.isOpen],
        );
    }

    get isFullscreen(): boolean {
        return this.chat.state.stage.isFullscreen;
    }

    get unread(): string {
        const count = totalUnread(bareState(this.chat), this.clock.now);
        if (count === 0) {
            return "";
        }
        return count >= unreadCap ? `${unreadCap - 1}+` : String(count);
    }

    get label(): string {
        return this.unread ? _t("Chat, %s unread", this.unread) : _t("Chat");
    }

    readonly toggle = (): void => {
        this.local.isOpen = !this.local.isOpen;
    };

    readonly close = (): void => {
        this.local.isOpen = false;
        this.button.el?.focus();
    };

    readonly open = (channelId: ChannelId): void => {
        this.local.isOpen = false;
        void this.chat.actions.openWindow(channelId);
    };

    maximise(): void {
        this.local.isOpen = false;
        this.chat.actions.setFullscreen(true);
    }

    onKeydown(event: KeyboardEvent): void {
        if (event.key === "Escape" && !event.defaultPrevented) {
            event.preventDefault();
            this.close();
        }
    }
}

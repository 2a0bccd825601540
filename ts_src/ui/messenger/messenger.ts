import { Component, onPatched, useRef } from "@odoo/owl";

import type { ChannelId } from "../../model/ids";
import { readMark } from "../../model/members";
import { unreadCount } from "../../model/unread";
import { ChannelList } from "../channel_list/channel_list";
import { Drafts } from "../composer/drafts";
import { Conversation } from "../conversation/conversation";
import "../kit/theme.scss";
import { type ChatEnv, useChat } from "../use_chat";
import "./messenger.scss";
import "./messenger.xml";
import { useViewportHeight } from "./use_viewport_height";

interface MessengerProps {
    /** "parent": as high as what it stands in; "viewport": down to the lower edge of the window. */
    height: "parent" | "viewport";
}

/** The whole chat: conversations on one side, the open one on the other; on phones one of them. */
export class Messenger extends Component<MessengerProps, ChatEnv> {
    static override template = "seitech_elearning.Messenger";
    static components = { ChannelList, Conversation };
    static override props = { height: String };

    private readonly chat = useChat(this.env);
    private readonly root = useRef<HTMLElement>("root");
    readonly drafts = new Drafts(this.chat.state.self.id);
    newAfterId: number | null = null;
    /** The conversation that was just left by the way back. */
    private leftId: ChannelId | null = null;

    override setup(): void {
        onPatched(() => this.focusLeftRow());
        if (this.props.height === "viewport") {
            useViewportHeight(this.root);
        }
    }

    get openChannelId(): ChannelId | null {
        return this.chat.state.openChannelId;
    }

    get notice(): string | null {
        return this.chat.state.notice?.message ?? null;
    }

    readonly open = async (channelId: ChannelId): Promise<void> => {
        // Kept before opening, because opening moves the read mark.
        this.newAfterId = this.firstUnreadAfter(channelId);
        await this.chat.actions.openChannel(channelId);
    };

    readonly back = (): void => {
        this.leftId = this.openChannelId;
        this.chat.actions.closeChannel();
    };

    dismissNotice(): void {
        this.chat.actions.dismissNotice();
    }

    /** On phones the list can take the focus only once it is shown again. */
    private focusLeftRow(): void {
        if (this.leftId !== null && this.openChannelId === null) {
            const row = `[data-channel-id="${this.leftId}"]`;
            this.root.el?.querySelector<HTMLElement>(row)?.focus();
            this.leftId = null;
        }
    }

    private firstUnreadAfter(channelId: ChannelId): number | null {
        const { state } = this.chat;
        return unreadCount(state, channelId) > 0
            ? (readMark(state, channelId, state.self.id) ?? 0)
            : null;
    }
}

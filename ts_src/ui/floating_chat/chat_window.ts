import { Component, useRef } from "@odoo/owl";

import type { ChannelId } from "../../model/ids";
import { ConnectionBanner } from "../connection_banner/connection_banner";
import { Conversation } from "../conversation/conversation";
import { shortcutOf } from "../messenger/shortcuts";
import { type ChatEnv, useChat } from "../use_chat";
import "./chat_window.scss";
import "./chat_window.xml";
import { useVisibleHeight } from "./use_visible_height";

interface ChatWindowProps {
    channelId: ChannelId;
    onOpen: (channelId: ChannelId) => void;
    onShortcuts: () => void;
}

/** A conversation in a small window; on phones it takes the whole screen. */
export class ChatWindow extends Component<ChatWindowProps, ChatEnv> {
    static override template = "seitech_elearning.ChatWindow";
    static components = { ConnectionBanner, Conversation };
    static override props = { channelId: Number, onOpen: Function, onShortcuts: Function };

    private readonly chat = useChat(this.env);
    private readonly root = useRef<HTMLElement>("root");

    override setup(): void {
        useVisibleHeight(this.root);
    }

    readonly close = (): void => {
        this.chat.actions.closeWindow(this.props.channelId);
    };

    readonly minimise = (): void => {
        this.chat.actions.minimiseWindow(this.props.channelId, true);
    };

    readonly maximise = (): void => {
        void this.chat.actions.openChannel(this.props.channelId);
        this.chat.actions.setFullscreen(true);
    };

    /** Keys pressed in here are not meant for the page below. */
    onKeydown(event: KeyboardEvent): void {
        if (shortcutOf(event) === "help") {
            event.preventDefault();
            this.props.onShortcuts();
        }
    }
}

import { Component, useEffect, useExternalListener, useState } from "@odoo/owl";

import type { ChannelId } from "../../model/ids";
import type { Channel } from "../../model/records";
import { windowsOf } from "../../model/stage";
import type { FloatingWindow } from "../../model/state";
import { Fullscreen } from "../fullscreen/fullscreen";
import { useBackToClose } from "../hooks/use_back_to_close";
import { useHasPageChat } from "../hooks/use_page_chat";
import "../kit/theme.scss";
import { Notice } from "../notice/notice";
import { lazy } from "../kit/lazy/lazy";
import { type ChatEnv, useChat } from "../use_chat";
import { ChatHead } from "./chat_head";
import { ChatWindow } from "./chat_window";
import "./floating_chat.scss";
import "./floating_chat.xml";
import { roomForWindows } from "./room";

interface FloatingChatProps {
    /** Whether the corner is taken by a button of the page. */
    hasLauncher?: boolean;
}

/** What floats above any page: small windows, heads of minimised ones, or the whole chat. */
export class FloatingChat extends Component<FloatingChatProps, ChatEnv> {
    static override template = "seitech_elearning.FloatingChat";
    static components = {
        ChatHead,
        ChatWindow,
        Fullscreen,
        Notice,
        ShortcutsHelp: lazy("ShortcutsHelp"),
    };
    static override props = { hasLauncher: { type: Boolean, optional: true } };

    private readonly chat = useChat(this.env);
    private readonly pageChat = useHasPageChat();
    readonly local = useState({ room: roomForWindows(window.innerWidth), isHelpShown: false });

    override setup(): void {
        useExternalListener(window, "resize", () => {
            this.local.room = roomForWindows(window.innerWidth);
        });
        useBackToClose(
            () => this.isFullscreen,
            () => this.chat.actions.setFullscreen(false),
        );
        useBackToClose(
            () => this.isShown && this.windows.length > 0,
            () => this.windows.forEach((one) => this.chat.actions.closeWindow(one.channelId)),
        );
        useEffect(
            () => this.minimiseOverflow(),
            () => [this.local.room, this.windows.length, this.isShown],
        );
    }

    /** A page that has the whole chat needs no windows above it. */
    get isShown(): boolean {
        return this.pageChat.count === 0 && !this.isFullscreen;
    }

    get isFullscreen(): boolean {
        return this.chat.state.stage.isFullscreen;
    }

    get windows(): readonly FloatingWindow[] {
        return windowsOf(this.chat.state).filter(({ isMinimised }) => !isMinimised);
    }

    get heads(): readonly Channel[] {
        return windowsOf(this.chat.state)
            .filter(({ isMinimised }) => isMinimised)
            .map(({ channelId }) => this.chat.state.channels.get(channelId))
            .filter((channel) => channel !== undefined);
    }

    readonly open = (channelId: ChannelId): void => {
        void this.chat.actions.openWindow(channelId);
    };

    readonly showHelp = (): void => {
        this.local.isHelpShown = true;
    };

    readonly hideHelp = (): void => {
        this.local.isHelpShown = false;
    };

    /** Windows there is no room for become heads, the oldest first. */
    private minimiseOverflow(): void {
        if (this.isShown) {
            const { windows } = this;
            for (const { channelId } of windows.slice(0, -this.local.room)) {
                this.chat.actions.minimiseWindow(channelId, true);
            }
        }
    }
}

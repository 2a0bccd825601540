import { Component, onPatched, useExternalListener, useRef, useState } from "@odoo/owl";

import type { ChannelId, MessageId } from "../../model/ids";
import { ChannelList } from "../channel_list/channel_list";
import { ConnectionBanner } from "../connection_banner/connection_banner";
import { Conversation } from "../conversation/conversation";
import { useIsNarrow } from "../hooks/use_is_narrow";
import { lazy } from "../kit/lazy/lazy";
import "../kit/theme.scss";
import { Notice } from "../notice/notice";
import { type ChatEnv, useChat } from "../use_chat";
import type { ChatAddress, Place } from "./chat_address";
import "./messenger.scss";
import "./messenger.xml";
import { neighbour, type Shortcut, shortcutOf } from "./shortcuts";
import { useAddress } from "./use_address";
import { useViewportHeight } from "./use_viewport_height";

interface MessengerProps {
    /** "parent": as high as what it stands in; "viewport": down to the lower edge of the window. */
    height: "parent" | "viewport";
    /** Left out: the address of the page has nothing to do with what is open. */
    address?: ChatAddress;
    /** Shows the whole chat above the page, or ends that. */
    onResize?: () => void;
}

/** Narrower than this there is room for one side at a time. */
const SPLIT_LIMIT = 768;

/** The whole chat: conversations on one side, the open one on the other; on phones one of them. */
export class Messenger extends Component<MessengerProps, ChatEnv> {
    static override template = "seitech_elearning.Messenger";
    static components = {
        ChannelList,
        ConnectionBanner,
        Conversation,
        Notice,
        NotificationAsk: lazy("NotificationAsk"),
        ShortcutsHelp: lazy("ShortcutsHelp"),
    };
    static override props = {
        height: String,
        address: { type: Object, optional: true },
        onResize: { type: Function, optional: true },
    };

    private readonly chat = useChat(this.env);
    private readonly root = useRef<HTMLElement>("root");
    readonly width = useIsNarrow(this.root, SPLIT_LIMIT);
    readonly local = useState<{ focusMessageId: MessageId | null; isHelpShown: boolean }>({
        focusMessageId: null,
        isHelpShown: false,
    });
    /** On phones the list can take the focus only once it is shown again. */
    private afterClosing: (() => void) | null = null;

    override setup(): void {
        useExternalListener(window, "keydown", (event) =>
            this.onPageKeydown(event as KeyboardEvent),
        );
        onPatched(() => {
            if (this.afterClosing && this.openChannelId === null) {
                this.afterClosing();
                this.afterClosing = null;
            }
        });
        if (this.props.height === "viewport") {
            useViewportHeight(this.root);
        }
        if (this.props.address) {
            useAddress(
                this.props.address,
                () => this.openChannelId,
                (place) => this.goTo(place),
            );
        }
    }

    /** Not before there is something that one could be told of. */
    get isAskedToNotify(): boolean {
        const { channels, notificationConsent } = this.chat.state;
        return notificationConsent === "unasked" && channels.size > 0;
    }

    get openChannelId(): ChannelId | null {
        return this.chat.state.openChannelId;
    }

    readonly open = async (channelId: ChannelId): Promise<void> => {
        this.local.focusMessageId = null;
        await this.chat.actions.openChannel(channelId);
    };

    readonly back = (): void => {
        const leftId = this.openChannelId;
        this.afterClosing = () => this.focus(`[data-channel-id="${leftId}"]`);
        this.chat.actions.closeChannel();
    };

    readonly showHelp = (): void => {
        this.local.isHelpShown = true;
    };

    readonly hideHelp = (): void => {
        this.local.isHelpShown = false;
    };

    /** Before anybody inside sees it, but not what is pressed in a dialog of the chat. */
    onKeydown(event: KeyboardEvent): void {
        const dialog = (event.target as HTMLElement).closest("dialog");
        if (dialog && this.root.el?.contains(dialog)) {
            return;
        }
        const shortcut = shortcutOf(event);
        if (shortcut) {
            event.preventDefault();
            event.stopPropagation();
            this.run(shortcut);
        }
    }

    /** While nothing has the focus; Odoo's own way to find something stays Odoo's. */
    private onPageKeydown(event: KeyboardEvent): void {
        if (event.target === document.body && shortcutOf(event) !== "find") {
            this.onKeydown(event);
        }
    }

    private run(shortcut: Shortcut): void {
        switch (shortcut) {
            case "find":
                return this.findConversation();
            case "help":
                return this.showHelp();
            default: {
                const target = neighbour(this.chat.state, shortcut === "next" ? 1 : -1);
                if (target !== null) {
                    void this.open(target);
                }
            }
        }
    }

    private findConversation(): void {
        if (this.width.isNarrow && this.openChannelId !== null) {
            this.afterClosing = () => this.focus("input[type=search]");
            this.chat.actions.closeChannel();
        } else {
            this.focus("input[type=search]");
        }
    }

    private focus(selector: string): void {
        this.root.el?.querySelector<HTMLElement>(`.o-seitech-ChannelList ${selector}`)?.focus();
    }

    private goTo({ channelId, messageId }: Place): void {
        this.local.focusMessageId = messageId;
        if (channelId === null) {
            this.chat.actions.closeChannel();
        } else if (channelId !== this.openChannelId) {
            void this.chat.actions.openChannel(channelId);
        }
    }
}

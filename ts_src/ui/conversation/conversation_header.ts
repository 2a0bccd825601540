import { Component } from "@odoo/owl";

import { channelTitle } from "../../model/channels";
import type { ChannelId } from "../../model/ids";
import { channelPresence } from "../../model/presence";
import type { Channel } from "../../model/records";
import { useNow } from "../hooks/use_now";
import { Avatar } from "../kit/avatar/avatar";
import { Menu } from "../kit/menu/menu";
import type { ShownAction } from "../registries/action_registry";
import { headerActions, type PanelName } from "../registries/header_actions";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./conversation_header.scss";
import "./conversation_header.xml";

interface ConversationHeaderProps {
    channelId: ChannelId;
    mode: "page" | "window";
    isNarrow: boolean;
    /** Id for the element with the name. */
    titleId: string;
    panel: PanelName | null;
    onBack: () => void;
    onPanel: (panel: PanelName | null) => void;
    onShortcuts: () => void;
    onMinimise?: (() => void) | undefined;
    onMaximise?: (() => void) | undefined;
}

/** Who one talks to, and what one can do with the conversation. */
export class ConversationHeader extends Component<ConversationHeaderProps, ChatEnv> {
    static override template = "seitech_elearning.ConversationHeader";
    static components = { Avatar, Menu };
    static override props = {
        channelId: Number,
        mode: String,
        isNarrow: Boolean,
        titleId: String,
        panel: { type: [String, { value: null }] },
        onBack: Function,
        onPanel: Function,
        onShortcuts: Function,
        onMinimise: { type: Function, optional: true },
        onMaximise: { type: Function, optional: true },
    };

    private readonly chat = useChat(this.env);
    readonly clock = useNow();

    get channel(): Channel | undefined {
        return this.chat.state.channels.get(this.props.channelId);
    }

    get isWindow(): boolean {
        return this.props.mode === "window";
    }

    get title(): string {
        return this.channel ? channelTitle(this.channel) : "";
    }

    get details(): string {
        const { channel } = this;
        if (!channel) {
            return "";
        }
        const subject = channel.personName === null ? null : channel.name;
        const members = channel.memberCount > 2 ? _t("%s members", channel.memberCount) : null;
        return [subject, this.presence, channel.courseName, members]
            .filter((part) => part !== null && part !== this.title)
            .join(" · ");
    }

    get menuLabel(): string {
        return _t("More");
    }

    /** Buttons of their own, as many as leave the name some room; the others are in the menu. */
    get buttons(): readonly ShownAction[] {
        return this.actions.filter((action) => this.isButton(action));
    }

    get menuItems(): readonly ShownAction[] {
        return this.actions.filter((action) => !this.isButton(action));
    }

    private isButton({ id, isQuick }: ShownAction): boolean {
        return isQuick && !this.isWindow && (!this.props.isNarrow || id === "search");
    }

    private get presence(): string | null {
        switch (channelPresence(this.chat.state, this.props.channelId)) {
            case "online":
                return _t("Online");
            case "away":
                return _t("Away");
            case "busy":
                return _t("Busy");
            default:
                return null;
        }
    }

    private get actions(): readonly ShownAction[] {
        const { channel, chat } = this;
        if (!channel) {
            return [];
        }
        const { panel, onBack, onPanel, onShortcuts } = this.props;
        return headerActions.shown({
            chat,
            channel,
            panel,
            now: this.clock.now,
            controls: { showPanel: onPanel, showShortcuts: onShortcuts, leaveBehind: onBack },
        });
    }
}

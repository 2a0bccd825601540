import { Component, useState } from "@odoo/owl";

import type { Message } from "../../model/records";
import { lazy } from "../kit/lazy/lazy";
import { Menu } from "../kit/menu/menu";
import type { ShownAction } from "../registries/action_registry";
import { messageActions, type MessageControls } from "../registries/message_actions";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./message_toolbar.scss";
import "./message_toolbar.xml";

interface MessageToolbarProps {
    message: Message;
    controls: MessageControls;
}

/** What one can do with a message: the usual at once, the rest in a menu. */
export class MessageToolbar extends Component<MessageToolbarProps, ChatEnv> {
    static override template = "seitech_elearning.MessageToolbar";
    static components = { EmojiPicker: lazy("EmojiPicker"), Menu };
    static override props = { message: Object, controls: Object };

    private readonly chat = useChat(this.env);
    readonly local = useState({ isPicking: false });

    get actions(): readonly ShownAction[] {
        const { message, controls } = this.props;
        return messageActions.shown({
            chat: this.chat,
            message,
            now: Date.now(),
            controls: { ...controls, pickReaction: () => this.pick() },
        });
    }

    get quick(): readonly ShownAction[] {
        return this.actions.filter((action) => action.isQuick);
    }

    /** All of them: the menu is the one way to everything for the keyboard. */
    get all(): readonly ShownAction[] {
        return this.actions;
    }

    get menuLabel(): string {
        return _t("Actions for this message");
    }

    readonly closePicker = (): void => {
        this.local.isPicking = false;
    };

    readonly react = (emoji: string): void => {
        this.closePicker();
        void this.chat.actions.toggleReaction(this.props.message.id, emoji);
    };

    private pick(): void {
        this.local.isPicking = true;
    }
}

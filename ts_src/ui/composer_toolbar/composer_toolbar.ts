import { Component, useState } from "@odoo/owl";

import type { ChannelId } from "../../model/ids";
import { lazy } from "../kit/lazy/lazy";
import { Menu } from "../kit/menu/menu";
import type { TextField } from "../message_input/text_field";
import type { ShownAction } from "../registries/action_registry";
import { composerActions } from "../registries/composer_actions";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./composer_toolbar.scss";
import "./composer_toolbar.xml";

interface ComposerToolbarProps {
    channelId: ChannelId;
    field: TextField;
    /** Left out where no files can be sent. */
    chooseFiles?: () => void;
}

/** The buttons in a field in which one writes: files, emoji, and what other modules add. */
export class ComposerToolbar extends Component<ComposerToolbarProps, ChatEnv> {
    static override template = "seitech_elearning.ComposerToolbar";
    static components = { EmojiPicker: lazy("EmojiPicker"), Menu };
    static override props = {
        channelId: Number,
        field: Object,
        chooseFiles: { type: Function, optional: true },
    };

    private readonly chat = useChat(this.env);
    readonly local = useState({ isEmojiOpen: false });

    get moreLabel(): string {
        return _t("More");
    }

    get actions(): { quick: readonly ShownAction[]; more: readonly ShownAction[] } {
        const all = composerActions.shown({
            chat: this.chat,
            channelId: this.props.channelId,
            controls: {
                insert: (text) => this.props.field.insert(text),
                beginWord: (sign) => this.props.field.beginWord(sign),
                chooseFiles: this.props.chooseFiles ?? null,
                toggleEmoji: () => {
                    this.local.isEmojiOpen = !this.local.isEmojiOpen;
                },
            },
        });
        return {
            quick: all.filter(({ isQuick }) => isQuick),
            more: all.filter(({ isQuick }) => !isQuick),
        };
    }

    pickEmoji(emoji: string): void {
        this.closeEmoji();
        this.props.field.insert(emoji);
    }

    closeEmoji(): void {
        this.local.isEmojiOpen = false;
    }
}

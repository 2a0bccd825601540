import { Component, useState } from "@odoo/owl";

import { draftLength, maxMessageLength } from "../../model/drafts";
import type { ChannelId, MessageId } from "../../model/ids";
import { ComposerToolbar } from "../composer_toolbar/composer_toolbar";
import { KeptText } from "../message_input/kept_text";
import { MessageInput } from "../message_input/message_input";
import { TextField } from "../message_input/text_field";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./reply_composer.scss";
import "./reply_composer.xml";

interface ReplyComposerProps {
    parentId: MessageId;
}

/** Where a reply is written in a thread. What is not sent is kept over a reload. */
export class ReplyComposer extends Component<ReplyComposerProps, ChatEnv> {
    static override template = "seitech_elearning.ReplyComposer";
    static components = { ComposerToolbar, MessageInput };
    static override props = { parentId: Number };

    private readonly chat = useChat(this.env);
    private readonly kept = new KeptText(this.chat.state.self.id, `reply.${this.props.parentId}`);
    readonly field = new TextField();
    readonly local = useState({ text: this.kept.read() ?? "", isRefused: false });

    get channelId(): ChannelId | undefined {
        return this.chat.state.messages.get(this.props.parentId)?.channelId;
    }

    get label(): string {
        return _t("Write a reply");
    }

    get hint(): string | null {
        return this.local.isRefused
            ? _t("You cannot write in this conversation any more. Your text is kept.")
            : null;
    }

    get canSend(): boolean {
        const { text } = this.local;
        return text.trim() !== "" && draftLength(text) <= maxMessageLength;
    }

    onText(text: string): void {
        Object.assign(this.local, { text, isRefused: false });
        this.kept.keep(text);
        if (this.channelId !== undefined && text !== "") {
            this.chat.actions.noteTyping(this.channelId);
        }
    }

    send(): void {
        if (this.canSend) {
            const text = this.field.element?.value ?? this.local.text;
            const { accepted } = this.chat.actions.sendReply(this.props.parentId, text);
            this.local.isRefused = !accepted;
            if (accepted) {
                this.local.text = "";
                this.kept.forget();
                // At once: what is typed before the next frame must not join what was sent.
                this.field.show("");
            }
        }
        this.field.focus();
    }
}

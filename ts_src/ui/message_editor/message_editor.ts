import { Component, onMounted, onWillUnmount, useState } from "@odoo/owl";

import { draftLength, maxMessageLength } from "../../model/drafts";
import type { ChannelId, MessageId } from "../../model/ids";
import type { Message } from "../../model/records";
import { ComposerToolbar } from "../composer_toolbar/composer_toolbar";
import { KeptText } from "../message_input/kept_text";
import { MessageInput } from "../message_input/message_input";
import { TextField } from "../message_input/text_field";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./message_editor.scss";
import "./message_editor.xml";

interface MessageEditorProps {
    messageId: MessageId;
    /** The change was saved, or the person does not want it. */
    onDone: () => void;
}

/**
 * Changes a message in its place. Until it is saved or cancelled, the new text is kept: when the
 * server does not take it, and over a reload.
 */
export class MessageEditor extends Component<MessageEditorProps, ChatEnv> {
    static override template = "seitech_elearning.MessageEditor";
    static components = { ComposerToolbar, MessageInput };
    static override props = { messageId: Number, onDone: Function };

    private readonly chat = useChat(this.env);
    private readonly kept = new KeptText(this.chat.state.self.id, `edit.${this.props.messageId}`);
    readonly field = new TextField();
    readonly local = useState({
        text: this.kept.read() ?? this.message?.content ?? "",
        isSaving: false,
    });

    override setup(): void {
        const before = document.activeElement;
        onMounted(() => {
            this.field.focus();
            this.field.element?.setSelectionRange(this.local.text.length, this.local.text.length);
            this.field.element?.scrollIntoView({ block: "nearest" });
        });
        onWillUnmount(() => {
            const isHere = document.activeElement === this.field.element;
            if (isHere && before instanceof HTMLElement && before.isConnected) {
                before.focus({ preventScroll: true });
            }
        });
    }

    get message(): Message | undefined {
        return this.chat.state.messages.get(this.props.messageId);
    }

    get channelId(): ChannelId | undefined {
        return this.message?.channelId;
    }

    get label(): string {
        return _t("Edit the message");
    }

    get canSave(): boolean {
        const { text, isSaving } = this.local;
        const hasContent = text.trim() !== "" || (this.message?.attachments.length ?? 0) > 0;
        return hasContent && !isSaving && draftLength(text) <= maxMessageLength;
    }

    onText(text: string): void {
        this.local.text = text;
        this.kept.keep(text);
    }

    async save(): Promise<void> {
        if (!this.canSave) {
            return;
        }
        const { text } = this.local;
        if (text === this.message?.content) {
            this.cancel();
            return;
        }
        this.local.isSaving = true;
        const isSaved = await this.chat.actions.editMessage(this.props.messageId, text);
        this.local.isSaving = false;
        if (isSaved) {
            this.cancel();
        } else {
            this.field.focus();
        }
    }

    cancel(): void {
        this.kept.forget();
        this.props.onDone();
    }
}

import { Component, onMounted, onPatched, useRef, useState } from "@odoo/owl";

import type { SendRefusal } from "../../engine/actions/send_message";
import type { LocalFile } from "../../engine/ports";
import { draftFiles, draftLength, draftOf, maxMessageLength, uploadsOf } from "../../model/drafts";
import type { ChannelId, MessageId } from "../../model/ids";
import { textOf } from "../../model/message_text";
import { canEdit, isOwnMessage } from "../../model/messages";
import type { Draft } from "../../model/state";
import { visibleMessages } from "../../model/timeline";
import { ComposerToolbar } from "../composer_toolbar/composer_toolbar";
import { localFiles } from "../format/local_files";
import { lazy } from "../kit/lazy/lazy";
import { MessageInput } from "../message_input/message_input";
import { TextField } from "../message_input/text_field";
import { Slot } from "../slot/slot";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./composer.scss";
import "./composer.xml";

interface ComposerProps {
    channelId: ChannelId;
    /** Why nothing can be written here, or null. */
    closedReason?: string | null;
    /** In a small window: no more than what is needed. */
    isCompact?: boolean;
    /** The person wants to change the last message they have written. */
    onEditLast?: (messageId: MessageId) => void;
    /** A message was taken into the outbox. */
    onSent?: () => void;
}

/**
 * Where a message is written: text, files, and the message it answers. All of it is the channel's
 * draft. A parent gives it `t-key` by channel.
 */
export class Composer extends Component<ComposerProps, ChatEnv> {
    static override template = "seitech_elearning.Composer";
    static components = {
        AttachmentTray: lazy("AttachmentTray"),
        ComposerToolbar,
        MessageInput,
        Slot,
    };
    static override props = {
        channelId: Number,
        closedReason: { type: [String, { value: null }], optional: true },
        isCompact: { type: Boolean, optional: true },
        onEditLast: { type: Function, optional: true },
        onSent: { type: Function, optional: true },
    };

    private readonly chat = useChat(this.env);
    private readonly files = useRef<HTMLInputElement>("files");
    readonly field = new TextField();
    readonly local = useState<{ refusal: SendRefusal | null; isCovered: boolean }>({
        refusal: null,
        isCovered: false,
    });
    /** What stands above takes the place of the field, or gives it back. */
    readonly cover = (isCovered: boolean): void => {
        this.local.isCovered = isCovered;
    };

    override setup(): void {
        let replyToId = this.draft.replyToId;
        onMounted(() => {
            // Small windows that come back with the page must not take the focus from it.
            if (!this.props.isCompact || navigator.userActivation.isActive) {
                this.focusUnlessTouch();
            }
        });
        onPatched(() => {
            // Somebody who has chosen a message to answer goes on to write.
            if (this.draft.replyToId !== null && this.draft.replyToId !== replyToId) {
                this.field.focus();
            }
            replyToId = this.draft.replyToId;
        });
    }

    get draft(): Draft {
        return draftOf(this.chat.state, this.props.channelId);
    }

    get hasFiles(): boolean {
        return draftFiles(this.chat.state, this.props.channelId).length > 0;
    }

    get placeholder(): string {
        return _t("Write a message");
    }

    get isUploading(): boolean {
        return uploadsOf(this.chat.state, this.props.channelId).some(
            ({ status }) => status === "uploading",
        );
    }

    get canSend(): boolean {
        const { text, attachments } = this.draft;
        const hasContent = text.trim() !== "" || attachments.length > 0;
        return hasContent && !this.isUploading && draftLength(text) <= maxMessageLength;
    }

    /** Why sending has to wait, or did not work. */
    get hint(): string | null {
        if (this.isUploading) {
            return _t("You can send the message once its files are uploaded.");
        }
        return this.local.refusal === "not_allowed"
            ? _t("You cannot write in this conversation any more. Your text is kept.")
            : null;
    }

    get answered(): { readonly author: string; readonly text: string } | null {
        const { replyToId } = this.draft;
        if (replyToId === null) {
            return null;
        }
        const message = this.chat.state.messages.get(replyToId);
        if (!message) {
            return { author: _t("Reply to an earlier message"), text: "" };
        }
        return {
            author: isOwnMessage(this.chat.state, message)
                ? _t("Reply to yourself")
                : _t("Reply to %s", message.author.name),
            text: message.deleted ? _t("This message was deleted") : textOf(message),
        };
    }

    get cancel(): (() => void) | undefined {
        return this.draft.replyToId === null ? undefined : () => this.cancelReply();
    }

    onText(text: string): void {
        const { channelId } = this.props;
        this.local.refusal = null;
        this.chat.actions.saveDraft(channelId, { text });
        if (text !== "") {
            this.chat.actions.noteTyping(channelId);
        }
    }

    send(): void {
        const { channelId, onSent } = this.props;
        if (this.canSend) {
            const text = this.field.element?.value ?? this.draft.text;
            const outcome = this.chat.actions.sendMessage(channelId, text);
            if (outcome.accepted) {
                // At once: what is typed before the next frame must not join what was sent.
                this.field.show(this.draft.text);
                onSent?.();
            } else {
                this.local.refusal = outcome.refusal;
            }
        }
        this.field.focus();
    }

    cancelReply(): void {
        this.chat.actions.saveDraft(this.props.channelId, { replyToId: null });
        this.field.focus();
    }

    editLast(): void {
        const { state } = this.chat;
        const isUntouched = this.draft.replyToId === null && this.draft.attachments.length === 0;
        const last = visibleMessages(state, this.props.channelId).findLast((message) =>
            canEdit(state, message, Date.now()),
        );
        if (isUntouched && last) {
            this.props.onEditLast?.(last.id);
        }
    }

    chooseFiles(): void {
        this.files.el?.click();
    }

    onFilesChosen(): void {
        const { el } = this.files;
        this.addFiles(localFiles(el?.files));
        if (el) {
            // So that the same file can be chosen once more.
            el.value = "";
        }
        this.field.focus();
    }

    addFiles(files: readonly LocalFile[]): void {
        files.forEach((file) => this.chat.actions.addFile(this.props.channelId, file));
    }

    /** On a touch screen, focus would bring up the keyboard over the conversation. */
    private focusUnlessTouch(): void {
        if (window.matchMedia("(pointer: fine)").matches) {
            this.field.focus();
        }
    }
}

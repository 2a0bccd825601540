import { Component, onMounted, onPatched, onWillUnmount, useRef, useState } from "@odoo/owl";

import type { LocalFile } from "../../../engine/ports";
import { draftLength, maxMessageLength } from "../../../model/drafts";
import { localFiles } from "../../format/local_files";
import { useDropZone } from "../../hooks/use_drop_zone";
import { TextField } from "../../message_input/text_field";
import { _t } from "../../translation";
import { EmojiGrid } from "../emoji/emoji_grid";
import { Icon } from "../icon/icon";
import { useVisit, type VisitEnv } from "../visit_env";
import { LengthLeft } from "./length_left";
import "./visit_composer.scss";
import "./visit_composer.xml";

/** Where the visitor writes, once there is a conversation. */
export class VisitComposer extends Component<Record<string, never>, VisitEnv> {
    static override template = "seitech_elearning.VisitComposer";
    static components = { EmojiGrid, Icon, LengthLeft };
    static override props = {};

    private readonly root = useRef<HTMLElement>("root");
    private readonly textarea = useRef<HTMLTextAreaElement>("textarea");
    private readonly files = useRef<HTMLInputElement>("files");
    private readonly visit = useVisit(this.env);
    private readonly field = new TextField();
    readonly local = useState({ isEmojiOpen: false });

    override setup(): void {
        useDropZone(
            this.root,
            (files) => this.addFiles(files),
            () => this.mayAttach,
        );
        onMounted(() => {
            this.field.element = this.textarea.el;
            this.field.show(this.text);
        });
        onPatched(() => this.field.show(this.text));
        onWillUnmount(() => {
            this.field.element = null;
        });
    }

    get text(): string {
        return this.visit.state.draft.text;
    }

    get label(): string {
        return _t("Write a message");
    }

    get mayAttach(): boolean {
        return this.visit.state.visit?.mayAttach ?? false;
    }

    get isTooLong(): boolean {
        return draftLength(this.text) > maxMessageLength;
    }

    get canSend(): boolean {
        return this.text.trim() !== "" && !this.isTooLong;
    }

    onInput(): void {
        this.visit.actions.saveDraft({ text: this.field.element?.value ?? "" });
    }

    onKeydown(event: KeyboardEvent): void {
        // While an input method composes, Enter picks a candidate. Safari ends the composition
        // before this keydown and tells it by key code 229 only.
        const isComposing = event.isComposing || event.keyCode === 229;
        if (event.key === "Enter" && !event.shiftKey && !isComposing) {
            event.preventDefault();
            this.send();
        }
    }

    onPaste(event: ClipboardEvent): void {
        const { files, types } = event.clipboardData ?? {};
        // Word processors put a picture of the text beside the text: the text is meant.
        if (this.mayAttach && files?.length && !types?.includes("text/plain")) {
            event.preventDefault();
            this.addFiles(localFiles(files));
        }
    }

    send(): void {
        if (this.canSend) {
            this.local.isEmojiOpen = false;
            void this.visit.actions.send();
            // At once: what is typed before the next frame must not join what was sent.
            this.field.show(this.text);
        }
        this.field.focus();
    }

    toggleEmoji(): void {
        this.local.isEmojiOpen = !this.local.isEmojiOpen;
    }

    readonly closeEmoji = (): void => {
        this.local.isEmojiOpen = false;
        this.field.focus();
    };

    readonly pickEmoji = (emoji: string): void => {
        this.closeEmoji();
        this.field.insert(emoji);
    };

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

    private addFiles(files: readonly LocalFile[]): void {
        files.forEach((file) => void this.visit.actions.sendFile(file));
    }
}

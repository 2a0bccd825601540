import { Component, onMounted, onPatched, useRef, useState } from "@odoo/owl";

import { draftLength, maxMessageLength } from "../../../model/drafts";
import type { ChannelId } from "../../../model/ids";
import { _t } from "../../translation";
import { type DeskEnv, useDesk } from "../use_desk";
import "./note_composer.scss";
import "./note_composer.xml";

interface NoteComposerProps {
    channelId: ChannelId;
    /** Whether the field takes the focus when it appears. */
    takesFocus?: boolean;
    /** Escape; left out where it means something to what lies around. */
    onCancel?: () => void;
}

/** Where agents write what only agents see: its colour says so, and its words. */
export class NoteComposer extends Component<NoteComposerProps, DeskEnv> {
    static override template = "seitech_elearning.NoteComposer";
    static override props = {
        channelId: Number,
        takesFocus: { type: Boolean, optional: true },
        onCancel: { type: Function, optional: true },
    };

    private readonly desk = useDesk(this.env);
    private readonly field = useRef<HTMLTextAreaElement>("field");
    readonly local = useState({ isBusy: false });

    override setup(): void {
        onMounted(() => {
            this.show();
            if (this.props.takesFocus) {
                this.field.el?.focus();
            }
        });
        onPatched(() => this.show());
    }

    get text(): string {
        return this.desk.state.noteDrafts.get(this.props.channelId) ?? "";
    }

    get isTooLong(): boolean {
        return draftLength(this.text) > maxMessageLength;
    }

    get canAdd(): boolean {
        return this.text.trim() !== "" && !this.isTooLong && !this.local.isBusy;
    }

    get label(): string {
        return _t("Internal note");
    }

    onInput(): void {
        this.desk.actions.saveNoteDraft(this.props.channelId, this.field.el?.value ?? "");
    }

    onKeydown(event: KeyboardEvent): void {
        // Safari ends a composition before this keydown and tells it by key code 229 only.
        if (event.isComposing || event.keyCode === 229) {
            return;
        }
        if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            void this.add();
        } else if (event.key === "Escape" && this.props.onCancel) {
            event.preventDefault();
            event.stopPropagation();
            this.props.onCancel();
        }
    }

    async add(): Promise<void> {
        if (this.canAdd) {
            this.local.isBusy = true;
            await this.desk.actions.addNote(this.props.channelId);
            this.local.isBusy = false;
        }
        this.field.el?.focus();
    }

    /** What was just typed is left alone. */
    private show(): void {
        const { el } = this.field;
        if (el && el.value !== this.text) {
            el.value = this.text;
        }
    }
}

import { Component, onMounted, onPatched, useRef, useState } from "@odoo/owl";

import { draftLength, maxMessageLength } from "../../model/drafts";
import type { ChannelId } from "../../model/ids";
import { _t } from "../translation";
import "./composer.scss";
import "./composer.xml";
import type { Drafts } from "./drafts";

interface ComposerProps {
    channelId: ChannelId;
    drafts: Drafts;
    /** Why nothing can be written here, or null. */
    closedReason: string | null;
    /** Takes a text into the outbox; false if it was not taken. */
    onSend: (text: string) => boolean;
}

/** From this share of the limit on, the person sees how much is left. */
const COUNTER_FROM = 0.95;

/** Where a message is written. A parent gives it `t-key` by channel. */
export class Composer extends Component<ComposerProps> {
    static override template = "seitech_elearning.Composer";
    static override props = {
        channelId: Number,
        drafts: Object,
        closedReason: { type: [String, { value: null }] },
        onSend: Function,
    };

    private readonly textarea = useRef<HTMLTextAreaElement>("textarea");
    private readonly state = useState({ text: this.props.drafts.get(this.props.channelId) });

    override setup(): void {
        onMounted(() => {
            this.fitHeight();
            this.focusUnlessTouch();
        });
        onPatched(() => this.fitHeight());
    }

    get placeholder(): string {
        return _t("Write a message");
    }

    get charactersLeft(): number {
        return maxMessageLength - draftLength(this.state.text);
    }

    get isCounterShown(): boolean {
        return this.state.text.length >= maxMessageLength * COUNTER_FROM;
    }

    get isTooLong(): boolean {
        return this.isCounterShown && this.charactersLeft < 0;
    }

    get canSend(): boolean {
        return this.state.text.trim() !== "" && !this.isTooLong;
    }

    onInput(event: InputEvent): void {
        this.setText((event.target as HTMLTextAreaElement).value);
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

    send(): void {
        if (this.canSend && this.props.onSend(this.state.text)) {
            this.setText("");
        }
        this.textarea.el?.focus();
    }

    private setText(text: string): void {
        this.state.text = text;
        this.props.drafts.set(this.props.channelId, text);
    }

    private fitHeight(): void {
        const element = this.textarea.el;
        if (element) {
            element.style.blockSize = "auto";
            element.style.blockSize = `${element.scrollHeight}px`;
        }
    }

    /** On a touch screen, focus would bring up the keyboard over the conversation. */
    private focusUnlessTouch(): void {
        if (window.matchMedia("(pointer: fine)").matches) {
            this.textarea.el?.focus({ preventScroll: true });
        }
    }
}

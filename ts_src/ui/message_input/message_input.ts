import { Component, onMounted, onPatched, onWillUnmount, useRef } from "@odoo/owl";

import type { LocalFile } from "../../engine/ports";
import { draftLength, maxMessageLength } from "../../model/drafts";
import type { ChannelId } from "../../model/ids";
import { SuggestionList } from "../autocomplete/suggestion_list";
import { useAutocomplete } from "../autocomplete/use_autocomplete";
import { localFiles } from "../format/local_files";
import { type ChatEnv, useChat } from "../use_chat";
import type { Mark } from "./marks";
import "./message_input.scss";
import "./message_input.xml";
import type { TextField } from "./text_field";

interface MessageInputProps {
    channelId: ChannelId;
    /** For the parent to reach the field by. */
    field: TextField;
    text: string;
    /** Name of the field, and what stands in it while it is empty. */
    label: string;
    isReadonly?: boolean;
    onText: (text: string) => void;
    onSubmit: () => void;
    /** Escape; left out where it means something to what lies around. */
    onCancel?: (() => void) | undefined;
    /** Arrow up while nothing is written. */
    onArrowUp?: (() => void) | undefined;
    /** Files that were pasted. */
    onFiles?: ((files: readonly LocalFile[]) => void) | undefined;
}

/** From this share of the limit on, the person sees how much is left. */
const COUNTER_FROM = 0.95;

const MARKS: Readonly<Record<string, Mark>> = { b: "**", i: "*", e: "`" };

let made = 0;

/** The field in which messages are written: grows with its text, completes names and emoji. */
export class MessageInput extends Component<MessageInputProps, ChatEnv> {
    static override template = "seitech_elearning.MessageInput";
    static components = { SuggestionList };
    static override props = {
        channelId: Number,
        field: Object,
        text: String,
        label: String,
        isReadonly: { type: Boolean, optional: true },
        onText: Function,
        onSubmit: Function,
        onCancel: { type: Function, optional: true },
        onArrowUp: { type: Function, optional: true },
        onFiles: { type: Function, optional: true },
    };

    private readonly chat = useChat(this.env);
    private readonly textarea = useRef<HTMLTextAreaElement>("textarea");
    readonly autocomplete = useAutocomplete(this.chat, this.props.channelId, this.props.field);
    readonly listId = `o-seitech-MessageInput-list-${(made += 1)}`;

    override setup(): void {
        onMounted(() => {
            this.props.field.element = this.textarea.el;
            this.props.field.show(this.props.text);
        });
        onPatched(() => this.props.field.show(this.props.text));
        onWillUnmount(() => {
            this.props.field.element = null;
        });
    }

    get charactersLeft(): number {
        return maxMessageLength - draftLength(this.props.text);
    }

    get isCounterShown(): boolean {
        return this.props.text.length >= maxMessageLength * COUNTER_FROM;
    }

    get isTooLong(): boolean {
        return this.isCounterShown && this.charactersLeft < 0;
    }

    get activeId(): string {
        return `${this.listId}-${this.autocomplete.activeIndex}`;
    }

    onInput(): void {
        this.props.onText(this.textarea.el?.value ?? "");
        this.autocomplete.update();
    }

    onKeydown(event: KeyboardEvent): void {
        // While an input method composes, Enter picks a candidate. Safari ends the composition
        // before this keydown and tells it by key code 229 only.
        if (event.isComposing || event.keyCode === 229) {
            return;
        }
        if (this.handleSuggestionKey(event) || this.handleOwnKey(event)) {
            event.preventDefault();
            event.stopPropagation();
        }
    }

    onPaste(event: ClipboardEvent): void {
        const { files, types } = event.clipboardData ?? {};
        // Word processors put a picture of the text beside the text: the text is meant.
        if (this.props.onFiles && files?.length && !types?.includes("text/plain")) {
            event.preventDefault();
            this.props.onFiles(localFiles(files));
        }
    }

    private handleSuggestionKey({ key, shiftKey }: KeyboardEvent): boolean {
        return !shiftKey && this.autocomplete.handleKey(key);
    }

    /** @returns Whether the key meant something. */
    private handleOwnKey(event: KeyboardEvent): boolean {
        const { onCancel, onArrowUp, onSubmit, field, text } = this.props;
        const mark = isCommand(event) ? MARKS[event.key.toLowerCase()] : undefined;
        if (event.key === "Enter" && !event.shiftKey) {
            onSubmit();
        } else if (event.key === "Escape" && onCancel) {
            onCancel();
        } else if (event.key === "ArrowUp" && onArrowUp && text === "") {
            onArrowUp();
        } else if (mark && !this.props.isReadonly) {
            field.toggle(mark);
        } else {
            return false;
        }
        return true;
    }
}

/** Ctrl, or the command key where there is one: there Ctrl moves the cursor. */
function isCommand({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
    const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);
    return (isApple ? metaKey && !ctrlKey : ctrlKey && !metaKey) && !altKey && !shiftKey;
}

import { type Mark, toggleMark } from "./marks";

/** The field of a `MessageInput`, for the component that has one. */
export class TextField {
    /** Null while the field is not on the page. */
    element: HTMLTextAreaElement | null = null;

    focus(): void {
        this.element?.focus({ preventScroll: true });
    }

    /** Puts a text where the cursor is, in place of what is selected. */
    insert(text: string): void {
        if (this.element) {
            this.replace(this.element.selectionStart, this.element.selectionEnd, text);
        }
    }

    /** Puts a sign where the cursor is, with a blank before it unless a word begins there anyway. */
    beginWord(sign: string): void {
        const before = this.element?.value.slice(0, this.element.selectionStart) ?? "";
        this.insert(/(?:^|\s)$/.test(before) ? sign : ` ${sign}`);
    }

    /** Puts a text in the place of another, so that the browser's "undo" can take it back. */
    replace(start: number, end: number, text: string): void {
        const { element } = this;
        if (!element) {
            return;
        }
        element.focus({ preventScroll: true });
        element.setSelectionRange(start, end);
        const command = text === "" ? "delete" : "insertText";
        // The only way that "undo" knows of; outdated but without a successor.
        if (!document.execCommand(command, false, text)) {
            element.setRangeText(text, start, end, "end");
            element.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }
    }

    toggle(mark: Mark): void {
        const { element } = this;
        if (element) {
            const { value, selectionStart, selectionEnd } = element;
            const edit = toggleMark(value, selectionStart, selectionEnd, mark);
            this.replace(edit.start, edit.end, edit.text);
            element.setSelectionRange(edit.selectFrom, edit.selectTo);
        }
    }

    /** Takes over a text from elsewhere; what was just typed here is left alone. */
    show(text: string): void {
        if (this.element && this.element.value !== text) {
            this.element.value = text;
        }
        this.fitHeight();
    }

    /** For browsers that cannot do it by themselves (`field-sizing`). */
    private fitHeight(): void {
        const { element } = this;
        if (element && !CSS.supports("field-sizing", "content")) {
            element.style.blockSize = "auto";
            element.style.blockSize = `${element.scrollHeight}px`;
        }
    }
}

import { Component, onMounted, useExternalListener, useRef } from "@odoo/owl";

import "./emoji_grid.scss";
import "./emoji_grid.xml";

interface EmojiGridProps {
    onPick: (emoji: string) => void;
    onClose: () => void;
}

/** What people write to a support team; a list of all would weigh more than the widget. */
const EMOJI =
    "😀 😄 😂 🙂 😉 😊 😍 🥰 😘 😎 🤔 🤗 🙃 😅 😐 😕 😟 😢 😭 😡 😱 🥳 😴 🤷 👍 👎 👌 👏 🙏 🙌 👋 💪 ❤️ 🔥 🎉 ⭐ ✅ ❌ ❓ ❗";
const COLUMNS = 8;

/** A few emoji to choose from. Arrow keys walk through them; the browser names them to ears. */
export class EmojiGrid extends Component<EmojiGridProps> {
    static override template = "seitech_elearning.VisitEmojiGrid";
    static override props = { onPick: Function, onClose: Function };

    private readonly root = useRef<HTMLElement>("root");
    readonly emoji = EMOJI.split(" ");

    override setup(): void {
        onMounted(() => this.root.el?.querySelector("button")?.focus({ preventScroll: true }));
        useExternalListener(window, "pointerdown", ({ target }) => {
            const isOpener = target instanceof Element && target.closest("[aria-expanded=true]");
            if (target instanceof Node && !this.root.el?.contains(target) && !isOpener) {
                this.props.onClose();
            }
        });
    }

    onKeydown(event: KeyboardEvent): void {
        if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            this.props.onClose();
            return;
        }
        const buttons = [...(this.root.el?.querySelectorAll<HTMLElement>("button") ?? [])];
        const at = buttons.findIndex((button) => button === document.activeElement);
        const target = buttons[this.targetOf(event.key, at)];
        if (target) {
            event.preventDefault();
            target.focus();
        }
    }

    /** @returns Index of the emoji that a key leads to; -1 for none. */
    private targetOf(key: string, at: number): number {
        const isRtl = this.root.el && getComputedStyle(this.root.el).direction === "rtl";
        const forward = isRtl ? -1 : 1;
        switch (key) {
            case "ArrowRight":
                return at + forward;
            case "ArrowLeft":
                return at - forward;
            case "ArrowDown":
                return at + COLUMNS;
            case "ArrowUp":
                return at - COLUMNS;
            case "Home":
                return 0;
            case "End":
                return this.emoji.length - 1;
            default:
                return -1;
        }
    }
}

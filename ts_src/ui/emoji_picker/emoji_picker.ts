import {
    Component,
    onMounted,
    onWillUnmount,
    useExternalListener,
    useRef,
    useState,
} from "@odoo/owl";

import { usePlacedPopover } from "../hooks/use_placed_popover";
import type { EmojiData } from "../platform";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import { EmojiMemory } from "./emoji_memory";
import "./emoji_picker.scss";
import "./emoji_picker.xml";
import { type EmojiCell, rowsOfAll, rowsOfFound } from "./emoji_rows";
import { findEmoji } from "./emoji_search";
import { usePickerGrid } from "./picker_grid";
import { skinTones } from "./skin_tones";

interface EmojiPickerProps {
    /** The picker stays open: whoever opened it closes it. */
    onPick: (emoji: string) => void;
    onClose: () => void;
}

interface PickerState {
    status: "loading" | "ready" | "failed";
    query: string;
    tone: string;
    isToneShown: boolean;
}

let made = 0;

/**
 * A choice of emoji, beside the element that it stands in. The focus stays in the search field;
 * the arrow keys walk through the grid. Of more than a thousand emoji only those in sight are on
 * the page.
 */
export class EmojiPicker extends Component<EmojiPickerProps, ChatEnv> {
    static override template = "seitech_elearning.EmojiPicker";
    static override props = { onPick: Function, onClose: Function };

    private readonly chat = useChat(this.env);
    private readonly root = useRef<HTMLElement>("root");
    private readonly search = useRef<HTMLInputElement>("search");
    readonly grid = usePickerGrid("grid");
    private readonly memory = new EmojiMemory(this.chat.state.self.id);
    readonly gridId = `o-seitech-EmojiPicker-${(made += 1)}`;
    private data: EmojiData | null = null;
    readonly local = useState<PickerState>({
        status: "loading",
        query: "",
        tone: this.memory.tone,
        isToneShown: false,
    });

    override setup(): void {
        const before = document.activeElement;
        usePlacedPopover("root", "end");
        onMounted(() => {
            const hasMouse = window.matchMedia("(pointer: fine)").matches;
            // On a touch screen, the search field would bring up the keyboard.
            (hasMouse ? this.search.el : this.grid.element)?.focus({ preventScroll: true });
            void this.load();
        });
        onWillUnmount(() => {
            const hasFocus = this.root.el?.contains(document.activeElement);
            if (hasFocus && before instanceof HTMLElement && before.isConnected) {
                before.focus({ preventScroll: true });
            }
        });
        useExternalListener(window, "pointerdown", ({ target }) => this.closeUnlessNear(target), {
            capture: true,
        });
    }

    get tones(): readonly { tone: string; label: string; hand: string }[] {
        const labels = [
            _t("No skin tone"),
            _t("Light skin tone"),
            _t("Medium-light skin tone"),
            _t("Medium skin tone"),
            _t("Medium-dark skin tone"),
            _t("Dark skin tone"),
        ];
        return skinTones.map((tone, at) => ({ tone, label: labels[at] ?? "", hand: `✋${tone}` }));
    }

    get style(): string {
        return `--seitech-emoji-size: ${this.grid.size}px; --seitech-emoji-columns: ${this.grid.columns}`;
    }

    get activeId(): string | false {
        const { row, column } = this.grid.active;
        return this.grid.activeCell ? this.cellId(row, column) : false;
    }

    cellId(row: number, column: number): string {
        return `${this.gridId}-${row}-${column}`;
    }

    async load(): Promise<void> {
        this.local.status = "loading";
        try {
            this.data = await this.chat.platform.loadEmoji();
            this.fill();
            this.local.status = "ready";
        } catch {
            this.local.status = "failed";
        }
    }

    onSearch(event: InputEvent): void {
        this.local.query = (event.target as HTMLInputElement).value;
        this.fill();
    }

    setTone(tone: string): void {
        this.memory.setTone(tone);
        Object.assign(this.local, { tone, isToneShown: false });
        this.fill();
        this.search.el?.focus({ preventScroll: true });
    }

    /** Keys pressed in here mean nothing to what lies below. */
    onKeydown(event: KeyboardEvent): void {
        event.stopPropagation();
        if (event.key === "Escape") {
            event.preventDefault();
            this.props.onClose();
        } else if (event.target === this.search.el || event.target === this.grid.element) {
            this.onGridKey(event);
        }
    }

    onFocusout({ relatedTarget }: FocusEvent): void {
        this.closeUnlessNear(relatedTarget);
    }

    pick({ emoji }: EmojiCell): void {
        this.memory.addRecent(emoji);
        this.props.onPick(emoji);
    }

    private onGridKey(event: KeyboardEvent): void {
        if (event.isComposing) {
            return;
        }
        if (this.grid.move(event.key, this.chat.platform.direction)) {
            event.preventDefault();
        } else if (event.key === "Enter") {
            event.preventDefault();
            if (this.grid.activeCell) {
                this.pick(this.grid.activeCell);
            }
        }
    }

    /** The button that opened it stands in the same element and closes it by itself. */
    private closeUnlessNear(target: EventTarget | null): void {
        if (target instanceof Node && !this.root.el?.parentElement?.contains(target)) {
            this.props.onClose();
        }
    }

    private fill(): void {
        const { query, tone } = this.local;
        const { columns } = this.grid;
        if (this.data) {
            this.grid.fill(
                query.trim() === ""
                    ? rowsOfAll(this.data, this.memory.recents, tone, columns)
                    : rowsOfFound(findEmoji(this.data, query), tone, columns),
            );
        }
    }
}

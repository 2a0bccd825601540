import { useRef, useState } from "@odoo/owl";

import type { EmojiCell, EmojiRow, EmojiRows } from "./emoji_rows";
import { type GridPlace, moveByKey, placeFrom } from "./grid_moves";

/** On narrower screens the picker is a sheet at the lower edge, with larger cells. */
const PHONE = 576;
const COLUMNS = 8;
/** Rows on the page; more than are visible, so that a quick scroll finds them there. */
const ROWS = 18;
const ROWS_BEFORE = 4;

/** What the component renders again for. */
interface GridState {
    active: GridPlace;
    /** The uppermost row in sight. */
    top: number;
}

/** The rows of the picker: which are on the page, and which emoji the keys have reached. */
export class PickerGrid {
    private readonly isPhone = window.innerWidth < PHONE;
    /** Pixels; every row is as high. */
    readonly size = this.isPhone ? 44 : 38;
    readonly columns = this.isPhone
        ? Math.max(4, Math.floor((window.innerWidth - 24) / this.size))
        : COLUMNS;
    content: EmojiRows = { rows: [], sections: [] };

    /**
     * @param ref Of the element that scrolls.
     * @param state Reactive, for the component that shows it.
     */
    constructor(
        private readonly ref: { readonly el: HTMLElement | null },
        private readonly state: GridState,
    ) {}

    get element(): HTMLElement | null {
        return this.ref.el;
    }

    get height(): number {
        return this.content.rows.length * this.size;
    }

    get active(): GridPlace {
        return this.state.active;
    }

    get activeCell(): EmojiCell | undefined {
        return this.content.rows[this.active.row]?.cells[this.active.column];
    }

    get currentSection(): string | undefined {
        return this.content.sections.findLast(({ firstRow }) => firstRow <= this.state.top)?.name;
    }

    get shownRows(): readonly { row: EmojiRow; index: number; style: string }[] {
        const first = Math.max(0, this.state.top - ROWS_BEFORE);
        return this.content.rows.slice(first, first + ROWS).map((row, at) => ({
            row,
            index: first + at,
            style: `transform: translateY(${(first + at) * this.size}px)`,
        }));
    }

    fill(content: EmojiRows): void {
        this.content = content;
        // A new place each time, so that it is shown even where its numbers are the same.
        this.state.active = placeFrom(content.rows, 0);
        this.state.top = 0;
        this.element?.scrollTo({ top: 0 });
    }

    isActive(row: number, column: number): boolean {
        return this.active.row === row && this.active.column === column;
    }

    /** Shows a row uppermost. */
    goTo(row: number): void {
        this.state.active = placeFrom(this.content.rows, row);
        this.element?.scrollTo({ top: row * this.size });
    }

    /** @returns Whether it was a key to walk with. */
    move(key: string, direction: "ltr" | "rtl"): boolean {
        const place = moveByKey(this.content.rows, this.active, key, direction);
        if (place) {
            this.state.active = place;
            this.scrollTo(place.row);
        }
        return place !== null;
    }

    onScroll(): void {
        this.state.top = Math.floor((this.element?.scrollTop ?? 0) / this.size);
    }

    /** A row is in sight together with the heading above it. */
    private scrollTo(row: number): void {
        const { element } = this;
        if (element) {
            const above = (row - 1) * this.size;
            const below = (row + 1) * this.size - element.clientHeight;
            element.scrollTop = Math.max(below, Math.min(element.scrollTop, above));
        }
    }
}

/**
 * Gives the component under construction a `PickerGrid` that it renders again for.
 *
 * @param name `t-ref` of the element that scrolls.
 */
export function usePickerGrid(name: string): PickerGrid {
    const state = useState<GridState>({ active: { row: 0, column: 0 }, top: 0 });
    return new PickerGrid(useRef<HTMLElement>(name), state);
}

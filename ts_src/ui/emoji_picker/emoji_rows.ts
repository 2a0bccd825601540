import type { Emoji, EmojiData } from "../platform";
import { _t } from "../translation";
import { withTone } from "./skin_tones";

/** An emoji to choose, in the chosen skin tone. */
export interface EmojiCell {
    readonly emoji: string;
    readonly name: string;
}

/** A row of the picker: the heading of a category, or emoji. All rows are equally high. */
export interface EmojiRow {
    readonly heading: string | null;
    readonly cells: readonly EmojiCell[];
}

/** A category and the row it begins with. */
export interface EmojiSection {
    readonly name: string;
    readonly icon: string;
    readonly firstRow: number;
}

export interface EmojiRows {
    readonly rows: readonly EmojiRow[];
    readonly sections: readonly EmojiSection[];
}

/** @returns All emoji by category, what was used last before them. */
export function rowsOfAll(
    data: EmojiData,
    recents: readonly string[],
    tone: string,
    columns: number,
): EmojiRows {
    const rows: EmojiRow[] = [];
    const sections: EmojiSection[] = [];
    const add = (name: string, icon: string, cells: readonly EmojiCell[]): void => {
        if (cells.length) {
            sections.push({ name, icon, firstRow: rows.length });
            rows.push({ heading: name, cells: [] }, ...rowsOf(cells, columns));
        }
    };
    add(
        _t("Last used"),
        "🕘",
        recents.map((emoji) => ({ emoji, name: nameOf(data, emoji) })),
    );
    for (const { name, title } of data.categories) {
        const emojis = data.emojis.filter(({ category }) => category === name);
        add(name, title, cellsOf(emojis, tone));
    }
    return { rows, sections };
}

/** @returns The emoji that were found, without headings. */
export function rowsOfFound(found: readonly Emoji[], tone: string, columns: number): EmojiRows {
    return { rows: rowsOf(cellsOf(found, tone), columns), sections: [] };
}

function cellsOf(emojis: readonly Emoji[], tone: string): EmojiCell[] {
    return emojis.map(({ codepoints, name }) => ({ emoji: withTone(codepoints, tone), name }));
}

function rowsOf(cells: readonly EmojiCell[], columns: number): EmojiRow[] {
    const rows: EmojiRow[] = [];
    for (let start = 0; start < cells.length; start += columns) {
        rows.push({ heading: null, cells: cells.slice(start, start + columns) });
    }
    return rows;
}

function nameOf(data: EmojiData, emoji: string): string {
    const plain = withoutTone(emoji);
    return data.emojis.find(({ codepoints }) => withoutTone(codepoints) === plain)?.name ?? emoji;
}

function withoutTone(emoji: string): string {
    return emoji.replace(/[\p{Emoji_Modifier}\uFE0F]/gu, "");
}

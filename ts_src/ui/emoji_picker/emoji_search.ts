import { fold, hasWord } from "../format/fold";
import type { Emoji, EmojiData } from "../platform";

/** What is compared with a query. */
interface IndexedEmoji {
    readonly emoji: Emoji;
    /** Without the colons, with blanks between the words. */
    readonly shortcodes: readonly string[];
    readonly name: string;
    readonly keywords: readonly string[];
}

const indexes = new WeakMap<EmojiData, readonly IndexedEmoji[]>();

/** @returns Emoji by name, keyword or shortcode; the best first. An empty query finds nothing. */
export function findEmoji(data: EmojiData, query: string): Emoji[] {
    const wanted = asWords(fold(query)).trim();
    if (wanted === "") {
        return [];
    }
    const ranked: { readonly emoji: Emoji; readonly rank: number }[] = [];
    for (const indexed of indexOf(data)) {
        const rank = rankOf(indexed, wanted);
        if (rank > 0) {
            ranked.push({ emoji: indexed.emoji, rank });
        }
    }
    // Sorting keeps the order of equals, which is that of the data.
    return ranked.sort((a, b) => b.rank - a.rank).map(({ emoji }) => emoji);
}

function indexOf(data: EmojiData): readonly IndexedEmoji[] {
    const known = indexes.get(data);
    if (known) {
        return known;
    }
    const index = data.emojis.map((emoji) => ({
        emoji,
        shortcodes: emoji.shortcodes.map((code) => asWords(fold(code)).trim()),
        name: fold(emoji.name),
        keywords: emoji.keywords.map(fold),
    }));
    indexes.set(data, index);
    return index;
}

function asWords(text: string): string {
    return text.replace(/[:_]/g, " ");
}

function rankOf({ shortcodes, name, keywords }: IndexedEmoji, wanted: string): number {
    if (shortcodes.includes(wanted) || name === wanted) {
        return 5;
    }
    if (shortcodes.some((code) => code.startsWith(wanted))) {
        return 4;
    }
    if (keywords.includes(wanted)) {
        return 3;
    }
    if (hasWord(name, wanted) || shortcodes.some((code) => hasWord(code, wanted))) {
        return 2;
    }
    return keywords.some((keyword) => hasWord(keyword, wanted)) ? 1 : 0;
}

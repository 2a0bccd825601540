/** Fitzpatrick modifiers, from light to dark; "" is the emoji's own yellow. */
export const skinTones = ["", "\u{1F3FB}", "\u{1F3FC}", "\u{1F3FD}", "\u{1F3FE}", "\u{1F3FF}"];

const BASE = /\p{Emoji_Modifier_Base}/gu;
/** The variation selector gives way to a modifier: that makes a picture by itself. */
const FIRST_BASE = /(\p{Emoji_Modifier_Base})\uFE0F?/u;

/**
 * @returns The emoji in a skin tone; itself where it has none. Emoji with several people keep
 *   theirs: for those each person would have to be asked about.
 */
export function withTone(emoji: string, tone: string): string {
    if (tone === "" || emoji.match(BASE)?.length !== 1) {
        return emoji;
    }
    return emoji.replace(FIRST_BASE, `$1${tone}`);
}

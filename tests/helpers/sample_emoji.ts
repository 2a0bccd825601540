import type { Emoji, EmojiData } from "../../ts_src/ui/platform";

const faces = "Smileys & Emotion";
const people = "People & Body";
const things = "Objects";

function emoji(
    codepoints: string,
    name: string,
    shortcode: string,
    category: string,
    keywords: readonly string[] = [],
): Emoji {
    return { codepoints, name, shortcodes: [`:${shortcode}:`], keywords, category };
}

const known: readonly Emoji[] = [
    emoji("😀", "grinning face", "grinning", faces, ["face", "grin"]),
    emoji("😄", "grinning face with smiling eyes", "smile", faces, ["happy", "joy"]),
    emoji("😃", "grinning face with big eyes", "smiley", faces, ["happy"]),
    emoji("😢", "crying face", "cry", faces, ["sad", "tear"]),
    emoji("👍", "thumbs up", "thumbsup", people, ["yes", "agree"]),
    emoji("☝️", "index pointing up", "point_up", people, ["finger"]),
    emoji("🕵️‍♀️", "woman detective", "woman_detective", people, ["sleuth"]),
    emoji("👨‍👩‍👧", "family: man, woman, girl", "family_man_woman_girl", people, ["family"]),
    emoji("☕", "hot beverage", "coffee", things, ["café", "drink"]),
];

/** Emoji in the shape of Odoo's data: some that tests name, and as many others as there can be. */
export function sampleEmoji(): EmojiData {
    return {
        categories: [
            { name: faces, title: "🙂" },
            { name: people, title: "🤟" },
            { name: things, title: "📕" },
        ],
        emojis: [...known, ...others()],
    };
}

function others(): Emoji[] {
    const taken = new Set(known.map(({ codepoints }) => codepoints));
    const found: Emoji[] = [];
    for (let code = 0x1f300; code < 0x1faff; code += 1) {
        const sign = String.fromCodePoint(code);
        if (/^\p{Emoji_Presentation}$/u.test(sign) && !taken.has(sign)) {
            const hex = code.toString(16);
            found.push(emoji(sign, `sign ${hex}`, `u${hex}`, things));
        }
    }
    return found;
}

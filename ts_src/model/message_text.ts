import type { Attachment, Message } from "./records";

/** Tags with which the server ends a line, and the others it makes; it escapes all else. */
const LINE_ENDS = /<br>|<\/?(?:li|pre|blockquote)>/g;
const TAGS = /<[^>]*>/g;
const ESCAPED = /&(?:amp|lt|gt|#34|#39);/g;
const CHARACTERS: Readonly<Record<string, string>> = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&#34;": '"',
    "&#39;": "'",
};
/** What turns the direction of writing would turn what stands around the text as well. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** @returns A text without line breaks, for places with one line. */
export function onOneLine(text: string): string {
    return text.replace(/\s+/g, " ").trim();
}

/**
 * @param html Of a message, as the server rendered it.
 * @returns Its words on one line, without the marks typed around them: what the server's own
 *   previews say.
 */
export function wordsOf(html: string): string {
    const words = html
        .replace(LINE_ENDS, " ")
        .replace(TAGS, "")
        .replace(ESCAPED, (escaped) => CHARACTERS[escaped] ?? escaped);
    return onOneLine(words.replace(BIDI, ""));
}

/** One emoji: a flag, a key, or a picture with what changes it or is joined to it. */
const EMOJI =
    /(?:\p{RI}{2}|[0-9#*]\ufe0f?\u20e3|\p{ExtPict}[\p{EMod}\ufe0f]*(?:\u200d\p{ExtPict}[\p{EMod}\ufe0f]*)*[\u{e0020}-\u{e007f}]*)/u;
const FEW_EMOJI = new RegExp(`^\\s*(?:${EMOJI.source}\\s*){1,3}$`, "u");

/** @returns Whether a message consists of one to three emoji and nothing else. */
export function isFewEmoji(content: string): boolean {
    return FEW_EMOJI.test(content);
}

/** @returns What a message says on one line: its words, or else the name of its first file. */
export function textOf({ html, attachments }: Pick<Message, "html" | "attachments">): string {
    return wordsOf(html) || (attachments[0]?.name ?? "");
}

/** @returns The same of what is not sent yet: as it was typed. */
export function textOfUnsent(unsent: {
    readonly content: string;
    readonly attachments: readonly Attachment[];
}): string {
    return onOneLine(unsent.content) || (unsent.attachments[0]?.name ?? "");
}

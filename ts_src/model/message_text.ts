import type { Attachment } from "./records";

/** @returns A text without line breaks, for places with one line. */
export function onOneLine(text: string): string {
    return text.replace(/\s+/g, " ").trim();
}

/** @returns What a message says on one line: its words, or else the name of its first file. */
export function textOf(message: {
    readonly content: string;
    readonly attachments: readonly Attachment[];
}): string {
    return onOneLine(message.content) || (message.attachments[0]?.name ?? "");
}

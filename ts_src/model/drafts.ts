/** The server refuses longer messages; it counts characters, not UTF-16 units. */
export const maxMessageLength = 10_000;

/** What is wrong with a text that somebody wants to send. */
export type DraftProblem = "empty" | "too_long";

/** @returns Null when the text can be sent. */
export function draftProblem(content: string): DraftProblem | null {
    if (content.trim() === "") {
        return "empty";
    }
    return draftLength(content) > maxMessageLength ? "too_long" : null;
}

/** @returns The length of a text as the server counts it. */
export function draftLength(content: string): number {
    let length = 0;
    for (const _character of content) {
        length += 1;
    }
    return length;
}

/** What somebody is typing that could be completed: `@Sam St`, `:smi` or `::`. */
export interface Trigger {
    readonly kind: "mention" | "emoji" | "answer";
    /** Where the sign stands in the text. */
    readonly start: number;
    readonly end: number;
    /** What follows the sign. */
    readonly query: string;
}

/** Names have blanks in them; no name that people have is longer. */
const LONGEST = 60;
const MENTION = /(?:^|[\s([{"'>])@((?:\S[^\n@]*)?)$/u;
const ANSWER = /(?:^|[\s([{"'>])::([\p{L}\p{N}_+-]*)$/u;
const EMOJI = /(?:^|[\s([{"'>]):([\p{L}\p{N}_+-]{2,})$/u;

/** @returns What stands right before the cursor; null when that is nothing to complete. */
export function findTrigger(text: string, cursor: number): Trigger | null {
    const before = text.slice(Math.max(0, cursor - LONGEST), cursor);
    return (
        triggerOf("emoji", ":", EMOJI.exec(before)?.[1], cursor) ??
        triggerOf("answer", "::", ANSWER.exec(before)?.[1], cursor) ??
        triggerOf("mention", "@", MENTION.exec(before)?.[1], cursor)
    );
}

function triggerOf(
    kind: Trigger["kind"],
    sign: string,
    query: string | undefined,
    cursor: number,
): Trigger | null {
    return query === undefined
        ? null
        : { kind, start: cursor - query.length - sign.length, end: cursor, query };
}

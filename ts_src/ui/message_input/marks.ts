/** How the server's formatting marks bold, italic and code. */
export type Mark = "**" | "*" | "`";

/** A change of a text: what replaces `start` to `end`, and what is selected afterwards. */
export interface TextEdit {
    readonly start: number;
    readonly end: number;
    readonly text: string;
    readonly selectFrom: number;
    readonly selectTo: number;
}

/** Puts marks around what is selected, or takes them away if they are there. */
export function toggleMark(text: string, start: number, end: number, mark: Mark): TextEdit {
    const [from, to] = withoutBlanks(text, start, end);
    const inner = text.slice(from, to);
    if (mark === "`" && inner.includes("\n")) {
        return wrap(from, to, inner, "```\n", "\n```");
    }
    if (isMarked(text, from, to, mark)) {
        const width = mark.length;
        return {
            start: from - width,
            end: to + width,
            text: inner,
            selectFrom: from - width,
            selectTo: to - width,
        };
    }
    return wrap(from, to, inner, mark, mark);
}

function wrap(start: number, end: number, inner: string, before: string, after: string): TextEdit {
    return {
        start,
        end,
        text: before + inner + after,
        selectFrom: start + before.length,
        selectTo: end + before.length,
    };
}

/** Marks beside a blank mark nothing, and a double click may select one along with the word. */
function withoutBlanks(text: string, start: number, end: number): [number, number] {
    const selected = text.slice(start, end);
    const trimmed = selected.trim();
    if (trimmed === "") {
        return [start, end];
    }
    const from = start + selected.indexOf(trimmed);
    return [from, from + trimmed.length];
}

function isMarked(text: string, from: number, to: number, mark: Mark): boolean {
    const sign = mark.charAt(0);
    const count = Math.min(runBefore(text, from, sign), runAfter(text, to, sign));
    switch (mark) {
        // Of three stars, two are for bold and one for italic.
        case "**":
            return count >= 2;
        case "*":
            return count % 2 === 1;
        case "`":
            return count >= 1;
    }
}

function runBefore(text: string, at: number, sign: string): number {
    let count = 0;
    while (text[at - count - 1] === sign) {
        count += 1;
    }
    return count;
}

function runAfter(text: string, at: number, sign: string): number {
    let count = 0;
    while (text[at + count] === sign) {
        count += 1;
    }
    return count;
}

import type { EmojiRow } from "./emoji_rows";

/** A place in the picker's grid. */
export interface GridPlace {
    readonly row: number;
    readonly column: number;
}

const PAGE = 5;

/** @returns The first place with an emoji from a row on. */
export function placeFrom(rows: readonly EmojiRow[], row: number): GridPlace {
    const index = rows.findIndex(({ cells }, at) => at >= row && cells.length > 0);
    return { row: Math.max(0, index), column: 0 };
}

/**
 * @param direction In which the language is written: the right arrow goes on in "ltr".
 * @returns Where a key leads; null when it is none to walk with.
 */
export function moveByKey(
    rows: readonly EmojiRow[],
    from: GridPlace,
    key: string,
    direction: "ltr" | "rtl",
): GridPlace | null {
    switch (key) {
        case "ArrowDown":
            return moveRows(rows, from, 1);
        case "ArrowUp":
            return moveRows(rows, from, -1);
        case "PageDown":
            return moveRows(rows, from, PAGE);
        case "PageUp":
            return moveRows(rows, from, -PAGE);
        case "ArrowRight":
            return moveCells(rows, from, direction === "ltr" ? 1 : -1);
        case "ArrowLeft":
            return moveCells(rows, from, direction === "ltr" ? -1 : 1);
        default:
            return null;
    }
}

function moveRows(rows: readonly EmojiRow[], from: GridPlace, count: number): GridPlace {
    let { row } = from;
    for (let left = Math.abs(count); left > 0; left -= 1) {
        row = nextRow(rows, row, Math.sign(count)) ?? row;
    }
    return { row, column: Math.min(from.column, (rows[row]?.cells.length ?? 1) - 1) };
}

function moveCells(rows: readonly EmojiRow[], from: GridPlace, step: 1 | -1): GridPlace {
    const column = from.column + step;
    if (column >= 0 && column < (rows[from.row]?.cells.length ?? 0)) {
        return { row: from.row, column };
    }
    const row = nextRow(rows, from.row, step);
    return row === null ? from : { row, column: step > 0 ? 0 : (rows[row]?.cells.length ?? 1) - 1 };
}

/** Headings are passed over. */
function nextRow(rows: readonly EmojiRow[], from: number, step: number): number | null {
    for (let row = from + step; row >= 0 && row < rows.length; row += step) {
        if (rows[row]?.cells.length) {
            return row;
        }
    }
    return null;
}

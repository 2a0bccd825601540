/**
 * @param current Index of the row that has the focus.
 * @param perPage How many rows are in sight at once.
 * @returns Index of the row that a key leads to; -1 for other keys.
 */
export function rowAfterKey(key: string, current: number, count: number, perPage: number): number {
    const last = count - 1;
    switch (key) {
        case "ArrowDown":
            return Math.min(current + 1, last);
        case "ArrowUp":
            return Math.max(current - 1, 0);
        case "PageDown":
            return Math.min(current + perPage, last);
        case "PageUp":
            return Math.max(current - perPage, 0);
        case "Home":
            return 0;
        case "End":
            return last;
        default:
            return -1;
    }
}

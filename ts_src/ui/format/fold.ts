/** @returns A text in which capitals and accents make no difference, to be compared. */
export function fold(text: string): string {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/** @returns Whether a word of the (folded) text begins with the (folded) query. */
export function hasWord(text: string, query: string): boolean {
    return text.startsWith(query) || text.includes(` ${query}`);
}

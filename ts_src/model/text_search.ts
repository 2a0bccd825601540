/** @returns A text as it is compared when somebody searches: accents and case do not matter. */
export function foldText(text: string): string {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/**
 * @returns Names one after another, as the page's language writes lists: not everywhere is a comma
 *   the same sign.
 */
export function listNames(names: readonly string[]): string {
    const language = document.documentElement.lang || undefined;
    return new Intl.ListFormat(language, { type: "unit", style: "short" }).format(names);
}

import { personLocale } from "./locale";

/**
 * @returns Names one after another, as the page's language writes lists: not everywhere is a comma
 *   the same sign.
 */
export function listNames(names: readonly string[]): string {
    return new Intl.ListFormat(personLocale(), { type: "unit", style: "short" }).format(names);
}

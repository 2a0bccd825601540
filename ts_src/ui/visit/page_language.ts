/** @returns The page's language as `Intl` takes it; the browser's own where it says none. */
export function pageLanguage(): string | undefined {
    try {
        return Intl.getCanonicalLocales(document.documentElement.lang)[0];
    } catch {
        // Odoo has languages, such as "sr@latin", that are no name of one elsewhere.
        return undefined;
    }
}

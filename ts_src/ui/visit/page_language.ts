import { digitsOf } from "../format/locale";

/** @returns The page's language as `Intl` takes it; the browser's own where it says none. */
export function pageLanguage(): string | undefined {
    try {
        const [language] = Intl.getCanonicalLocales(document.documentElement.lang);
        return language && `${language}-u-nu-${digitsOf(language)}`;
    } catch {
        // Odoo has languages, such as "sr@latin", that are no name of one elsewhere.
        return undefined;
    }
}

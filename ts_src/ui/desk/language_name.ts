/** @returns Name of a language such as "fr" or "pt_BR", in the language of the page. */
export function languageName(code: string): string {
    try {
        const page = document.documentElement.lang || undefined;
        const names = new Intl.DisplayNames(page, { type: "language" });
        return names.of(code.replace("_", "-")) ?? code;
    } catch {
        // What a visitor's browser tells may be no language at all.
        return code;
    }
}

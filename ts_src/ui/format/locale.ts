/** Who writes other digits, as Odoo has it in its backend; on the website it leaves them all out. */
const DIGITS: readonly (readonly [locale: RegExp, numberingSystem: string])[] = [
    [/^ar-(sa|sy|001)$/i, "arab"],
    [/^bn/i, "beng"],
    [/^bo/i, "tibt"],
    [/^pa-in/i, "guru"],
    [/^ta/i, "tamldec"],
];

/** @returns The numbering system that a locale writes numbers in, everywhere alike. */
export function digitsOf(locale: string): string {
    return DIGITS.find(([pattern]) => pattern.test(locale))?.[1] ?? "latn";
}

interface WithLuxon {
    /** Odoo's, on pages that have one: it knows the person's language, the backend's page does not. */
    readonly luxon?: { readonly Settings: { readonly defaultLocale: string } };
}

/** @returns The person's locale with its digits; undefined where nothing tells, for the browser's. */
export function personLocale(): string | undefined {
    const { luxon } = globalThis as WithLuxon;
    const locale = luxon?.Settings.defaultLocale ?? document.documentElement.lang;
    return locale ? `${locale}-u-nu-${digitsOf(locale)}` : undefined;
}

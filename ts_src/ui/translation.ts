/**
 * Translates an English sentence; `%s` and `%(name)s` stand for the substitutions.
 * The entries hand in Odoo's own function, because `ui/` does not know Odoo.
 */
export type Translate = (source: string, ...substitutions: readonly unknown[]) => string;

let translate: Translate = (source) => source;

/** Called once by each entry, before anything is rendered. */
export function setTranslate(odooTranslate: Translate): void {
    translate = odooTranslate;
}

/**
 * The name is the contract: Odoo finds the sentences to translate by looking for calls of `_t`
 * with a literal string.
 */
export function _t(source: string, ...substitutions: readonly unknown[]): string {
    return translate(source, ...substitutions);
}

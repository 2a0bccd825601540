/**
 * Puts values into a translated sentence, as Odoo's own function does on its pages.
 *
 * @param values What stands for each `%s`, in their order.
 */
export function filledIn(sentence: string, values: readonly unknown[]): string {
    const rest = [...values];
    return sentence.replaceAll("%s", () => String(rest.shift()));
}

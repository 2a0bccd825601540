import axe from "axe-core";

/** @returns One line for each violation on the page; colours are the business of real themes. */
export async function axeViolationsHere(): Promise<readonly string[]> {
    const rules = { "color-contrast": { enabled: false }, region: { enabled: false } };
    const options = { rules: { ...rules, "landmark-one-main": { enabled: false } } };
    const { violations } = await axe.run({ exclude: ["#qunit-fixture"] }, options);
    return violations
        .filter(({ id }) => id !== "page-has-heading-one" && id !== "heading-order")
        .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** What axe-core has to say about the chat on a page. */
import axe from "axe-core";
import type { Page } from "playwright-core";

/** Everything of the chat that can stand on a page. */
const CHAT = [
    ".o-seitech-Messenger",
    ".o-seitech-FloatingChat",
    ".o-seitech-Systray",
    ".o-seitech-Bubble",
    ".o-seitech-BubbleButton",
    ".o-seitech-Visit",
    ".o-seitech-HelpButton",
];

interface Violation {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/**
 * @returns One line for each violation of accessibility rules in the chat; none in the rest of the
 *   page, which is Odoo's own.
 * @throws Error when no part of the chat is on the page.
 */
export async function axeViolations(page: Page): Promise<readonly string[]> {
    // What fades in would be measured half transparent.
    await page.waitForTimeout(350);
    await page.evaluate(axe.source);
    const violations = (await page.evaluate(async (selectors) => {
        const include = selectors.filter((selector) => document.querySelector(selector));
        const own = globalThis as unknown as { axe: typeof axe };
        return (await own.axe.run({ include: include.map((one) => [one]) })).violations;
    }, CHAT)) as unknown as readonly Violation[];
    return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ html, failureSummary = "" }) => {
            const reason = failureSummary.replaceAll(/\s+/g, " ").slice(0, 300);
            return `${id} (${help}): ${html.slice(0, 200)} – ${reason}`;
        }),
    );
}

import type { SafetyState } from "../../../engine/learning/safety/safety";

/**
 * What people whom somebody has blocked say in groups is folded away by style: messages are drawn by
 * the chat, which knows nothing of this.
 *
 * @param words Stand in the place of such a message.
 * @returns Empty if nobody is blocked.
 */
export function foldingStyle(
    { blocked, revealed }: Pick<SafetyState, "blocked" | "revealed">,
    words: string,
): string {
    if (blocked.size === 0) {
        return "";
    }
    const authors = [...blocked].map((id) => `[data-author-id="${id}"]`).join(",");
    const shown = [...revealed].map((id) => `:not([data-message-id="${id}"])`).join("");
    const message = `.o-seitech-Message:is(${authors})${shown}`;
    const bubble = `${message} .o-seitech-Message-bubble`;
    return (
        `${bubble} > *{display:none}` +
        `${bubble}::before{content:${cssText(words)};font-style:italic;opacity:.75}` +
        `${message} .o-seitech-Reactions{display:none}`
    );
}

/** In quotes, with everything that means something in CSS or HTML written as its number. */
function cssText(words: string): string {
    const escaped = words.replace(/["\\<>\n]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `);
    return `"${escaped}"`;
}

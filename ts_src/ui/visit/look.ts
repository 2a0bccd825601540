/** How the widget is drawn: what the website's settings say, or else its theme. */
export interface VisitLook {
    /** Where on the page it stands, in the direction of the language. */
    readonly side: "start" | "end";
    /** The CSS variables of `accentStyle`. */
    readonly style: string;
    /** All of the frame it stands in, which somebody else's page has made and places. */
    readonly isFramed?: boolean;
}

/**
 * @returns CSS variables for the colour that an element is filled with, and for that of text on
 *   it: white or black, whichever has more contrast, or as good as: 4.5 : 1 at the least. "" for no colour.
 */
export function accentStyle(element: Element): string {
    const fill = getComputedStyle(element).backgroundColor;
    const shares = fill.startsWith("rgb(") ? (fill.match(/\d+/g) ?? []) : [];
    const [red = 0, green = 0, blue = 0] = shares.map((share) => {
        // Near enough, and less of it than what WCAG says: every page has to load this.
        return (Number(share) / 255) ** 2.2;
    });
    const isLight = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18;
    return shares.length > 0
        ? `--seitech-visit-accent: ${fill}; --seitech-visit-on-accent: ${isLight ? "#000" : "#fff"}`
        : "";
}

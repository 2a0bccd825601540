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
 *   it: white or black, whichever has more contrast, 4.58 : 1 at the least. "" for no colour.
 */
export function accentStyle(element: Element): string {
    const fill = getComputedStyle(element).backgroundColor;
    const shares = fill.startsWith("rgb(") ? (fill.match(/\d+/g) ?? []) : [];
    const [red = 0, green = 0, blue = 0] = shares.map((share) => {
        const part = Number(share) / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    const isLight = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179;
    return shares.length > 0
        ? `--seitech-visit-accent: ${fill}; --seitech-visit-on-accent: ${isLight ? "#000" : "#fff"}`
        : "";
}

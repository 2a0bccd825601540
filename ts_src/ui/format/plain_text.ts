const LINE_ENDS = /<(?:br|\/?(?:p|ul|ol|li|pre|blockquote))\b[^>]*>/g;

/**
 * @param html Of a message, as the server rendered it.
 * @returns Its words alone, without the marks that were typed around them.
 */
export function plainText(html: string): string {
    const lines = html.replaceAll(LINE_ENDS, "$&\n");
    const { body } = new DOMParser().parseFromString(lines, "text/html");
    return body.textContent.replaceAll(/\n\s*/g, "\n").trim();
}

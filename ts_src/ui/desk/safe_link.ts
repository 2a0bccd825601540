/** An address that a visitor's browser has told. */
export interface SafeLink {
    readonly href: string;
    /** The host it really leads to. */
    readonly host: string;
    readonly path: string;
}

/** @returns Where an address leads; null for what is none of the web: no script gets a click. */
export function safeLink(address: string): SafeLink | null {
    try {
        const { protocol, href, host, pathname, search } = new URL(address);
        const path = pathname + search;
        return /^https?:$/.test(protocol) ? { href, host, path: path === "/" ? "" : path } : null;
    } catch {
        return null;
    }
}

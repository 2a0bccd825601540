/**
 * Texts and JSON in a storage that may be full, forbidden, or written to by something else. What
 * the browser does not take is kept as long as the page.
 */
export class Shelf {
    private readonly unkept = new Map<string, string>();

    /** @param storage Null where the browser keeps nothing. */
    constructor(private readonly storage: Storage | null) {}

    keys(prefix: string): string[] {
        const names = new Set([...Object.keys(this.storage ?? {}), ...this.unkept.keys()]);
        return [...names].filter((name) => name.startsWith(prefix));
    }

    /** @returns Null for what is not there, and for what is no JSON. */
    read(key: string): unknown {
        const json = this.readText(key);
        try {
            return json === null ? null : JSON.parse(json);
        } catch {
            return null;
        }
    }

    /** @param value Null takes it away. */
    write(key: string, value: unknown): void {
        this.writeText(key, value === null ? null : JSON.stringify(value));
    }

    readText(key: string): string | null {
        return this.unkept.get(key) ?? this.storage?.getItem(key) ?? null;
    }

    /** @param text Null takes it away. */
    writeText(key: string, text: string | null): void {
        this.unkept.delete(key);
        try {
            if (text === null) {
                this.storage?.removeItem(key);
            } else if (this.storage) {
                this.storage.setItem(key, text);
            } else {
                this.unkept.set(key, text);
            }
        } catch {
            // Full: on this page it is there.
            if (text !== null) {
                this.unkept.set(key, text);
            }
        }
    }
}

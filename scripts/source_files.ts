/** The files people write: what is generated, installed or downloaded is left out. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

const LEFT_OUT = new Set([".git", ".dev", "node_modules", "dist", "__pycache__"]);
const GENERATED = /(^|\/)addon\/seitech_elearning\/static\/src(\/|$)/;

/**
 * Lists source files of the checkout.
 *
 * @param endings how a name may end; none given means any
 * @returns paths relative to the checkout, sorted
 */
export function sourceFiles(...endings: readonly string[]): string[] {
    return walk("").filter(
        (file) => endings.length === 0 || endings.some((ending) => file.endsWith(ending)),
    );
}

function walk(folder: string): string[] {
    const entries = readdirSync(folder || ".", { withFileTypes: true });
    return entries
        .filter(({ name }) => !LEFT_OUT.has(name))
        .sort((one, other) => (one.name < other.name ? -1 : 1))
        .flatMap((entry) => {
            const path = join(folder, entry.name);
            if (GENERATED.test(path)) {
                return [];
            }
            return entry.isDirectory() ? walk(path) : [path];
        });
}

import { globalBundleCache, loadBundle } from "@web/core/assets";
import type { PublicEnv } from "@web/public/interaction";

/**
 * Tells Odoo where the files of a bundle are, which it would ask the server for.
 *
 * @param addresses As the page names them, separated by spaces; nothing is told without.
 */
export function knowBundle(bundle: string, addresses = ""): void {
    const files = addresses.split(" ").filter((address) => address !== "");
    if (files.length > 0) {
        const [cssLibs, jsLibs] = [".css", ".js"].map((end) =>
            files.filter((file) => file.endsWith(end)),
        ) as [string[], string[]];
        globalBundleCache.set(nameOf(bundle), Promise.resolve({ cssLibs, jsLibs }));
    }
}

/**
 * @param bundle As the manifest names it, without the module.
 * @throws When it cannot be loaded; the next time the server is asked where its files are.
 */
export async function loadFiles(bundle: string): Promise<void> {
    const name = nameOf(bundle);
    try {
        await loadBundle(name);
    } catch (error) {
        globalBundleCache.delete(name);
        throw error;
    }
}

function nameOf(bundle: string): string {
    return `seitech_elearning.assets_${bundle}`;
}

/**
 * Loads a bundle, and waits for the service that it brings: Odoo starts it a moment later.
 *
 * @param bundle As the manifest names it, without the module.
 * @param name Of the service.
 * @throws When the bundle cannot be loaded.
 */
export async function loadService(
    { services, bus }: PublicEnv,
    bundle: string,
    name: string,
): Promise<void> {
    await loadFiles(bundle);
    await new Promise<void>((resolve) => {
        const check = (): void => {
            if (name in services) {
                resolve();
            }
        };
        // It comes a few times in a page's life; being told again changes nothing.
        bus.addEventListener("SERVICES-LOADED", check);
        check();
    });
}

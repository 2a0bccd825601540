/** As much of Odoo's page as the wires ask for; that the real one has it, another check holds. */

/** What `loadBundle` was asked for. */
export const loadedBundles: string[] = [];

export const localization = {
    get direction(): string {
        return document.documentElement.dir || "ltr";
    },
};

const lazyComponents = new Map<string, unknown>();

export const registry = {
    category: (name: string): Map<string, unknown> =>
        name === "lazy_components" ? lazyComponents : new Map(),
};

/** Bundles define modules, and put components into the registry. */
export function loadBundle(name: string): Promise<void> {
    loadedBundles.push(name);
    if (name === "seitech_elearning.assets_extras") {
        lazyComponents.set("seitech_elearning.Sample", "the component");
        return Promise.resolve();
    }
    modules.set("@web/core/emoji_picker/emoji_data", {
        getCategories: () => [{ name: "Smileys & Emotion", displayName: "Sonrisas", title: "😀" }],
        getEmojis: () => [
            { codepoints: "😀", name: "grinning face", category: "Smileys & Emotion" },
        ],
    });
    return Promise.resolve();
}

const modules = new Map<string, unknown>();
Object.assign(globalThis, { odoo: { loader: { modules } }, loadedBundles });

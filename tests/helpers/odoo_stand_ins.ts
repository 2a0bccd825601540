/** As much of Odoo's page as the wires ask for; that the real one has it, another check holds. */

/** What `loadBundle` was asked for. */
export const loadedBundles: string[] = [];

export const localization = {
    get direction(): string {
        return document.documentElement.dir || "ltr";
    },
};

/** One of Odoo's registries. */
class Category extends Map<string, unknown> {
    add(name: string, item: unknown): void {
        this.set(name, item);
    }

    contains(name: string): boolean {
        return this.has(name);
    }

    remove(name: string): void {
        this.delete(name);
    }
}

const lazyComponents = new Category();
const earlyAnswers = new Category();
const categories = new Map([
    ["lazy_components", lazyComponents],
    ["seitech_elearning.early_answers", earlyAnswers],
]);

export const registry = {
    category: (name: string): Category => categories.get(name) ?? new Category(),
};

export const globalBundleCache = new Map<string, Promise<unknown>>();

/** Bundles define modules, and put components into the registry. */
export function loadBundle(name: string): Promise<void> {
    loadedBundles.push(name);
    if (name === "seitech_elearning.assets_broken") {
        return Promise.reject(new Error("The loading failed"));
    }
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

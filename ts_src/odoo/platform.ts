import { loadBundle } from "@web/core/assets";
import { localization } from "@web/core/l10n/localization";
import { registry } from "@web/core/registry";

/** Odoo's own emoji, as its module tells them. */
interface EmojiModule {
    getCategories(): readonly EmojiCategory[];
    getEmojis(): readonly Emoji[];
}

interface EmojiCategory {
    /** By which emoji name it: in English, always. */
    readonly name: string;
    /** In the person's language. */
    readonly displayName: string;
    readonly title: string;
}

interface Emoji {
    readonly codepoints: string;
    readonly name: string;
    readonly shortcodes: readonly string[];
    readonly keywords: readonly string[];
    readonly category: string;
}

const lazyComponents = registry.category("lazy_components");
const EXTRAS_BUNDLE = "seitech_elearning.assets_extras";
const LEARNING_BUNDLE = "seitech_elearning.assets_learning";
const EMOJI_BUNDLE = "web.assets_emoji";
const EMOJI_MODULE = "@web/core/emoji_picker/emoji_data";
const PDF_VIEWER = "/web/static/lib/pdfjs/web/viewer.html";

type LazyComponent = ReturnType<typeof lazyComponents.get>;

/** What components need of Odoo and of the browser; see `ui/platform.ts`. */
export interface OdooPlatform {
    loadEmoji(): Promise<{
        readonly categories: readonly EmojiCategory[];
        readonly emojis: readonly Emoji[];
    }>;
    loadExtra(name: string): Promise<LazyComponent>;
    loadLearning(): Promise<void>;
    loadPdfViewerUrl(url: string): string;
    messageLink(channelId: number, messageId: number): string;
    copyText(text: string): Promise<boolean>;
    readonly direction: "ltr" | "rtl";
}

export function odooPlatform(): OdooPlatform {
    return {
        async loadEmoji() {
            await loadBundle(EMOJI_BUNDLE);
            const emoji = odoo.loader.modules.get(EMOJI_MODULE) as EmojiModule;
            return inPersonsLanguage(emoji.getCategories(), emoji.getEmojis());
        },
        async loadExtra(name: string) {
            await loadBundle(EXTRAS_BUNDLE);
            return lazyComponents.get(`seitech_elearning.${name}`);
        },
        async loadLearning() {
            await loadBundle(EXTRAS_BUNDLE);
            await loadBundle(LEARNING_BUNDLE);
        },
        loadPdfViewerUrl: (url: string) => `${PDF_VIEWER}?file=${encodeURIComponent(url)}`,
        messageLink: (channelId: number, messageId: number) =>
            `${window.location.origin}/chat/${channelId}/${messageId}`,
        copyText,
        get direction() {
            return localization.direction;
        },
    };
}

function inPersonsLanguage(
    categories: readonly EmojiCategory[],
    emojis: readonly Emoji[],
): { categories: EmojiCategory[]; emojis: Emoji[] } {
    const names = new Map(categories.map(({ name, displayName }) => [name, displayName]));
    const translated = (name: string): string => names.get(name) ?? name;
    return {
        categories: categories.map((one) => ({ ...one, name: translated(one.name) })),
        emojis: emojis.map((one) => ({ ...one, category: translated(one.category) })),
    };
}

/** The clipboard exists on secure pages only, and may be forbidden. */
async function copyText(text: string): Promise<boolean> {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        return false;
    }
}

import type { ComponentConstructor } from "@odoo/owl";

/** The components of `entries/extras.ts`. */
export type ExtraName =
    | "AttachmentTray"
    | "ChannelSettings"
    | "EmojiPicker"
    | "Leftovers"
    | "Lightbox"
    | "LinkPreview"
    | "MemberPanel"
    | "MessageEditor"
    | "NewConversation"
    | "NotificationAsk"
    | "PinPanel"
    | "SearchPanel"
    | "ShortcutsHelp";

/** What components need of the place they run in. The entries hand it in: `ui/` knows no Odoo. */
export interface Platform {
    /** Loads the emoji, the first time they are wanted. Rejects when they cannot be had. */
    loadEmoji(): Promise<EmojiData>;
    /** Loads a component that is not there from the start. Rejects when it cannot be had. */
    loadExtra(name: ExtraName): Promise<ComponentConstructor>;
    /** Loads what courses add to the chat. Rejects when it cannot be had. */
    loadLearning(): Promise<void>;
    /** @returns Address of a page that shows a PDF file; null where there is no such page. */
    loadPdfViewerUrl(url: string): string | null;
    /** @returns Address that opens a channel at a message, for whoever may read it. */
    messageLink(channelId: number, messageId: number): string;
    /** @returns Whether the text is in the clipboard now. */
    copyText(text: string): Promise<boolean>;
    /** In which direction the person's language is written. */
    readonly direction: "ltr" | "rtl";
}

/** Odoo's own emoji, with names in the person's language. */
export interface EmojiData {
    readonly categories: readonly EmojiCategory[];
    readonly emojis: readonly Emoji[];
}

export interface EmojiCategory {
    readonly name: string;
    /** An emoji that stands for the category. */
    readonly title: string;
}

export interface Emoji {
    /** The emoji itself. */
    readonly codepoints: string;
    readonly name: string;
    /** With colons, as in `:smile:`. */
    readonly shortcodes: readonly string[];
    readonly keywords: readonly string[];
    readonly category: string;
}

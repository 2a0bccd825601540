import type { ComponentConstructor } from "@odoo/owl";

import { AttachmentTray } from "../../ts_src/ui/attachment_tray/attachment_tray";
import { ChannelSettings } from "../../ts_src/ui/channel_settings/channel_settings";
import { EmojiPicker } from "../../ts_src/ui/emoji_picker/emoji_picker";
import { Leftovers } from "../../ts_src/ui/leftovers/leftovers";
import { Lightbox } from "../../ts_src/ui/lightbox/lightbox";
import { LinkPreview } from "../../ts_src/ui/link_preview/link_preview";
import { MemberPanel } from "../../ts_src/ui/member_panel/member_panel";
import { MessageEditor } from "../../ts_src/ui/message_editor/message_editor";
import { NewConversation } from "../../ts_src/ui/new_conversation/new_conversation";
import { NotificationAsk } from "../../ts_src/ui/notification_ask/notification_ask";
import { PinPanel } from "../../ts_src/ui/pin_panel/pin_panel";
import type { EmojiData, ExtraName, Platform } from "../../ts_src/ui/platform";
import { SearchPanel } from "../../ts_src/ui/search_panel/search_panel";
import { ShortcutsHelp } from "../../ts_src/ui/shortcuts_help/shortcuts_help";

const extras: Readonly<Record<ExtraName, ComponentConstructor>> = {
    AttachmentTray,
    ChannelSettings,
    EmojiPicker,
    Leftovers,
    Lightbox,
    LinkPreview,
    MemberPanel,
    MessageEditor,
    NewConversation,
    NotificationAsk,
    PinPanel,
    SearchPanel,
    ShortcutsHelp,
};

/** A few emoji of two categories, as Odoo's own data has them. */
export const emojiData: EmojiData = {
    categories: [
        { name: "Smileys & Emotion", title: "🤠" },
        { name: "People & Body", title: "🤟" },
    ],
    emojis: [
        emoji("😀", "grinning face", "grinning", "Smileys & Emotion"),
        emoji("😊", "smiling face with smiling eyes", "blush", "Smileys & Emotion"),
        emoji("😄", "grinning face with smiling eyes", "smile", "Smileys & Emotion"),
        emoji("❤️", "red heart", "heart", "Smileys & Emotion"),
        emoji("👍", "thumbs up", "thumbsup", "People & Body"),
        emoji("👋", "waving hand", "wave", "People & Body"),
    ],
};

function emoji(codepoints: string, name: string, code: string, category: string) {
    return { codepoints, name, shortcodes: [`:${code}:`], keywords: name.split(" "), category };
}

/** Where components run in tests: everything works, and what was copied can be looked at. */
export class FakePlatform implements Platform {
    direction: Platform["direction"] = "ltr";
    readonly copied: string[] = [];

    loadExtra(name: ExtraName): Promise<ComponentConstructor> {
        return Promise.resolve(extras[name]);
    }

    loadEmoji(): Promise<EmojiData> {
        return Promise.resolve(emojiData);
    }

    loadLearning(): Promise<void> {
        return Promise.resolve();
    }

    loadPdfViewerUrl(url: string): string | null {
        return `/pdf?file=${encodeURIComponent(url)}`;
    }

    messageLink(channelId: number, messageId: number): string {
        return `https://school.example/chat/${channelId}/${messageId}`;
    }

    copyText(text: string): Promise<boolean> {
        this.copied.push(text);
        return Promise.resolve(true);
    }
}

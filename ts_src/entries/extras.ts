/** Loaded when one of them is first wanted: what few people need, and not at once. */
import { appTranslateFn } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

import { ChannelSettings } from "../ui/channel_settings/channel_settings";
import { EmojiPicker } from "../ui/emoji_picker/emoji_picker";
import { Lightbox } from "../ui/lightbox/lightbox";
import { NewConversation } from "../ui/new_conversation/new_conversation";
import { ShortcutsHelp } from "../ui/shortcuts_help/shortcuts_help";
import { setTranslate } from "../ui/translation";

setTranslate((source, ...substitutions) =>
    appTranslateFn(source, "seitech_elearning", ...substitutions),
);
registry
    .category("lazy_components")
    .add("seitech_elearning.ChannelSettings", ChannelSettings)
    .add("seitech_elearning.EmojiPicker", EmojiPicker)
    .add("seitech_elearning.Lightbox", Lightbox)
    .add("seitech_elearning.NewConversation", NewConversation)
    .add("seitech_elearning.ShortcutsHelp", ShortcutsHelp);

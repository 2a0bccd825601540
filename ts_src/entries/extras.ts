/** Loaded when one of them is first wanted: what few people need, and not at once. */
import { appTranslateFn } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

import { AttachmentTray } from "../ui/attachment_tray/attachment_tray";
import { ChannelSettings } from "../ui/channel_settings/channel_settings";
import { EmojiPicker } from "../ui/emoji_picker/emoji_picker";
import { Leftovers } from "../ui/leftovers/leftovers";
import { Lightbox } from "../ui/lightbox/lightbox";
import { LinkPreview } from "../ui/link_preview/link_preview";
import { MemberPanel } from "../ui/member_panel/member_panel";
import { MessageEditor } from "../ui/message_editor/message_editor";
import { NewConversation } from "../ui/new_conversation/new_conversation";
import { NotificationAsk } from "../ui/notification_ask/notification_ask";
import { PinPanel } from "../ui/pin_panel/pin_panel";
import { SearchPanel } from "../ui/search_panel/search_panel";
import { ShortcutsHelp } from "../ui/shortcuts_help/shortcuts_help";
import { keyHelp } from "../ui/registries/key_help";
import { setTranslate } from "../ui/translation";

setTranslate((source, ...substitutions) =>
    appTranslateFn(source, "seitech_elearning", ...substitutions),
);
keyHelp.connect(registry.category("seitech_elearning.key_help"));
registry
    .category("lazy_components")
    .add("seitech_elearning.AttachmentTray", AttachmentTray)
    .add("seitech_elearning.ChannelSettings", ChannelSettings)
    .add("seitech_elearning.EmojiPicker", EmojiPicker)
    .add("seitech_elearning.Leftovers", Leftovers)
    .add("seitech_elearning.Lightbox", Lightbox)
    .add("seitech_elearning.LinkPreview", LinkPreview)
    .add("seitech_elearning.MemberPanel", MemberPanel)
    .add("seitech_elearning.MessageEditor", MessageEditor)
    .add("seitech_elearning.NewConversation", NewConversation)
    .add("seitech_elearning.NotificationAsk", NotificationAsk)
    .add("seitech_elearning.PinPanel", PinPanel)
    .add("seitech_elearning.SearchPanel", SearchPanel)
    .add("seitech_elearning.ShortcutsHelp", ShortcutsHelp);

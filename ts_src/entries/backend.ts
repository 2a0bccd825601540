/**
 * Part of the Odoo backend: the service, the page behind E-Learning → Chat, the item in the top
 * bar, and the windows above every other screen. For support agents it brings in the desk.
 */
import { reactive } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { appTranslateFn } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { session } from "@web/session";

import { createChat } from "../engine/create_chat";
import type { UserId } from "../model/ids";
import type { CurrentUser } from "../model/records";
import { chatService, chatServiceName } from "../odoo/chat_service";
import { ChatAction } from "../ui/chat_action/chat_action";
import { FloatingChat } from "../ui/floating_chat/floating_chat";
import { channelFilters } from "../ui/registries/channel_filters";
import { completions } from "../ui/registries/completions";
import { composerActions } from "../ui/registries/composer_actions";
import { headerActions } from "../ui/registries/header_actions";
import { messageActions } from "../ui/registries/message_actions";
import { slots } from "../ui/registries/slots";
import { Systray } from "../ui/systray/systray";
import { setTranslate } from "../ui/translation";

/** After a failure, milliseconds. */
const DESK_PAUSE = 30_000;

function currentUser(): CurrentUser {
    return { id: Number(user.userId) as UserId, name: user.name ?? "" };
}

setTranslate((source, ...substitutions) =>
    appTranslateFn(source, "seitech_elearning", ...substitutions),
);
messageActions.connect(registry.category("seitech_elearning.message_actions"));
composerActions.connect(registry.category("seitech_elearning.composer_actions"));
channelFilters.connect(registry.category("seitech_elearning.channel_filters"));
headerActions.connect(registry.category("seitech_elearning.header_actions"));
completions.connect(registry.category("seitech_elearning.completions"));
slots.connect(registry.category("seitech_elearning.slots"));

registry.category("services").add(
    chatServiceName,
    chatService(currentUser().id, "backend", (ports) =>
        createChat({ ...ports, self: currentUser(), reactive }),
    ),
);
registry.category("actions").add("seitech_elearning.chat", ChatAction);
// Right beside Discuss.
registry
    .category("systray")
    .add("seitech_elearning.chat", { Component: Systray }, { sequence: 24 });
registry
    .category("main_components")
    .add("seitech_elearning.floating_chat", { Component: FloatingChat });

/** The desk, on top of the extras, can wait until the screen is there; where the network fails it is tried again. */
async function loadDesk(): Promise<void> {
    try {
        await loadBundle("seitech_elearning.assets_extras");
        await loadBundle("seitech_elearning.assets_desk");
    } catch {
        setTimeout(() => void loadDesk(), DESK_PAUSE);
    }
}

if (session["seitech_chat_is_agent"] === true) {
    setTimeout(() => void loadDesk());
}

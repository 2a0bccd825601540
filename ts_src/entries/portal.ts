/** Loaded by `member`: the service and the chat itself, on website pages and `/my/chat`. */
import { reactive } from "@odoo/owl";
import { appTranslateFn } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

import { createChat } from "../engine/create_chat";
import type { UserId } from "../model/ids";
import type { CurrentUser } from "../model/records";
import { chatService, chatServiceName } from "../odoo/chat_service";
import { Bubble } from "../ui/bubble/bubble";
import { PortalChat } from "../ui/portal_chat/portal_chat";
import { channelFilters } from "../ui/registries/channel_filters";
import { composerActions } from "../ui/registries/composer_actions";
import { headerActions } from "../ui/registries/header_actions";
import { messageActions } from "../ui/registries/message_actions";
import { slots } from "../ui/registries/slots";
import { setTranslate } from "../ui/translation";

/** The page says who is signed in: website pages do not tell the name anywhere else. */
function currentUser(): CurrentUser {
    const place = document.querySelector<HTMLElement>(".o_seitech_chat_page, .o_seitech_bubble");
    return {
        id: Number(place?.dataset["userId"]) as UserId,
        name: place?.dataset["userName"] ?? "",
    };
}

setTranslate((source, ...substitutions) =>
    appTranslateFn(source, "seitech_elearning", ...substitutions),
);
messageActions.connect(registry.category("seitech_elearning.message_actions"));
composerActions.connect(registry.category("seitech_elearning.composer_actions"));
channelFilters.connect(registry.category("seitech_elearning.channel_filters"));
headerActions.connect(registry.category("seitech_elearning.header_actions"));
slots.connect(registry.category("seitech_elearning.slots"));

const service = chatService(currentUser().id, "portal", (ports) =>
    createChat({ ...ports, self: currentUser(), reactive }),
);
// `member` has given the service its name, and to others the object that becomes the chat.
registry.category("services").add("seitech_chat_portal", {
    dependencies: [...service.dependencies, chatServiceName],
    start: (env, services: Parameters<typeof service.start>[1] & Record<string, object>) =>
        Object.assign(services[chatServiceName] ?? {}, service.start(env, services)),
});
registry
    .category("lazy_components")
    .add("seitech_elearning.PortalChat", PortalChat)
    .add("seitech_elearning.Bubble", Bubble);

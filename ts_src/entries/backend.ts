/** Part of the Odoo backend: the service, and the page behind E-Learning → Chat. */
import { reactive } from "@odoo/owl";
import { appTranslateFn } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";

import { createChat } from "../engine/create_chat";
import type { UserId } from "../model/ids";
import type { CurrentUser } from "../model/records";
import { chatService, chatServiceName } from "../odoo/chat_service";
import { ChatAction } from "../ui/chat_action/chat_action";
import { setTranslate } from "../ui/translation";

function currentUser(): CurrentUser {
    return { id: Number(user.userId) as UserId, name: user.name ?? "" };
}

setTranslate((source, ...substitutions) =>
    appTranslateFn(source, "seitech_elearning", ...substitutions),
);
registry.category("services").add(
    chatServiceName,
    chatService((ports) => createChat({ ...ports, self: currentUser(), reactive })),
);
registry.category("actions").add("seitech_elearning.chat", ChatAction);

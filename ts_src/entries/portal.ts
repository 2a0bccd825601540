/** Loaded by the launcher on `/my/chat`: the service and the chat itself. */
import { reactive } from "@odoo/owl";
import { appTranslateFn } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

import { createChat } from "../engine/create_chat";
import type { UserId } from "../model/ids";
import type { CurrentUser } from "../model/records";
import { chatService, chatServiceName } from "../odoo/chat_service";
import { Messenger } from "../ui/messenger/messenger";
import { setTranslate } from "../ui/translation";

/** The page says who is signed in: website pages do not tell the name anywhere else. */
function currentUser(): CurrentUser {
    const page = document.querySelector<HTMLElement>(".o_seitech_chat_page");
    return {
        id: Number(page?.dataset["userId"]) as UserId,
        name: page?.dataset["userName"] ?? "",
    };
}

setTranslate((source, ...substitutions) =>
    appTranslateFn(source, "seitech_elearning", ...substitutions),
);
registry.category("services").add(
    chatServiceName,
    chatService((ports) => createChat({ ...ports, self: currentUser(), reactive })),
);
registry.category("lazy_components").add("seitech_elearning.Messenger", Messenger);

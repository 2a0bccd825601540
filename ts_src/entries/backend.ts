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
import { chatMethods } from "../odoo/chat_methods";
import { chatService, chatServiceName } from "../odoo/chat_service";
import { type OrmService, questionCounter } from "../odoo/learning/question_counter";
import { hearFrames } from "../odoo/page_around";
import { ChatAction } from "../ui/chat_action/chat_action";
import { FloatingChat } from "../ui/floating_chat/floating_chat";
import { QuestionCount } from "../ui/learning/questions/question_count";
import { channelFilters } from "../ui/registries/channel_filters";
import { completions } from "../ui/registries/completions";
import { composerActions } from "../ui/registries/composer_actions";
import { headerActions } from "../ui/registries/header_actions";
import { messageActions } from "../ui/registries/message_actions";
import { type SlotItem, slots } from "../ui/registries/slots";
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
// Pages of the website in Odoo's preview, with a chat of their own, would show everything twice.
registry.category("services").add("seitech_chat_frames", {
    dependencies: [chatServiceName],
    start: (_env: object, services: Record<string, Parameters<typeof hearFrames>[0]>) =>
        hearFrames(services[chatServiceName] ?? {}, chatMethods),
});
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

if (session["seitech_chat_teaches"] === true) {
    registry.category("services").add("seitech_chat_questions", {
        dependencies: ["orm"],
        start: (_env: object, { orm }: { orm: OrmService }) => questionCounter(orm),
    });
    for (const place of ["listTop", "systrayTop"] as const) {
        registry
            .category<SlotItem>("seitech_elearning.slots")
            .add(`questions.${place}`, { place, Component: QuestionCount });
    }
}
if (session["seitech_chat_is_agent"] === true) {
    setTimeout(() => void loadDesk());
}

/**
 * Loaded with the first conversation that is shown, on top of the chat and its extras: what courses,
 * and taking care of people, add to it. Each area is a service of its own and items for the places
 * and lists of the chat.
 */
import { type ComponentConstructor, reactive } from "@odoo/owl";
import { appTranslateFn } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

import type { MakeReactive } from "../engine/chat_store";
import type { Chat } from "../engine/create_chat";
import type { ChatOpener } from "../odoo/open_chat";
import type { ContextAction } from "../ui/registries/action_registry";
import type { ComposerContext } from "../ui/registries/composer_actions";
import type { HeaderContext } from "../ui/registries/header_actions";
import type { MessageContext } from "../ui/registries/message_actions";
import type { SlotItem, SlotPlace } from "../ui/registries/slots";
import { setTranslate } from "../ui/translation";

/** What an area is made of. */
export interface LearningParts {
    readonly chat: Chat & ChatOpener;
    readonly reactive: MakeReactive;
}

type Actions<Context> = Readonly<Record<string, readonly [number, ContextAction<Context>]>>;

/** One area; its components find `start`'s result as the service `seitech_chat_<name>`. */
interface Area {
    readonly name: string;
    readonly start: (parts: LearningParts) => object;
    readonly places?: Readonly<Partial<Record<SlotPlace, ComponentConstructor>>>;
    /** By key: where it stands in the list, and the action. */
    readonly messageActions?: Actions<MessageContext>;
    readonly composerActions?: Actions<ComposerContext>;
    readonly headerActions?: Actions<HeaderContext>;
}

const areas: readonly Area[] = [];

/** The components look for their area in the environment: it has to be there before them. */
function fillPlaces(area: Area): void {
    const slots = registry.category<SlotItem>("seitech_elearning.slots");
    for (const [place, Component] of Object.entries(area.places ?? {})) {
        slots.add(`${area.name}.${place}`, { place: place as SlotPlace, Component });
    }
    offer("message_actions", area.messageActions);
    offer("composer_actions", area.composerActions);
    offer("header_actions", area.headerActions);
}

function offer<Context>(list: string, actions: Actions<Context> = {}): void {
    const category = registry.category<ContextAction<Context>>(`seitech_elearning.${list}`);
    for (const [key, [sequence, action]] of Object.entries(actions)) {
        category.add(key, action, { sequence });
    }
}

setTranslate((source, ...substitutions) =>
    appTranslateFn(source, "seitech_elearning", ...substitutions),
);
for (const area of areas) {
    registry.category("services").add(`seitech_chat_${area.name}`, {
        dependencies: ["seitech_chat"],
        start(env: { readonly bus: EventTarget }, services: { seitech_chat: Chat & ChatOpener }) {
            const view = area.start({ chat: services.seitech_chat, reactive });
            env.bus.addEventListener("SERVICES-LOADED", () => fillPlaces(area), { once: true });
            return view;
        },
    });
}

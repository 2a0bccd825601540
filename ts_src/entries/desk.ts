/** Loaded on top of the backend's part for support agents: the desk, and its places in the chat. */
import { type ComponentConstructor, reactive } from "@odoo/owl";
import { appTranslateFn } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";

import type { Chat } from "../engine/create_chat";
import { createDesk, type Desk } from "../engine/desk/create_desk";
import type { DeskScreen } from "../engine/desk/desk_ports";
import type { UserId } from "../model/ids";
import { browserAttention } from "../odoo/browser_attention";
import { browserClock } from "../odoo/browser_clock";
import { browserKeys } from "../odoo/browser_keys";
import { HttpDeskApi } from "../odoo/desk/desk_api";
import { WebsocketDeskBus } from "../odoo/desk/desk_bus";
import { browserDeskMemory } from "../odoo/desk/desk_memory";
import { browserLocks } from "../odoo/locks";
import { browserNotifier } from "../odoo/notifier";
import type { ChatOpener } from "../odoo/open_chat";
import type { BusService } from "../odoo/bus_link";
import { DeskBar } from "../ui/desk/desk_bar/desk_bar";
import { deskKeyHelp } from "../ui/desk/desk_key_help";
import { DeskList } from "../ui/desk/desk_list/desk_list";
import { DeskBadge } from "../ui/desk/desk_systray/desk_badge";
import { DeskTray } from "../ui/desk/desk_systray/desk_tray";
import { NoteSwitch } from "../ui/desk/notes/note_switch";
import { PersonPanel } from "../ui/desk/person_panel/person_panel";
import { answerAction, answerCompletion } from "../ui/desk/ready_answers";
import type { ContextAction } from "../ui/registries/action_registry";
import type { Completion } from "../ui/registries/completions";
import type { ComposerContext } from "../ui/registries/composer_actions";
import type { KeyHelp } from "../ui/registries/key_help";
import type { SlotItem, SlotPlace } from "../ui/registries/slots";
import { _t, setTranslate } from "../ui/translation";

interface DeskServices {
    readonly bus_service: BusService;
    readonly seitech_chat: Chat & ChatOpener;
}

const places: Readonly<Partial<Record<SlotPlace, ComponentConstructor>>> = {
    listTop: DeskList,
    conversationTop: DeskBar,
    conversationPanel: PersonPanel,
    composerTop: NoteSwitch,
    systrayTop: DeskTray,
    systrayIcon: DeskBadge,
};

function startDesk({ bus_service: bus, seitech_chat: chat }: DeskServices): Desk {
    const self = { id: Number(user.userId) as UserId, name: user.name ?? "" };
    const desk = createDesk({
        self,
        reactive,
        api: new HttpDeskApi(),
        bus: new WebsocketDeskBus(bus),
        memory: browserDeskMemory(self.id),
        screen: screenOf(chat),
        clock: browserClock,
        keys: browserKeys(),
        attention: browserAttention(),
        locks: browserLocks(self.id),
        // The chat counts what is unread in the title.
        notifier: browserNotifier(() => undefined),
    });
    desk.start();
    return desk;
}

function screenOf(chat: DeskServices["seitech_chat"]): DeskScreen {
    return {
        isSoundOn: () => chat.state.isSoundOn,
        waitingTitle: ({ visitorName }) => _t("%s is waiting for support", visitorName),
        open: (channelId) => void chat.open(channelId),
    };
}

/** The components look for the desk in the environment: it has to be there before them. */
function fillPlaces(desk: Desk): void {
    const slots = registry.category<SlotItem>("seitech_elearning.slots");
    for (const [place, Component] of Object.entries(places)) {
        slots.add(`desk.${place}`, { place: place as SlotPlace, Component });
    }
    registry
        .category<ContextAction<ComposerContext>>("seitech_elearning.composer_actions")
        .add("answers", answerAction(desk), { sequence: 30 });
    registry
        .category<Completion>("seitech_elearning.completions")
        .add("answers", answerCompletion(desk));
    const keyHelp = registry.category<KeyHelp>("seitech_elearning.key_help");
    deskKeyHelp.forEach(([key, item]) => keyHelp.add(`desk.${key}`, item));
}

setTranslate((source, ...substitutions) =>
    appTranslateFn(source, "seitech_elearning", ...substitutions),
);
registry.category("services").add("seitech_chat_desk", {
    dependencies: ["bus_service", "seitech_chat"],
    start(env: { readonly bus: EventTarget }, services: DeskServices) {
        const desk = startDesk(services);
        env.bus.addEventListener("SERVICES-LOADED", () => fillPlaces(desk), { once: true });
        return desk;
    },
});

/** The desk's places in the chat, filled as its bundle does, and emptied after the test. */
import type { ItemStore } from "../../../ts_src/ui/registries/action_registry";
import { type SlotItem, slots } from "../../../ts_src/ui/registries/slots";
import { DeskBar } from "../../../ts_src/ui/desk/desk_bar/desk_bar";
import { DeskList } from "../../../ts_src/ui/desk/desk_list/desk_list";
import { DeskBadge } from "../../../ts_src/ui/desk/desk_systray/desk_badge";
import { DeskTray } from "../../../ts_src/ui/desk/desk_systray/desk_tray";
import { NoteSwitch } from "../../../ts_src/ui/desk/notes/note_switch";
import { PersonPanel } from "../../../ts_src/ui/desk/person_panel/person_panel";

/** As Odoo's registries: tells when something is added. */
class TellingStore extends EventTarget implements ItemStore<SlotItem> {
    private readonly items = new Map<string, SlotItem>();

    add(key: string, item: SlotItem): void {
        this.items.set(key, item);
        this.dispatchEvent(new Event("UPDATE"));
    }

    contains(key: string): boolean {
        return this.items.has(key);
    }

    getEntries(): [string, SlotItem][] {
        return [...this.items];
    }
}

/** @returns The store, to which more can be added. */
export function connectSlots(): TellingStore {
    const store = new TellingStore();
    slots.connect(store);
    return store;
}

export function fillSlots(store: TellingStore = connectSlots()): void {
    store.add("desk.listTop", { place: "listTop", Component: DeskList });
    store.add("desk.conversationTop", { place: "conversationTop", Component: DeskBar });
    store.add("desk.conversationPanel", { place: "conversationPanel", Component: PersonPanel });
    store.add("desk.composerTop", { place: "composerTop", Component: NoteSwitch });
    store.add("desk.systrayTop", { place: "systrayTop", Component: DeskTray });
    store.add("desk.systrayIcon", { place: "systrayIcon", Component: DeskBadge });
}

import type { ComponentConstructor } from "@odoo/owl";

import { type ItemStore, Registry } from "./action_registry";

/** Places in the chat that a bundle which is loaded later fills; empty until then. */
export type SlotPlace =
    | "listTop"
    | "conversationTop"
    | "conversationPanel"
    | "messageFoot"
    | "threadTop"
    | "composerTop"
    | "systrayTop"
    | "systrayIcon";

/** A component for one of the places; what it gets as props, the place tells. */
export interface SlotItem {
    readonly place: SlotPlace;
    readonly Component: ComponentConstructor;
}

/** Odoo's registries tell when something is added: by the event "UPDATE". */
export type SlotStore = ItemStore<SlotItem> & Partial<EventTarget>;

class SlotRegistry extends Registry<SlotItem> {
    /** What tells of additions; null where none can come. */
    telling: SlotStore | null = null;

    override connect(store: SlotStore): void {
        this.telling = store;
        super.connect(store);
    }
}

export const slots = new SlotRegistry();

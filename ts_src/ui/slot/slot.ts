import { Component, onMounted, onWillUnmount } from "@odoo/owl";

import { type SlotItem, type SlotPlace, slots } from "../registries/slots";
import "./slot.xml";

interface SlotProps {
    place: SlotPlace;
    /** Props of what stands there. */
    values: object;
}

/** A place in the chat where others put their components, also while it is on show. */
export class Slot extends Component<SlotProps> {
    static override template = "seitech_elearning.Slot";
    static override props = { place: String, values: Object };

    override setup(): void {
        const { telling } = slots;
        const show = (): void => this.render();
        onMounted(() => telling?.addEventListener?.("UPDATE", show));
        onWillUnmount(() => telling?.removeEventListener?.("UPDATE", show));
    }

    get items(): readonly (readonly [key: string, item: SlotItem])[] {
        return slots.entries().filter(([, { place }]) => place === this.props.place);
    }
}

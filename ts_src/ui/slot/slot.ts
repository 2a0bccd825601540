import { Component } from "@odoo/owl";

import { type SlotItem, type SlotPlace, slots } from "../registries/slots";
import "./slot.xml";
import { useAdditions } from "./use_additions";

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
        useAdditions(() => this.render());
    }

    get items(): readonly (readonly [key: string, item: SlotItem])[] {
        return slots.entries().filter(([, { place }]) => place === this.props.place);
    }
}

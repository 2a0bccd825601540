import { Component } from "@odoo/owl";

import { usePlacedPopover } from "../hooks/use_placed_popover";
import "./reaction_names.xml";

interface ReactionNamesProps {
    names: string;
}

/** A small sheet with the names of those who reacted; the button says the same to ears. */
export class ReactionNames extends Component<ReactionNamesProps> {
    static override template = "seitech_elearning.ReactionNames";
    static override props = { names: String };

    override setup(): void {
        usePlacedPopover("root", "start");
    }
}

import { Component } from "@odoo/owl";

import "./channel_filters.scss";
import "./channel_filters.xml";

export interface FilterChip {
    readonly id: string;
    readonly label: string;
}

interface ChannelFiltersProps {
    filters: readonly FilterChip[];
    chosen: string;
    onChoose: (id: string) => void;
}

/** What the list of conversations can be narrowed down to. */
export class ChannelFilters extends Component<ChannelFiltersProps> {
    static override template = "seitech_elearning.ChannelFilters";
    static override props = { filters: Array, chosen: String, onChoose: Function };
}

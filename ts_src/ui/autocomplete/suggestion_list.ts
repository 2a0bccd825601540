import { Component, onPatched, useRef } from "@odoo/owl";

import { usePlacedPopover } from "../hooks/use_placed_popover";
import { Avatar } from "../kit/avatar/avatar";
import { _t } from "../translation";
import "./suggestion_list.scss";
import "./suggestion_list.xml";
import type { Suggestion } from "./suggestions";

interface SuggestionListProps {
    id: string;
    suggestions: readonly Suggestion[];
    activeIndex: number;
    onPick: (index: number) => void;
}

/** What a text field offers to complete. The focus stays in the field. */
export class SuggestionList extends Component<SuggestionListProps> {
    static override template = "seitech_elearning.SuggestionList";
    static components = { Avatar };
    static override props = {
        id: String,
        suggestions: Array,
        activeIndex: Number,
        onPick: Function,
    };

    private readonly root = useRef<HTMLElement>("root");

    override setup(): void {
        usePlacedPopover("root", "start");
        onPatched(() => {
            this.root.el?.querySelector("[aria-selected=true]")?.scrollIntoView({
                block: "nearest",
            });
        });
    }

    get label(): string {
        return _t("Suggestions");
    }

    get countLabel(): string {
        return _t("%s suggestions", this.props.suggestions.length);
    }
}

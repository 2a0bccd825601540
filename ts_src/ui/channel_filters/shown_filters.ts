import type { ChatState } from "../../model/state";
import { attempt, textOfLabel } from "../registries/action_registry";
import { type ChannelFilterItem, channelFilters } from "../registries/channel_filters";
import type { FilterChip } from "./channel_filters";

/** @returns The filters that this person has use for, in order; those that fail are left out. */
export function shownFilters(state: ChatState): FilterChip[] {
    return channelFilters
        .entries()
        .map(([id, filter]) => attempt(filter, () => chipOf(id, filter, state), null))
        .filter((chip) => chip !== null);
}

function chipOf(id: string, filter: ChannelFilterItem, state: ChatState): FilterChip | null {
    const isShown = filter.isShown?.(state) ?? true;
    return isShown ? { id, label: textOfLabel(filter.label, undefined) } : null;
}

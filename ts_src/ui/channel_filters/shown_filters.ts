import type { ChatState } from "../../model/state";
import { channelFilters } from "../registries/channel_filters";
import type { FilterChip } from "./channel_filters";

/** @returns The filters that this person has use for, in order. */
export function shownFilters(state: ChatState): FilterChip[] {
    return channelFilters
        .entries()
        .filter(([, filter]) => filter.isShown?.(state) ?? true)
        .map(([id, { label }]) => ({ id, label: typeof label === "string" ? label : label() }));
}

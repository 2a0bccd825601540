import { availableFilters, matchesFilter } from "../../model/channel_sections";
import type { Channel } from "../../model/records";
import type { ChannelFilter, ChatState } from "../../model/state";
import { _t } from "../translation";
import { Registry } from "./action_registry";

/** A part of the channel list that one can choose to see alone. */
export interface ChannelFilterItem {
    /** What people read; a function is asked each time. Odoo's `_t` fits too, wherever it is called. */
    readonly label: string | (() => string);
    /** Whether this person has use for it. Left out: always. */
    isShown?(state: ChatState): boolean;
    matches(channel: Channel, state: ChatState): boolean;
}

/** What one can filter the channel list by. */
export const channelFilters = new Registry<ChannelFilterItem>();

const own: readonly (readonly [ChannelFilter, () => string])[] = [
    ["all", () => _t("All")],
    ["direct", () => _t("Direct")],
    ["instructors", () => _t("Instructors")],
    ["students", () => _t("Students")],
    ["support", () => _t("Support")],
    ["groups", () => _t("Study groups")],
    ["courses", () => _t("Courses")],
];

for (const [index, [filter, label]] of own.entries()) {
    channelFilters.add(filter, (index + 1) * 10, {
        label,
        isShown: (state) => availableFilters(state).includes(filter),
        matches: (channel) => matchesFilter(channel, filter),
    });
}

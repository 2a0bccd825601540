import { listSections, type ListSection } from "../../model/channel_sections";
import type { Channel } from "../../model/records";
import type { ChatState } from "../../model/state";
import type { PlacedRow } from "../kit/virtual_rows";
import { attempt } from "../registries/action_registry";
import type { ChannelFilterItem } from "../registries/channel_filters";
import { _t } from "../translation";

/** Heights in `rem`; the styles rely on them. */
const ROW = 4.375;
const HEADING = 2.25;

/** A conversation with its place in the list. */
export interface ChannelPlace extends PlacedRow {
    readonly channel: Channel;
    /** In its section, from 1. */
    readonly position: number;
}

/** A part of the list; its heading is left out where there is nothing to tell apart. */
export interface PlacedSection {
    readonly kind: ListSection["kind"];
    readonly heading: string;
    readonly top: number;
    readonly places: readonly ChannelPlace[];
}

export interface ListLayout {
    readonly sections: readonly PlacedSection[];
    /** All of them, from top to bottom. */
    readonly places: readonly ChannelPlace[];
    readonly height: number;
}

/** @returns The list as it is to be shown, narrowed down by a filter and by what is searched for. */
export function layoutList(
    state: ChatState,
    filter: ChannelFilterItem | null,
    query: string,
): ListLayout {
    const sections = listSections(state, "all", query)
        .map(({ kind, channels }) => ({
            kind,
            channels: filter
                ? channels.filter((channel) =>
                      attempt(filter, () => filter.matches(channel, state), false),
                  )
                : channels,
        }))
        .filter(({ channels }) => channels.length > 0);
    return place(sections);
}

function place(sections: readonly ListSection[]): ListLayout {
    const hasHeadings = sections.some(({ kind }) => kind !== "rest");
    let height = 0;
    const placed = sections.map(({ kind, channels }) => {
        const top = height;
        height += hasHeadings ? HEADING : 0;
        const places = channels.map((channel, index) => {
            const row = { channel, position: index + 1, top: height, height: ROW };
            height += ROW;
            return row;
        });
        return { kind, heading: hasHeadings ? headingOf(kind) : "", top, places };
    });
    return { sections: placed, places: placed.flatMap(({ places }) => places), height };
}

function headingOf(kind: ListSection["kind"]): string {
    switch (kind) {
        case "pinned":
            return _t("Pinned");
        case "unread":
            return _t("Unread");
        case "rest":
            return _t("Other conversations");
    }
}

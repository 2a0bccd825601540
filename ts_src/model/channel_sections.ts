import { channelList, preferences } from "./channels";
import type { ChannelId } from "./ids";
import { newestMessage } from "./message_index";
import { newestOutgoing } from "./outbox";
import type { Channel } from "./records";
import type { ChannelFilter, ChatState } from "./state";
import { foldText } from "./text_search";
import { unreadCount } from "./unread";

/** A part of the channel list; newest activity first. */
export interface ListSection {
    readonly kind: "pinned" | "unread" | "rest";
    readonly channels: Channel[];
}

/**
 * @param query Part of a channel's name, its course's or one of its people's, as far as these are
 *   known here; "" for all. Accents and case do not matter. Only a query brings up hidden ones.
 * @returns The channel list from top to bottom, without empty sections.
 */
export function listSections(
    state: ChatState,
    filter: ChannelFilter,
    query: string,
): ListSection[] {
    const wanted = foldText(query);
    const sections: Record<ListSection["kind"], Channel[]> = { pinned: [], unread: [], rest: [] };
    for (const channel of channelList(state)) {
        if (matchesFilter(channel, filter) && isListed(state, channel, wanted)) {
            sections[sectionOf(state, channel.id)].push(channel);
        }
    }
    const kinds = ["pinned", "unread", "rest"] as const;
    return kinds
        .map((kind) => ({ kind, channels: sections[kind] }))
        .filter(({ channels }) => channels.length > 0);
}

function sectionOf(state: ChatState, channelId: ChannelId): ListSection["kind"] {
    if (preferences(state, channelId).pinned) {
        return "pinned";
    }
    return unreadCount(state, channelId) > 0 ? "unread" : "rest";
}

function isListed(state: ChatState, channel: Channel, wanted: string): boolean {
    return wanted === "" ? !isHidden(state, channel.id) : matchesQuery(state, channel, wanted);
}

/** @returns Whether a channel is out of the list: until something new is written. */
function isHidden(state: ChatState, channelId: ChannelId): boolean {
    const known = state.preferences.get(channelId);
    if (!known?.hidden || newestOutgoing(state, channelId)) {
        return false;
    }
    const newest = newestMessage(state, channelId);
    const lastToldId = state.summaries.get(channelId)?.lastMessageId ?? 0;
    return newest === null || newest.rev <= known.asOf || newest.id <= lastToldId;
}

function matchesQuery(state: ChatState, channel: Channel, wanted: string): boolean {
    const found = state.foundChannels;
    return (
        (found !== null && foldText(found.search) === wanted && found.ids.has(channel.id)) ||
        foldText(channel.name).includes(wanted) ||
        foldText(channel.personName ?? "").includes(wanted) ||
        foldText(channel.courseName ?? "").includes(wanted) ||
        [...(state.members.get(channel.id)?.values() ?? [])].some(
            (member) => member.active && foldText(member.name).includes(wanted),
        )
    );
}

/** @returns What the list can be narrowed to, "all" first: what this person can have. */
export function availableFilters(state: ChatState): ChannelFilter[] {
    return ["all", ...state.directory.filters.filter((filter) => filter !== "all")];
}

/**
 * In a conversation of two kinds of people, who asks is its member, who answers its moderator:
 * the same channel is an instructor's for one and a student's for the other.
 */
export function matchesFilter({ type, myRole }: Channel, filter: ChannelFilter): boolean {
    switch (filter) {
        case "all":
            return true;
        case "direct":
            return type === "direct";
        case "instructors":
            return (
                (type === "student_instructor" && myRole === "member") ||
                (type === "instructor_admin" && myRole === "moderator")
            );
        case "students":
            return type === "student_instructor" && myRole === "moderator";
        case "support":
            return type === "public_support" || type === "student_support";
        case "groups":
            return type === "group";
        case "courses":
            return type === "course";
    }
}

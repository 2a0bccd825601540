import type { ChannelListEvent, DetailListEvent } from "./events";
import type { ChannelListState, PagedList, WritableChatState } from "./state";

const notLoaded: PagedList = { isLoaded: false, nextCursor: null, status: "idle", failure: null };

export function nextChannelList(list: ChannelListState, event: ChannelListEvent): ChannelListState {
    switch (event.kind) {
        case "channelsRequested":
            return { ...list, status: "loading", failure: null };
        case "channelsFailed":
            return { ...list, status: "failed", failure: event.failure };
        case "channelsLoaded": {
            const { nextCursor, membershipsRev, unread } = event;
            const loaded = { ...list, ...unread, isLoaded: true, nextCursor, membershipsRev };
            const rest = nextCursor === null ? { unreadElsewhere: 0 } : {};
            return { ...loaded, ...rest, status: "idle", failure: null };
        }
        case "channelsArrived": {
            const unreadElsewhere = Math.max(0, list.unreadElsewhere - event.unread);
            return { ...list, unreadElsewhere };
        }
        case "wholeListWanted":
            return { ...list, isWholeWanted: true };
    }
}

/** The people or the pinned messages of a channel. */
export function applyDetailList(state: WritableChatState, event: DetailListEvent): void {
    const lists = event.list === "members" ? state.memberLists : state.pinLists;
    lists.set(event.channelId, nextList(lists.get(event.channelId) ?? notLoaded, event));
}

function nextList(list: PagedList, event: DetailListEvent): PagedList {
    switch (event.kind) {
        case "detailListRequested":
            return { ...list, status: "loading", failure: null };
        case "detailListFailed":
            return { ...list, status: "failed", failure: event.failure };
        case "detailListLoaded":
            return { isLoaded: true, nextCursor: event.nextCursor, status: "idle", failure: null };
    }
}

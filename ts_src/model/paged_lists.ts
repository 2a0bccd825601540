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
            const { nextCursor, membershipsRev } = event;
            return { isLoaded: true, nextCursor, membershipsRev, status: "idle", failure: null };
        }
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

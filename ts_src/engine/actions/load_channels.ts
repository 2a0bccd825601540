import { unreadElsewhere } from "../../model/unread";
import { arrivalEvents } from "../arrivals";
import type { ChatContext } from "../chat_context";
import { expectApiError, toFailure } from "../failures";
import type { ApiError, ChannelPage } from "../ports";
import { listedEvents } from "../received";

/** @returns Why the first page of the channel list could not be loaded; null when it was. */
export function loadChannels(context: ChatContext): Promise<ApiError | null> {
    return context.flights.share("channels", () => loadPage(context, null));
}

/** Loads the rest of the list, and whatever joins it later: somebody looks at it. */
export async function loadWholeList(context: ChatContext): Promise<void> {
    const { store } = context;
    store.dispatch({ kind: "wholeListWanted" });
    await loadOtherChannels(context);
}

/** @returns Why the next page could not be loaded; null when it was, or when there is none. */
async function loadMoreChannels(context: ChatContext): Promise<ApiError | null> {
    const cursor = context.store.state.channelList.nextCursor;
    if (cursor === null) {
        return null;
    }
    return context.flights.share(`channels:${cursor}`, () => loadPage(context, cursor));
}

/** Loads what is left of the list, one page after another, until one cannot be loaded. */
export function loadOtherChannels(context: ChatContext): Promise<void> {
    return context.flights.share("channels:all", async () => {
        const nextCursor = () => context.store.state.channelList.nextCursor;
        let error: ApiError | null = null;
        let previous: string | null = null;
        // A server that sends somebody on to where they are would keep them going for ever.
        while (!error && nextCursor() !== null && nextCursor() !== previous) {
            previous = nextCursor();
            error = await loadMoreChannels(context);
        }
    });
}

async function loadPage(context: ChatContext, cursor: string | null): Promise<ApiError | null> {
    const { store, api } = context;
    store.dispatch({ kind: "channelsRequested" });
    try {
        const page = await api.listChannels(cursor === null ? {} : { cursor });
        // A channel joined in the meantime is on the first page, so a later page must not pass
        // for knowing of it.
        const known = store.state.channelList.membershipsRev;
        store.dispatch(
            ...arrivalEvents(context, page.channels),
            ...page.channels.flatMap(listedEvents),
            {
                kind: "channelsLoaded",
                nextCursor: hasOthers(context, cursor, page) ? null : page.nextCursor,
                membershipsRev: cursor === null ? page.membershipsRev : known,
                unread: unreadOf(context, page),
            },
        );
        return null;
    } catch (caught) {
        const error = expectApiError(caught);
        store.dispatch({ kind: "channelsFailed", failure: toFailure(error) });
        return error;
    }
}

/** @returns Whether everything after a first page is known from before: nothing was joined. */
function hasOthers({ store }: ChatContext, cursor: string | null, page: ChannelPage): boolean {
    const { isLoaded, nextCursor, membershipsRev } = store.state.channelList;
    const isComplete = isLoaded && nextCursor === null;
    return cursor === null && isComplete && page.membershipsRev === membershipsRev;
}

function unreadOf(
    { store, clock }: ChatContext,
    { unreadTotal: unreadTold, channels }: ChannelPage,
) {
    return unreadTold === null
        ? null
        : {
              unreadTold,
              unreadElsewhere: unreadElsewhere(store.state, unreadTold, channels, clock.now()),
          };
}

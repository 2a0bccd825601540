import type { ChannelType } from "../../model/records";
import type { ChatContext } from "../chat_context";
import { expectApiError, toFailure } from "../failures";

/** Loads which kinds of conversation this person may open. */
export async function loadOpenings({ store, api }: ChatContext): Promise<void> {
    try {
        store.dispatch({ kind: "openingsLoaded", ...(await api.fetchOpenings()) });
    } catch (caught) {
        store.dispatch({ kind: "directoryFailed", failure: toFailure(expectApiError(caught)) });
    }
}

/** Looks for people to have a conversation of one kind with; the last question counts. */
export async function findPeople(
    { store, api }: ChatContext,
    channelType: ChannelType,
    search: string,
): Promise<void> {
    store.dispatch({ kind: "peopleRequested", channelType, search });
    try {
        const people = await api.findPeople(channelType, search);
        store.dispatch({ kind: "peopleLoaded", channelType, search, people });
    } catch (caught) {
        const { directory } = store.state;
        if (directory.channelType === channelType && directory.search === search) {
            const failure = toFailure(expectApiError(caught));
            store.dispatch({ kind: "directoryFailed", failure });
        }
    }
}

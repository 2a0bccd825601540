import type { ChannelType } from "../../model/records";
import type { Directory } from "../../model/state";
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
export function findPeople(
    context: ChatContext,
    channelType: ChannelType,
    search: string,
): Promise<void> {
    return ask(context, channelType, search, async () => ({
        people: await context.api.findPeople(channelType, search),
        topics: [],
    }));
}

/** Looks for courses or study groups to open the conversation of; the last question counts. */
export function findTopics(
    context: ChatContext,
    channelType: ChannelType,
    search: string,
): Promise<void> {
    return ask(context, channelType, search, async () => ({
        people: [],
        topics: await context.api.findTopics(channelType, search),
    }));
}

async function ask(
    { store }: ChatContext,
    channelType: ChannelType,
    search: string,
    load: () => Promise<Pick<Directory, "people" | "topics">>,
): Promise<void> {
    store.dispatch({ kind: "choicesRequested", channelType, search });
    try {
        store.dispatch({ kind: "choicesLoaded", channelType, search, ...(await load()) });
    } catch (caught) {
        const { directory } = store.state;
        if (directory.channelType === channelType && directory.search === search) {
            const failure = toFailure(expectApiError(caught));
            store.dispatch({ kind: "directoryFailed", failure });
        }
    }
}

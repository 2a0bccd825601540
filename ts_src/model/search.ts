import type { SearchEvent } from "./events";
import type { FoundMessage, Message } from "./records";
import type { ChatState, MessageSearch } from "./state";

type Requested = Extract<SearchEvent, { kind: "searchRequested" }>;

/** Of an answer to a question that has been replaced in the meantime nothing is kept. */
export function nextSearch(search: MessageSearch | null, event: SearchEvent): MessageSearch | null {
    switch (event.kind) {
        case "searchRequested":
            return requested(search, event);
        case "searchClosed":
            return null;
        case "searchLoaded":
        case "searchFailed":
            return search && isSame(search, event) ? answered(search, event) : search;
    }
}

function requested(search: MessageSearch | null, event: Requested): MessageSearch {
    const { query, channelId } = event;
    const known = event.isNextPage && search && isSame(search, event) ? search : null;
    return {
        query,
        channelId,
        found: known?.found ?? [],
        nextCursor: known?.nextCursor ?? null,
        status: "loading",
        failure: null,
    };
}

function answered(
    search: MessageSearch,
    event: Extract<SearchEvent, { kind: "searchLoaded" | "searchFailed" }>,
): MessageSearch {
    if (event.kind === "searchFailed") {
        return { ...search, status: "failed", failure: event.failure };
    }
    const before = event.isNextPage ? search.found : [];
    const known = new Set(before.map(({ messageId }) => messageId));
    const found = [...before, ...event.found.filter(({ messageId }) => !known.has(messageId))];
    return { ...search, found, nextCursor: event.nextCursor, status: "idle", failure: null };
}

function isSame(
    search: MessageSearch,
    { query, channelId }: Pick<MessageSearch, "query" | "channelId">,
): boolean {
    return search.query === query && search.channelId === channelId;
}

/** A message that was found, where it was found, and as it is now. */
export interface FoundRow {
    readonly found: FoundMessage;
    readonly message: Message;
}

/** @returns What the search has found so far, without what was deleted since. */
export function foundMessages(state: ChatState): FoundRow[] {
    return (state.search?.found ?? []).flatMap((found) => {
        const message = state.messages.get(found.messageId);
        return message && !message.deleted ? [{ found, message }] : [];
    });
}

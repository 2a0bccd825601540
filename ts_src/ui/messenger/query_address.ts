import type { ChannelId, MessageId } from "../../model/ids";
import type { ChatAddress, Place } from "./chat_address";

/** @returns The number under this name in the address of the page; null if there is none. */
export function numberIn(query: URLSearchParams, name: string): number | null {
    const value = Number(query.get(name));
    return Number.isSafeInteger(value) && value > 0 ? value : null;
}

/** @returns Where the query of the page's address leads, by the names of its parts. */
export function placeInQuery(channelName: string, messageName: string): Place {
    const query = new URLSearchParams(window.location.search);
    return {
        channelId: numberIn(query, channelName) as ChannelId | null,
        messageId: numberIn(query, messageName) as MessageId | null,
    };
}

/** A page of its own whose address ends in `?channel=…&message=…`. */
export const queryAddress: ChatAddress = {
    read: () => placeInQuery("channel", "message"),
    write(channelId) {
        if (channelId === queryAddress.read().channelId) {
            return;
        }
        const url = new URL(window.location.href);
        url.searchParams.delete("message");
        if (channelId === null) {
            url.searchParams.delete("channel");
        } else {
            url.searchParams.set("channel", String(channelId));
        }
        window.history.pushState({}, "", url);
    },
    onChange(run) {
        window.addEventListener("popstate", run);
        return () => window.removeEventListener("popstate", run);
    },
};

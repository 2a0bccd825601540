import { useState } from "@odoo/owl";

import { useDebounced } from "../hooks/use_debounced";
import type { ChatView } from "../use_chat";

/** The server is asked for what is not loaded when nothing was typed for so long. */
const PAUSE = 300;

export interface ChannelSearch {
    readonly query: string;
    /** Whether the server may still find something. */
    readonly isRunning: boolean;
    change(query: string): void;
}

/** @returns What is searched for in the list; the server is asked for what is not loaded here. */
export function useChannelSearch({ state, actions }: ChatView): ChannelSearch {
    const search = useState({
        query: "",
        isRunning: false,
        change(query: string): void {
            const { isLoaded, nextCursor } = state.channelList;
            const isComplete = isLoaded && nextCursor === null;
            search.query = query;
            search.isRunning = query.trim() !== "" && !isComplete;
            findSoon(query);
        },
    });
    const findSoon = useDebounced((query: string) => void find(query), PAUSE);
    const find = async (query: string): Promise<void> => {
        await actions.findChannels(query);
        // Somebody who types on is still waiting.
        if (query === search.query) {
            search.isRunning = false;
        }
    };
    return search;
}

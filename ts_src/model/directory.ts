import type { DirectoryEvent } from "./events";
import type { Directory } from "./state";

export function nextDirectory(directory: Directory, event: DirectoryEvent): Directory {
    switch (event.kind) {
        case "openingsLoaded": {
            const { openings, filters } = event;
            const isWaiting = directory.status === "loading";
            return { ...directory, openings, filters, ...(isWaiting ? {} : idle) };
        }
        case "choicesRequested": {
            const { channelType, search } = event;
            // While somebody types on, what was found so far stays on show.
            const isSameKind = channelType === directory.channelType;
            const found = isSameKind ? {} : { people: [], topics: [] };
            const asked = { channelType, search, status: "loading", failure: null } as const;
            return { ...directory, ...found, ...asked };
        }
        case "choicesLoaded": {
            const { channelType, search, people, topics } = event;
            const isWanted = channelType === directory.channelType && search === directory.search;
            return isWanted ? { ...directory, people, topics, ...idle } : directory;
        }
        case "directoryFailed":
            return { ...directory, status: "failed", failure: event.failure };
    }
}

const idle = { status: "idle", failure: null } as const;

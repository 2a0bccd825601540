import type { DirectoryEvent } from "./events";
import type { Directory } from "./state";

export function nextDirectory(directory: Directory, event: DirectoryEvent): Directory {
    switch (event.kind) {
        case "openingsLoaded": {
            const { openings, filters } = event;
            const isWaiting = directory.status === "loading";
            return { ...directory, openings, filters, ...(isWaiting ? {} : idle) };
        }
        case "peopleRequested": {
            const { channelType, search } = event;
            // While somebody types on, the people found so far stay on show.
            const people = channelType === directory.channelType ? directory.people : [];
            return { ...directory, channelType, search, people, status: "loading", failure: null };
        }
        case "peopleLoaded": {
            const { channelType, search, people } = event;
            const isWanted = channelType === directory.channelType && search === directory.search;
            return isWanted ? { ...directory, people, ...idle } : directory;
        }
        case "directoryFailed":
            return { ...directory, status: "failed", failure: event.failure };
    }
}

const idle = { status: "idle", failure: null } as const;

/** What is measured and how big it is: people, channels, rounds. Pure data, no database. */

export type ChannelKind = "direct" | "group" | "course";

/** One channel to seed, for both systems alike; its number is its place in the plan, from 1. */
export interface PlannedChannel {
    readonly no: number;
    readonly name: string;
    readonly kind: ChannelKind;
    /** Numbers of people who are members by name. */
    readonly own: readonly number[];
    /** How many members of the anonymous crowd there are besides. */
    readonly crowd: number;
    readonly messages: number;
    /** How many of them nobody has read yet. */
    readonly unread: number;
    readonly hasReactions: boolean;
    /** Every message says in its last word where it belongs, see `markOf`. */
    readonly isMarked: boolean;
}

/** Somebody with a list of so many channels. */
export interface Lister {
    readonly person: number;
    readonly channels: number;
}

export interface Sizes {
    readonly memberCounts: readonly number[];
    readonly clientCounts: readonly number[];
    readonly listCounts: readonly number[];
    readonly pagedMessages: number;
    readonly searchedMessages: number;
    /** Measured calls of one system for one quick case; half as many for slow ones. */
    readonly calls: number;
    /** In how many turns they are made, the systems taking turns. */
    readonly rounds: number;
    /** Seconds of load per system and turn. */
    readonly loadSeconds: number;
    readonly loadRounds: number;
    readonly screen: ScreenSizes;
}

/** What is done in browsers. */
export interface ScreenSizes {
    /** In how many turns; the other figures are those of one turn. */
    readonly rounds: number;
    /** Messages each of two people sends to the other. */
    readonly sends: number;
    /** How often the page is opened, and how many channels in it. */
    readonly opens: number;
    /** Messages loaded in both chats; then, in ours alone, this many more. */
    readonly loaded: number;
    readonly loadedMany: number;
    /** Frames of scrolling. */
    readonly frames: number;
    /** Loading history ends after so long, whatever it has loaded; each way. */
    readonly loadingMs: number;
    readonly loadingManyMs: number;
}

export const FULL: Sizes = {
    memberCounts: [2, 100, 1_000, 10_000],
    clientCounts: [8, 32],
    listCounts: [10, 100, 1_000],
    pagedMessages: 100_000,
    searchedMessages: 1_000_000,
    calls: 60,
    rounds: 6,
    loadSeconds: 6,
    loadRounds: 3,
    screen: {
        rounds: 2,
        sends: 20,
        opens: 5,
        loaded: 500,
        loadedMany: 10_000,
        frames: 120,
        loadingMs: 120_000,
        loadingManyMs: 300_000,
    },
};

/** @returns the sizes without what none of these cases looks at and takes long to seed. */
export function trimmed(sizes: Sizes, cases: readonly string[]): Sizes {
    const isOnlyScreen = cases.every((name) => name === "screen");
    return isOnlyScreen
        ? {
              ...sizes,
              memberCounts: QUICK.memberCounts,
              searchedMessages: SHORT_HISTORY,
              pagedMessages: SHORT_HISTORY,
          }
        : sizes;
}

/** For a look whether the benchmark itself works; its figures mean little. */
export const QUICK: Sizes = {
    memberCounts: [2, 100],
    clientCounts: [8],
    listCounts: [10, 100],
    pagedMessages: 2_000,
    searchedMessages: 20_000,
    calls: 10,
    rounds: 2,
    loadSeconds: 1.5,
    loadRounds: 1,
    screen: {
        rounds: 1,
        sends: 2,
        opens: 1,
        loaded: 90,
        loadedMany: 300,
        frames: 40,
        loadingMs: 8_000,
        loadingManyMs: 8_000,
    },
};

export interface Plan {
    readonly sizes: Sizes;
    readonly channels: readonly PlannedChannel[];
    readonly writers: readonly number[];
    readonly reader: number;
    readonly listers: readonly Lister[];
    /** People who sign in; the crowd's numbers follow theirs. */
    readonly signedIn: number;
    readonly people: number;
    /** Channel of a writer's own, by number of members. */
    spread(members: number, writer: number): PlannedChannel;
    /** Channel that all writers share, by number of members. */
    shared(members: number): PlannedChannel;
    readonly paged: PlannedChannel;
    readonly searched: PlannedChannel;
    /** Two people who both sign in, the first two writers. */
    readonly pair: PlannedChannel;
    /** The reader's, all read: the history that is scrolled through. */
    readonly scrolled: PlannedChannel;
    /** The channels of a lister by the name each has in that person's list. */
    listOf(lister: Lister): ReadonlyMap<string, PlannedChannel>;
}

const SMALL_GROUP = 20;
const SHORT_HISTORY = 20;

/** @returns the plan for these sizes; the same sizes give the same plan. */
export function makePlan(sizes: Sizes): Plan {
    const writers = range(1, Math.max(...sizes.clientCounts));
    const reader = writers.length + 1;
    const listers = sizes.listCounts.map((channels, index) => ({
        person: reader + 1 + index,
        channels,
    }));
    const signedIn = reader + listers.length;
    const crowd = Math.max(...sizes.memberCounts, ...sizes.listCounts);
    const channels: PlannedChannel[] = [];
    const add = (planned: Partial<PlannedChannel> & Pick<PlannedChannel, "name" | "own">) => {
        const members = planned.own.length + (planned.crowd ?? 0);
        const channel: PlannedChannel = {
            no: channels.length + 1,
            kind: kindFor(members),
            crowd: 0,
            messages: SHORT_HISTORY,
            unread: 0,
            hasReactions: false,
            isMarked: false,
            ...planned,
        };
        channels.push(channel);
        return channel;
    };

    const spread = new Map<string, PlannedChannel>();
    const shared = new Map<number, PlannedChannel>();
    for (const members of sizes.memberCounts) {
        for (const writer of writers) {
            const own = members === 2 ? [writer, signedIn + writer] : [writer];
            const name = `Spread ${members} of ${writer}`;
            spread.set(`${members}/${writer}`, add({ name, own, crowd: members - own.length }));
        }
        if (members > writers.length) {
            const name = `Shared by ${members}`;
            shared.set(members, add({ name, own: writers, crowd: members - writers.length }));
        }
    }
    const paged = add({
        name: "Long history",
        own: [reader],
        crowd: SMALL_GROUP - 1,
        messages: sizes.pagedMessages,
        // The reader reads on through these, one by one.
        unread: Math.min(1_000, sizes.pagedMessages / 2),
        hasReactions: true,
    });
    const searched = add({
        name: "Archive",
        own: [reader],
        crowd: SMALL_GROUP - 1,
        messages: sizes.searchedMessages,
    });
    const pair = add({ name: "Pair", own: writers.slice(0, 2), isMarked: true });
    const scrolled = add({
        name: "Scrolled history",
        own: [reader],
        crowd: 4,
        messages: sizes.screen.loadedMany + SHORT_HISTORY,
        isMarked: true,
    });
    const lists = new Map<Lister, ReadonlyMap<string, PlannedChannel>>();
    for (const lister of listers) {
        const list = new Map<string, PlannedChannel>();
        for (const index of range(1, lister.channels)) {
            const own = index % 2 ? [lister.person, signedIn + index] : [lister.person];
            const name = `List of ${lister.channels}, ${index}`;
            const channel = add({
                name,
                own,
                crowd: index % 2 ? 0 : 4,
                unread: 3,
                isMarked: true,
            });
            // Two people's channel shows either the other's name.
            list.set(index % 2 ? `Person ${signedIn + index}` : name, channel);
        }
        lists.set(lister, list);
    }
    return {
        sizes,
        channels,
        writers,
        reader,
        listers,
        signedIn,
        people: signedIn + crowd,
        spread: (members, writer) => found(spread.get(`${members}/${writer}`)),
        shared: (members) => found(shared.get(members)),
        paged,
        searched,
        pair,
        scrolled,
        listOf: (lister) => found(lists.get(lister)),
    };
}

/** @returns a regular expression for a marked channel's messages; its group is the position. */
export function markOf(channel: PlannedChannel): string {
    return `c${channel.no}m(\\d+)z`;
}

function kindFor(members: number): ChannelKind {
    if (members === 2) {
        return "direct";
    }
    return members <= SMALL_GROUP ? "group" : "course";
}

/** Whole numbers from `first` to `last`, both included. */
export function range(first: number, last: number): readonly number[] {
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function found<T>(value: T | undefined): T {
    if (value === undefined) {
        throw new Error("not in the plan");
    }
    return value;
}

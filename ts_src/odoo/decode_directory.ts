import type { Openings, WatchedPresence } from "../engine/ports";
import type { ChannelId } from "../model/ids";
import type { Opening, Person, Topic } from "../model/records";
import type { ChannelFilter } from "../model/state";
import { channelTypes, decodePerson, decodeWatchedPresence } from "./decode_channels";
import type {
    WireGroupReply,
    WireOpenedReply,
    WireOpening,
    WireOpeningsReply,
    WirePeopleReply,
    WirePresenceReply,
    WireTopic,
    WireTopicsReply,
} from "./wire_replies";
import { WireReader } from "./wire_reader";

/* Whom one can write to, and how one gets there. */

const subjects: readonly Opening["subject"][] = ["person", "course", "group", "name", "nothing"];
const filters: readonly ChannelFilter[] = [
    "direct",
    "instructors",
    "students",
    "support",
    "groups",
    "courses",
];

export function decodeOpened(value: unknown): ChannelId {
    return decodeChannelId(value, "");
}

/** The answer to founding a study group. */
export function decodeFounded(value: unknown): ChannelId {
    return new WireReader<WireGroupReply>(value, "").child("group", decodeChannelId);
}

export function decodeOpenings(value: unknown): Openings {
    const reply = new WireReader<WireOpeningsReply>(value, "");
    return {
        openings: reply.list("kinds", decodeOpening),
        filters: reply.choices("filters", filters),
    };
}

export function decodePeople(value: unknown): readonly Person[] {
    return new WireReader<WirePeopleReply>(value, "").list("people", decodePerson);
}

export function decodeTopics(value: unknown): readonly Topic[] {
    return new WireReader<WireTopicsReply>(value, "").list("topics", decodeTopic);
}

export function decodePresences(value: unknown): readonly WatchedPresence[] {
    return new WireReader<WirePresenceReply>(value, "").list("people", decodeWatchedPresence);
}

function decodeOpening(value: unknown, path: string): Opening {
    const wire = new WireReader<WireOpening>(value, path);
    return {
        channelType: wire.choice("channel_type", channelTypes),
        subject: wire.choice("subject", subjects),
    };
}

function decodeTopic(value: unknown, path: string): Topic {
    const wire = new WireReader<WireTopic>(value, path);
    return { id: wire.natural("id"), name: wire.string("name") };
}

function decodeChannelId(value: unknown, path: string): ChannelId {
    return new WireReader<WireOpenedReply>(value, path).natural("channel_id") as ChannelId;
}

import type { NotePage, PersonReply } from "../../engine/desk/desk_ports";
import type { QueuePage } from "../../model/desk/desk_events";
import type {
    Agent,
    AgentState,
    CannedResponse,
    DeskSetup,
    EarlierSupport,
    LearnerCourse,
    Note,
    Support,
} from "../../model/desk/desk_state";
import type { Timestamp } from "../../model/ids";
import { WireReader } from "../wire_reader";
import { agentStates, decodeAgent, decodeNote, decodeSupport, named, tag } from "./decode_records";
import type {
    WireAgentNotification,
    WireAvailabilityReply,
    WireBlockReply,
    WireCannedResponse,
    WireCounts,
    WireLearnerCourse,
    WireNoteReply,
    WireNotesReply,
    WirePersonReply,
    WireQueueReply,
    WireSetupReply,
    WireSupportReply,
} from "./wire_desk";

/* The answers to agents, and what the bus tells them; see `../decode.ts`. */

export function decodeQueue(value: unknown): QueuePage {
    const reply = new WireReader<WireQueueReply>(value, "");
    return {
        supports: reply.list("supports", decodeSupport),
        nextCursor: reply.naturalOrNull("next_cursor"),
        counts: reply.child("counts", decodeCounts),
    };
}

export function decodeSetup(value: unknown): DeskSetup {
    const reply = new WireReader<WireSetupReply>(value, "");
    return {
        me: reply.child("me", decodeAgent),
        isManager: reply.boolean("is_manager"),
        agents: reply.list("agents", decodeAgent),
        teams: reply.list("teams", named),
        tags: reply.list("tags", tag),
        cannedResponses: reply.list("canned_responses", decodeCannedResponse),
    };
}

/** Whatever was done with a request; also payload of `seitech.chat/support`. */
export function decodeSupportReply(value: unknown): Support {
    return new WireReader<WireSupportReply>(value, "").child("support", decodeSupport);
}

export function decodePerson(value: unknown): PersonReply {
    const reply = new WireReader<WirePersonReply>(value, "");
    const support = reply.child("support", decodeSupport);
    return {
        support,
        person: {
            name: reply.stringOrNull("name") ?? support.visitorName,
            email: reply.stringOrNull("email"),
            blockedUntil: reply.timeOrNull("blocked_until"),
            earlier: earlierConversations(support, reply.list("earlier", decodeSupport)),
            courses: reply.list("courses", decodeCourse),
        },
    };
}

/** The answer to writing a note; also payload of `seitech.chat/note`. */
export function decodeNoteReply(value: unknown): Note {
    return new WireReader<WireNoteReply>(value, "").child("note", decodeNote);
}

export function decodeNotes(value: unknown): NotePage {
    const reply = new WireReader<WireNotesReply>(value, "");
    return { notes: reply.list("notes", decodeNote), hasMore: reply.boolean("has_more") };
}

export function decodeBlock(value: unknown): Timestamp | null {
    return new WireReader<WireBlockReply>(value, "").timeOrNull("blocked_until");
}

export function decodeAvailability(value: unknown): AgentState {
    return new WireReader<WireAvailabilityReply>(value, "").choice("state", agentStates);
}

/** Payload of `seitech.chat/agent`. */
export function decodeAgentNotification(value: unknown): Agent {
    return new WireReader<WireAgentNotification>(value, "").child("agent", decodeAgent);
}

function decodeCounts(value: unknown, path: string): QueuePage["counts"] {
    const wire = new WireReader<WireCounts>(value, path);
    return {
        waiting: wire.natural("waiting"),
        mine: wire.natural("mine"),
        assigned: wire.natural("assigned"),
    };
}

function decodeCannedResponse(value: unknown, path: string): CannedResponse {
    const wire = new WireReader<WireCannedResponse>(value, path);
    return {
        id: wire.natural("id"),
        source: wire.string("source"),
        substitution: wire.string("substitution"),
    };
}

function decodeCourse(value: unknown, path: string): LearnerCourse {
    const wire = new WireReader<WireLearnerCourse>(value, path);
    return { name: wire.string("course_name"), progress: wire.natural("completion") };
}

/** Other conversations, each once; not those in which nobody has said anything. */
function earlierConversations(
    present: Support,
    supports: readonly Support[],
): readonly EarlierSupport[] {
    const seen = new Set([present.channelId]);
    return supports.flatMap((support) => {
        const { channelId, name, stage } = support;
        const date = support.waitingSince ?? support.assignedAt ?? support.resolvedAt;
        if (seen.has(channelId) || date === null) {
            return [];
        }
        seen.add(channelId);
        return [{ channelId, name, state: stage === "closed" ? "closed" : "active", date }];
    });
}

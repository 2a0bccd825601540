import type { Agent, AgentState, Note, Support, Tag } from "../../model/desk/desk_state";
import type { ChannelId, ClientKey, MessageId, Rev, UserId } from "../../model/ids";
import { channelTypes } from "../decode_channels";
import { WireReader } from "../wire_reader";
import type {
    WireAgent,
    WireNamed,
    WireNote,
    WireNoteAuthor,
    WireSupport,
    WireTag,
} from "./wire_desk";

export const agentStates: readonly AgentState[] = ["online", "busy", "away"];
const stages: readonly Support["stage"][] = ["new", "waiting", "assigned", "closed"];

export function decodeSupport(value: unknown, path: string): Support {
    const wire = new WireReader<WireSupport>(value, path);
    return {
        id: wire.natural("id"),
        rev: wire.natural("rev") as Rev,
        channelId: wire.natural("channel_id") as ChannelId,
        stage: wire.choice("stage", stages),
        name: wire.string("name"),
        type: wire.choice("type", channelTypes),
        // Whose account is gone has no name any more; the conversation has one.
        visitorName: wire.stringOrNull("visitor_name") ?? wire.string("name"),
        waitingSince: wire.timeOrNull("waiting_since"),
        assignedAt: wire.timeOrNull("assigned_at"),
        firstResponseAt: wire.timeOrNull("first_response_at"),
        resolvedAt: wire.timeOrNull("resolved_at"),
        language: wire.stringOrNull("language"),
        page: wire.stringOrNull("page"),
        referrer: wire.stringOrNull("referrer"),
        subject: wire.stringOrNull("subject"),
        agent: wire.childOrNull("agent", agentName),
        team: wire.childOrNull("team", named),
        isMissed: wire.boolean("missed"),
        isSpam: wire.boolean("spam"),
        tags: wire.list("tags", tag),
        mayAttach: wire.boolean("may_attach"),
    };
}

export function decodeAgent(value: unknown, path: string): Agent {
    const wire = new WireReader<WireAgent>(value, path);
    return {
        userId: wire.natural("user_id") as UserId,
        name: wire.string("name"),
        state: wire.choice("state", agentStates),
        isAvailable: wire.boolean("available"),
        load: wire.natural("load"),
    };
}

export function decodeNote(value: unknown, path: string): Note {
    const wire = new WireReader<WireNote>(value, path);
    return {
        id: wire.natural("id"),
        rev: wire.natural("rev") as Rev,
        clientKey: wire.stringOrNull("client_key") as ClientKey | null,
        channelId: wire.natural("channel_id") as ChannelId,
        afterMessageId: (wire.natural("after_message_id") || null) as MessageId | null,
        html: wire.string("html"),
        ...wire.child("author", noteAuthor),
        createdAt: wire.time("created_at"),
    };
}

export function named(value: unknown, path: string): { id: number; name: string } {
    const wire = new WireReader<WireNamed>(value, path);
    return { id: wire.natural("id"), name: wire.string("name") };
}

export function tag(value: unknown, path: string): Tag {
    const wire = new WireReader<WireTag>(value, path);
    return { ...named(value, path), color: wire.natural("color") };
}

function agentName(value: unknown, path: string): { id: UserId; name: string } {
    const { id, name } = named(value, path);
    return { id: id as UserId, name };
}

function noteAuthor(
    value: unknown,
    path: string,
): Pick<Note, "authorId" | "authorName" | "authorImageUrl"> {
    const wire = new WireReader<WireNoteAuthor>(value, path);
    return {
        authorId: wire.naturalOrNull("id") as UserId | null,
        authorName: wire.string("name"),
        authorImageUrl: wire.stringOrNull("image_url"),
    };
}

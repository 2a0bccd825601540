import type { ChannelId, ClientKey, MessageId, Rev, UserId } from "../../ts_src/model/ids";
import type {
    Channel,
    ChannelSummary,
    CurrentUser,
    Member,
    Message,
} from "../../ts_src/model/records";

export const channelId = (id: number): ChannelId => id as ChannelId;
export const messageId = (id: number): MessageId => id as MessageId;
export const userId = (id: number): UserId => id as UserId;
export const rev = (value: number): Rev => value as Rev;
export const clientKey = (text: string): ClientKey => text as ClientKey;

/** The person in front of the screen in most tests. */
export const self: CurrentUser = { id: userId(11), name: "Ines Instructor" };
/** The person they mostly write with. */
export const other: CurrentUser = { id: userId(12), name: "Sam Student" };

/** Midday of 31 January 2026, UTC. */
export const noon = Date.UTC(2026, 0, 31, 12);

export function makeChannel(changes: Partial<Channel> = {}): Channel {
    return {
        id: channelId(7),
        rev: rev(1),
        name: "Sam Student",
        type: "direct",
        state: "active",
        imageUrl: null,
        memberCount: 2,
        courseId: null,
        courseName: null,
        ...changes,
    };
}

export function makeSummary(changes: Partial<ChannelSummary> = {}): ChannelSummary {
    return {
        channelId: channelId(7),
        syncRev: rev(1),
        lastMessageId: null,
        lastMessageDate: null,
        lastMessagePreview: "",
        lastMessageAuthorId: null,
        readMessageId: null,
        unreadCount: 0,
        ...changes,
    };
}

export function makeMember(changes: Partial<Member> = {}): Member {
    return {
        channelId: channelId(7),
        userId: other.id,
        name: other.name,
        imageUrl: null,
        role: "member",
        active: true,
        readMessageId: null,
        rev: rev(1),
        ...changes,
    };
}

/** A message by the other person; its revision is its id unless given. */
export function makeMessage(id: number, changes: Partial<Message> = {}): Message {
    return {
        id: messageId(id),
        rev: rev(id),
        clientKey: null,
        channelId: channelId(7),
        content: `message ${id}`,
        html: `message ${id}`,
        type: "text",
        author: { id: other.id, name: other.name, imageUrl: null, isAgent: false },
        createdAt: noon + id * 1000,
        parentId: null,
        editedAt: null,
        deleted: false,
        ...changes,
    };
}

/** A message by the person in front of the screen. */
export function makeOwnMessage(id: number, changes: Partial<Message> = {}): Message {
    const author = { id: self.id, name: self.name, imageUrl: null, isAgent: false };
    return makeMessage(id, { author, ...changes });
}

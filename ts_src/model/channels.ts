import { serverTime } from "./clock";
import type { ChannelId, Timestamp } from "./ids";
import { memberName } from "./members";
import { newestMessage } from "./message_index";
import { onOneLine, textOf, textOfUnsent } from "./message_text";
import { newestOutgoing } from "./outbox";
import type {
    Attachment,
    Channel,
    ChannelPermissions,
    ChannelPreferences,
    ChannelSummary,
    Message,
    MessageType,
} from "./records";
import type { ChatState, OutboxItem } from "./state";

/** @returns All known channels, the one with the newest activity first. */
export function channelList(state: ChatState): Channel[] {
    const rows = [...state.channels.values()].map((channel) => ({
        channel,
        activity: lastActivity(state, channel.id) ?? 0,
    }));
    rows.sort((a, b) => b.activity - a.activity || b.channel.id - a.channel.id);
    return rows.map(({ channel }) => channel);
}

/** @returns Who or what a conversation is about; who asks for support is known by their own name. */
export function channelTitle({ personName, name }: Channel): string {
    return personName ?? name;
}

/** @returns When something was last written in a channel, sent or not; null if never. */
export function lastActivity(state: ChatState, channelId: ChannelId): Timestamp | null {
    const outgoing = newestOutgoing(state, channelId);
    const latest = Math.max(
        state.summaries.get(channelId)?.lastMessageDate ?? 0,
        newestMessage(state, channelId)?.createdAt ?? 0,
        outgoing ? serverTime(state, outgoing.queuedAt) : 0,
    );
    return latest === 0 ? null : latest;
}

const noPermissions: ChannelPermissions = {
    send: false,
    join: false,
    leave: false,
    addMembers: false,
    removeMembers: false,
    setRoles: false,
    rename: false,
    close: false,
    pin: false,
    deleteAny: false,
};

/**
 * @returns What this person may do in a channel. Until the server has said so, only write in it,
 *   if it is active: nobody should have to wait for that.
 */
export function permissions(state: ChatState, channelId: ChannelId): ChannelPermissions {
    const isActive = state.channels.get(channelId)?.state === "active";
    const known = state.permissions.get(channelId);
    if (!known) {
        return { ...noPermissions, send: isActive };
    }
    return isActive || !known.send ? known : { ...known, send: false };
}

/** @returns Whether this person may write in a channel, as far as is known. */
export function canSend(state: ChatState, channelId: ChannelId): boolean {
    return permissions(state, channelId).send;
}

const noPreferences: ChannelPreferences = {
    notificationLevel: "all",
    mutedUntil: null,
    pinned: false,
    hidden: false,
};

/** @returns What this person wants to hear of a channel; everything until they say otherwise. */
export function preferences(state: ChatState, channelId: ChannelId): ChannelPreferences {
    return state.preferences.get(channelId) ?? noPreferences;
}

/** @param now By this machine's clock. */
export function isMuted(state: ChatState, channelId: ChannelId, now: Timestamp): boolean {
    const until = preferences(state, channelId).mutedUntil;
    return until !== null && until > serverTime(state, now);
}

/** What a row of the channel list shows of the newest message. */
export interface ChannelPreview {
    /** On one line; not shortened. Of a message without words the name of its first file. */
    readonly text: string;
    readonly type: MessageType | null;
    /** Nothing is left of it to be shown, or soon will be. */
    readonly deleted: boolean;
    readonly isOwn: boolean;
    /** Null when nobody known wrote it. */
    readonly authorName: string | null;
    /** By the server's clock. */
    readonly at: Timestamp | null;
    /** "sent" for everybody else's. */
    readonly delivery: "sent" | OutboxItem["status"];
}

/** @returns The newest message in short, sent or not; null when there is none. */
export function channelPreview(state: ChatState, channelId: ChannelId): ChannelPreview | null {
    const outgoing = newestOutgoing(state, channelId);
    if (outgoing) {
        return previewOfOutgoing(state, outgoing);
    }
    const newest = newestMessage(state, channelId);
    const summary = state.summaries.get(channelId);
    if (newest && (!summary || !isSummaryCurrent(state, summary, newest))) {
        return previewOfMessage(state, newest);
    }
    return summary ? previewOfSummary(state, summary) : null;
}

/** @returns Whether a summary tells more of the last message than the message that is known. */
function isSummaryCurrent(state: ChatState, summary: ChannelSummary, newest: Message): boolean {
    const lastId = summary.lastMessageId;
    if (lastId === null || newest.id > lastId) {
        return false;
    }
    const last = state.messages.get(lastId);
    return last === undefined || last.rev <= summary.syncRev;
}

function previewOfOutgoing(state: ChatState, item: OutboxItem): ChannelPreview {
    return {
        text: textOfUnsent(item),
        type: typeOfFiles(item.attachments),
        deleted: false,
        isOwn: true,
        authorName: state.self.name,
        at: serverTime(state, item.queuedAt),
        delivery: item.status,
    };
}

/** @returns The type that the server will give to a message with these files. */
function typeOfFiles(files: readonly Attachment[]): MessageType {
    if (files.length === 0) {
        return "text";
    }
    return files.every(({ mimetype }) => mimetype.startsWith("image/")) ? "image" : "file";
}

function previewOfMessage(state: ChatState, message: Message): ChannelPreview {
    const deleted = message.deleted || state.deletions.has(message.id);
    return {
        text: deleted ? "" : textOf(message),
        type: message.type,
        deleted,
        isOwn: message.author.id === state.self.id,
        authorName: message.author.name,
        at: message.createdAt,
        delivery: "sent",
    };
}

function previewOfSummary(state: ChatState, summary: ChannelSummary): ChannelPreview | null {
    const { channelId, lastMessageId: id, lastMessageAuthorId: authorId } = summary;
    if (id === null) {
        return null;
    }
    const knownName = authorId === null ? null : memberName(state, channelId, authorId);
    const deleted = summary.lastMessageDeleted || state.deletions.has(id);
    return {
        text: deleted ? "" : onOneLine(summary.lastMessagePreview),
        type: summary.lastMessageType,
        deleted,
        isOwn: authorId === state.self.id,
        authorName: summary.lastMessageAuthorName ?? knownName,
        at: summary.lastMessageDate,
        delivery: "sent",
    };
}

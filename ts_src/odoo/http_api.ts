import type {
    ChannelDetails,
    ChannelPage,
    ChannelQuery,
    ChatApi,
    LocalFile,
    MemberPage,
    MessagePage,
    MessagePageQuery,
    OpeningRequest,
    Openings,
    OutgoingMessage,
    ReadMark,
    ReceivedMessage,
    SearchPage,
    SyncResult,
    ThreadPage,
    UploadSignal,
    WatchedPresence,
} from "../engine/ports";
import type { ChannelId, CourseId, MessageId, Rev, UserId } from "../model/ids";
import type {
    Attachment,
    ChannelPreferences,
    ChannelType,
    MemberRole,
    Membership,
    Person,
    Reaction,
    Topic,
} from "../model/records";
import {
    decodeChannel,
    decodeChannels,
    decodeMembers,
    decodeMessageReply,
    decodeMessages,
    decodeNothing,
    decodePins,
    decodePreferencesReply,
    decodeReactions,
    decodeReadMark,
    decodeSearch,
    decodeSync,
    decodeThread,
    decodeUpload,
} from "./decode";
import {
    decodeFounded,
    decodeOpened,
    decodeOpenings,
    decodePeople,
    decodePresences,
    decodeTopics,
} from "./decode_directory";
import { HttpClient, type HttpOptions } from "./http_client";
import { uploadForm } from "./http_upload";

const channelsPerPage = 100;

/** The server's JSON API over HTTP, with the browser's session cookie: a route for each method. */
export class HttpApi implements ChatApi {
    private readonly client: HttpClient;

    constructor(options: HttpOptions = {}) {
        this.client = new HttpClient(options);
    }

    onServerTime(run: (offset: number) => void): void {
        this.client.onServerTime(run);
    }

    listChannels(query: ChannelQuery): Promise<ChannelPage> {
        return this.client.post("channels", { limit: channelsPerPage, ...query }, decodeChannels);
    }

    fetchChannel(channelId: ChannelId): Promise<ChannelDetails> {
        return this.client.post(`channel/${channelId}`, {}, decodeChannel);
    }

    fetchMembers(channelId: ChannelId, search: string, cursor: string | null): Promise<MemberPage> {
        const body = { channel_id: channelId, ...given({ search: search || null, cursor }) };
        return this.client.post("members", body, decodeMembers);
    }

    fetchMessages(query: MessagePageQuery): Promise<MessagePage> {
        const { channelId, limit, beforeId, afterId, aroundId } = query;
        const position = { before_id: beforeId, after_id: afterId, around_id: aroundId };
        const body = { channel_id: channelId, limit, ...given(position) };
        return this.client.post("messages", body, decodeMessages);
    }

    fetchThread(parentId: MessageId, beforeId: MessageId | null): Promise<ThreadPage> {
        const body = { message_id: parentId, ...given({ before_id: beforeId }) };
        return this.client.post("thread", body, decodeThread);
    }

    fetchPins(channelId: ChannelId): Promise<readonly ReceivedMessage[]> {
        return this.client.post("pins", { channel_id: channelId }, decodePins);
    }

    search(query: string, channelId: ChannelId | null, cursor: string | null): Promise<SearchPage> {
        const body = { query, ...given({ channel_id: channelId, cursor }) };
        return this.client.post("search", body, decodeSearch);
    }

    send(message: OutgoingMessage): Promise<ReceivedMessage> {
        const { channelId, clientKey, content, parentId, attachments } = message;
        const files = attachments.length > 0 ? attachments.map(({ id }) => id) : null;
        const body = {
            channel_id: channelId,
            client_key: clientKey,
            content,
            ...given({ parent_id: parentId, attachment_ids: files }),
        };
        return this.client.post("send", body, decodeMessageReply);
    }

    editMessage(messageId: MessageId, content: string): Promise<ReceivedMessage> {
        return this.client.post("edit", { message_id: messageId, content }, decodeMessageReply);
    }

    deleteMessage(messageId: MessageId): Promise<ReceivedMessage> {
        const body = { message_id: messageId };
        // Also done when the person leaves the page before the time to undo is over.
        return this.client.post("delete", body, decodeMessageReply, true);
    }

    pinMessage(messageId: MessageId, pinned: boolean): Promise<ReceivedMessage> {
        return this.client.post("pin", { message_id: messageId, pinned }, decodeMessageReply);
    }

    acceptFiles(channelId: ChannelId, messageId: MessageId): Promise<ReceivedMessage> {
        const body = { channel_id: channelId, message_id: messageId };
        return this.client.post("desk/accept_files", body, decodeMessageReply);
    }

    fetchLinkPreviews(messageId: MessageId): Promise<ReceivedMessage> {
        return this.client.post("link-previews", { message_id: messageId }, decodeMessageReply);
    }

    removeLinkPreview(messageId: MessageId, url: string): Promise<ReceivedMessage> {
        const body = { message_id: messageId, url };
        return this.client.post("link-previews/remove", body, decodeMessageReply);
    }

    react(
        messageId: MessageId,
        emoji: string,
        action: "add" | "remove",
    ): Promise<readonly Reaction[]> {
        const body = { message_id: messageId, emoji, action };
        return this.client.post("reaction", body, decodeReactions);
    }

    async upload(
        channelId: ChannelId,
        file: LocalFile,
        onProgress: (progress: number) => void,
        signal: UploadSignal,
    ): Promise<Attachment> {
        const form = new FormData();
        form.append("channel_id", String(channelId));
        // Whoever chooses a file in a browser hands in the browser's own object.
        if (file instanceof Blob) {
            form.append("file", file, file.name);
        }
        const answer = await uploadForm(`${this.client.baseUrl}/upload`, form, onProgress, signal);
        return this.client.understand("upload", answer, decodeUpload);
    }

    fetchOpenings(): Promise<Openings> {
        return this.client.post("openings", {}, decodeOpenings);
    }

    findPeople(channelType: ChannelType, search: string): Promise<readonly Person[]> {
        const body = { channel_type: channelType, ...given({ search: search || null }) };
        return this.client.post("people", body, decodePeople);
    }

    findTopics(channelType: ChannelType, search: string): Promise<readonly Topic[]> {
        const body = { channel_type: channelType, ...given({ search: search || null }) };
        return this.client.post("topics", body, decodeTopics);
    }

    open(request: OpeningRequest): Promise<ChannelId> {
        const { channelType, userId, courseId, groupId, name } = request;
        if (channelType === "group" && groupId === undefined) {
            // A study group that does not exist yet: whoever founds it has its channel.
            return this.client.post("group/create", { name }, decodeFounded);
        }
        const subject = { user_id: userId, course_id: courseId, group_id: groupId, name };
        const body = { channel_type: channelType, ...given(subject) };
        return this.client.post("create", body, decodeOpened);
    }

    createDirect(userId: UserId): Promise<ChannelId> {
        return this.client.post("create-direct", { user_id: userId }, decodeOpened);
    }

    createStudentInstructor(instructorId: UserId, courseId: CourseId | null): Promise<ChannelId> {
        const body = { instructor_id: instructorId, ...given({ course_id: courseId }) };
        return this.client.post("create-student-instructor", body, decodeOpened);
    }

    addMembers(channelId: ChannelId, userIds: readonly UserId[]): Promise<void> {
        const body = { channel_id: channelId, user_ids: userIds };
        return this.client.post("members/add", body, decodeNothing);
    }

    removeMember(channelId: ChannelId, userId: UserId): Promise<void> {
        const body = { channel_id: channelId, user_id: userId };
        return this.client.post("members/remove", body, decodeNothing);
    }

    setRole(channelId: ChannelId, userId: UserId, role: MemberRole): Promise<void> {
        const body = { channel_id: channelId, user_id: userId, role };
        return this.client.post("members/role", body, decodeNothing);
    }

    joinChannel(channelId: ChannelId): Promise<void> {
        return this.client.post("join", { channel_id: channelId }, decodeNothing);
    }

    leaveChannel(channelId: ChannelId): Promise<void> {
        return this.client.post("leave", { channel_id: channelId }, decodeNothing);
    }

    changeState(channelId: ChannelId, change: "close" | "reopen" | "archive"): Promise<void> {
        return this.client.post(change, { channel_id: channelId }, decodeNothing);
    }

    renameChannel(channelId: ChannelId, name: string): Promise<void> {
        return this.client.post("rename", { channel_id: channelId, name }, decodeNothing);
    }

    setPreferences(
        channelId: ChannelId,
        { notificationLevel, mutedUntil, pinned, hidden }: Partial<ChannelPreferences>,
    ): Promise<Membership> {
        const until =
            typeof mutedUntil === "number" ? new Date(mutedUntil).toISOString() : mutedUntil;
        // Null takes the mute away; what is not there stays as it is.
        const mute = until === undefined ? {} : { muted_until: until };
        const rest = { notification_level: notificationLevel, pinned, hidden };
        const body = { channel_id: channelId, ...mute, ...given(rest) };
        return this.client.post("preferences", body, decodePreferencesReply);
    }

    markRead(channelId: ChannelId, messageId: MessageId): Promise<ReadMark> {
        const body = { channel_id: channelId, message_id: messageId };
        return this.client.post("read", body, decodeReadMark);
    }

    markUnread(channelId: ChannelId, messageId: MessageId): Promise<void> {
        const body = { channel_id: channelId, message_id: messageId };
        return this.client.post("unread", body, decodeNothing);
    }

    tellTyping(channelId: ChannelId, isTyping: boolean): Promise<void> {
        const body = { channel_id: channelId, is_typing: isTyping };
        return this.client.post("typing", body, decodeNothing);
    }

    fetchPresences(channelIds: readonly ChannelId[]): Promise<readonly WatchedPresence[]> {
        return this.client.post("presence", { channel_ids: channelIds }, decodePresences);
    }

    sync(cursors: ReadonlyMap<ChannelId, Rev>): Promise<SyncResult> {
        return this.client.post("sync", { channels: Object.fromEntries(cursors) }, decodeSync);
    }
}

/** @returns The fields that have a value: the API takes no others for "not given". */
function given(fields: Record<string, unknown>): Record<string, unknown> {
    const entries = Object.entries(fields).filter(
        ([, value]) => value !== undefined && value !== null,
    );
    return Object.fromEntries(entries);
}

import type {
    ChannelDetails,
    ChannelPage,
    ChannelQuery,
    ChannelSnapshot,
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
} from "../../ts_src/engine/ports";
import type { AttachmentId, ChannelId, MessageId, Rev, UserId } from "../../ts_src/model/ids";
import type {
    Attachment,
    Author,
    Channel,
    Message,
    Person,
    Reaction,
    Topic,
} from "../../ts_src/model/records";
import {
    escaped,
    activeReactions,
    changesSince,
    isIn,
    pageOf,
    permissionsFor,
    received,
    refuse,
    sees,
    type ServerChannel,
    snapshotFor,
    summaryFor,
    threadOf,
    wire,
} from "./fake_records";
import { makeNoFacts } from "./builders";
import { activeMembers, FakeChannels, personAddress } from "./fake_channels";

const memberPageSize = 50;
const typingTime = 6_000;

/**
 * The server in memory, with the promises of the real one: revisions and ids in commit order,
 * one message per client key, read marks that only grow, unread counted from them, a bus address
 * that changes when somebody is removed. It knows no network: see `FakeConnection` for that.
 */
export class FakeServer extends FakeChannels {
    /** Channels in one page of the list. */
    listPageSize = 50;
    /** What anybody may open. */
    openings: Openings = {
        openings: [
            { channelType: "direct", subject: "person" },
            { channelType: "group", subject: "name" },
        ],
        filters: ["direct", "groups"],
    };
    /** Courses and study groups that anybody may open the channel of. */
    readonly topics = new Map<Channel["type"], readonly Topic[]>();

    // Messages

    /**
     * @param extra What a test wants to have otherwise than the server would make it.
     * @throws {ApiError} as the real one does.
     */
    post(userId: UserId, outgoing: OutgoingMessage, extra: Partial<Message> = {}): Message {
        const { channelId, clientKey, content } = outgoing;
        const channel = this.readable(userId, channelId);
        const sent = channel.messages.find(
            (message) => message.author.id === userId && message.clientKey === clientKey,
        );
        if (sent) {
            if (sent.content !== content && !sent.deleted && sent.editedAt === null) {
                throw refuse("conflict", "This key was already used for another message.");
            }
            return wire(channel, sent);
        }
        if (channel.record.state !== "active") {
            throw refuse("channel_closed", "This conversation is closed.");
        }
        if (content.includes("\0")) {
            throw refuse("invalid_value", "The message contains characters that cannot be sent.");
        }
        const message = { ...this.newMessage(userId, outgoing), ...extra };
        channel.messages.push(message);
        channel.syncRev = message.rev;
        const told = wire(channel, message);
        this.notify(this.address(channelId), { kind: "messageChanged", message: told });
        return told;
    }

    edit(channelId: ChannelId, messageId: MessageId, content: string): void {
        this.changeMessage(channelId, messageId, { content, html: content, editedAt: this.now() });
    }

    delete(channelId: ChannelId, messageId: MessageId): void {
        const nothing = { content: "", html: "", attachments: [], previews: [], pinnedAt: null };
        this.changeMessage(channelId, messageId, { ...nothing, deleted: true });
    }

    pin(messageId: MessageId, pinned: boolean): void {
        const { channel } = this.find(messageId);
        const pinnedAt = pinned ? this.now() : null;
        this.changeMessage(channel.record.id, messageId, { pinnedAt });
    }

    /** The files of a visitor are there for everybody. */
    acceptFiles(messageId: MessageId): void {
        const { channel, message } = this.find(messageId);
        const attachments = message.attachments.map((file) => ({
            ...file,
            url: `/attachment/${file.id}`,
            isHeld: false,
        }));
        this.changeMessage(channel.record.id, messageId, { attachments });
    }

    /** An author's change of an own message. */
    editAs(userId: UserId, messageId: MessageId, content: string): void {
        this.edit(this.ownMessage(userId, messageId).channelId, messageId, content);
    }

    deleteAs(userId: UserId, messageId: MessageId): void {
        this.delete(this.ownMessage(userId, messageId).channelId, messageId);
    }

    preview(messageId: MessageId): void {
        const { channel, message } = this.find(messageId);
        const previews = [...message.content.matchAll(/https?:\/\/\S+/g)].map(([url]) => ({
            url,
            title: `Title of ${url}`,
            description: "",
            siteName: "",
            imageUrl: null,
        }));
        this.changeMessage(channel.record.id, messageId, { previews });
    }

    removePreview(messageId: MessageId, url: string): void {
        const { channel, message } = this.find(messageId);
        const previews = message.previews.filter((preview) => preview.url !== url);
        this.changeMessage(channel.record.id, messageId, { previews });
    }

    react(userId: UserId, messageId: MessageId, emoji: string, active: boolean): Reaction[] {
        const { channel } = this.find(messageId);
        this.readable(userId, channel.record.id);
        const key = `${userId} ${emoji}`;
        const reactions = channel.reactions.get(messageId) ?? new Map<string, Reaction>();
        channel.reactions.set(messageId, reactions);
        if ((reactions.get(key)?.active ?? false) !== active) {
            const rev = this.nextRev();
            const userName = this.nameOf(userId);
            const reaction = { messageId, emoji, userId, userName, rev, active };
            reactions.set(key, reaction);
            channel.syncRev = rev;
            const channelId = channel.record.id;
            this.notify(this.address(channelId), { kind: "reactionChanged", channelId, reaction });
        }
        return activeReactions(channel, messageId);
    }

    markRead(userId: UserId, channelId: ChannelId, messageId: MessageId): ReadMark {
        const channel = this.readable(userId, channelId);
        const member = channel.members.get(userId);
        const mark = member?.record.readMessageId ?? 0;
        const unreadFromId = member?.unreadFromId ?? null;
        if (member && (mark < messageId || (unreadFromId ?? Infinity) <= messageId)) {
            member.unreadFromId = null;
            const readMessageId = Math.max(mark, messageId) as MessageId;
            this.setMember(channel, userId, { readMessageId }, false);
            const event = { kind: "readMarked", channelId, userId, messageId } as const;
            this.notify(this.address(channelId), event);
        }
        const { readMessageId, lastMessageId, unreadCount } = summaryFor(channel, userId);
        return { channelId, messageId: readMessageId ?? messageId, lastMessageId, unreadCount };
    }

    markUnread(userId: UserId, channelId: ChannelId, messageId: MessageId): void {
        const channel = this.readable(userId, channelId);
        const member = this.setMember(channel, userId, {}, false);
        member.unreadFromId = messageId;
        this.notify(personAddress(userId), { kind: "memberChanged", member: member.record });
    }

    tellTyping(userId: UserId, channelId: ChannelId, isTyping: boolean): void {
        this.readable(userId, channelId);
        this.notify(this.address(channelId), {
            kind: "typingChanged",
            channelId,
            userId,
            name: this.nameOf(userId),
            until: isTyping ? this.now() + typingTime : null,
        });
    }

    upload(file: LocalFile): Attachment {
        this.lastId += 1;
        const id = this.lastId as AttachmentId;
        const isImage = file.mimetype.startsWith("image/");
        return {
            id,
            name: file.name,
            mimetype: file.mimetype,
            size: file.size,
            url: `/attachment/${id}`,
            width: isImage ? 640 : null,
            height: isImage ? 480 : null,
            thumbnailUrl: isImage ? `/attachment/${id}/thumbnail` : null,
            isHeld: false,
        };
    }

    /** Hours go by: the files have other addresses, and nothing else has changed. */
    expireAddresses(): void {
        for (const { messages } of this.channels.values()) {
            messages.forEach((message, index) => {
                const attachments = message.attachments.map((file) => ({
                    ...file,
                    url: `${file.url}+`,
                    thumbnailUrl: file.thumbnailUrl && `${file.thumbnailUrl}+`,
                }));
                messages[index] = { ...message, attachments };
            });
        }
    }

    // Reading

    list(userId: UserId, { cursor, search }: ChannelQuery): ChannelPage {
        const start = Number(cursor ?? 0);
        const wanted = search?.toLowerCase() ?? "";
        const rows = this.channelsOf(userId)
            .filter((channel) =>
                [
                    snapshotFor(channel, userId).channel.name,
                    ...activeMembers(channel).map(({ name }) => name),
                ].some((name) => name.toLowerCase().includes(wanted)),
            )
            .map((channel) => snapshotFor(channel, userId))
            .sort(
                (a, b) =>
                    (b.summary.lastMessageDate ?? 0) - (a.summary.lastMessageDate ?? 0) ||
                    b.channel.id - a.channel.id,
            );
        const end = start + this.listPageSize;
        return {
            channels: rows.slice(start, end),
            nextCursor: end < rows.length ? String(end) : null,
            membershipsRev: this.membershipRevs.get(userId) ?? null,
            unreadTotal: cursor || search ? null : this.unreadTotal(userId),
        };
    }

    private unreadTotal(userId: UserId): number {
        const counts = this.channelsOf(userId).map((channel) => {
            const { summary, preferences } = snapshotFor(channel, userId);
            const { notificationLevel, mutedUntil } = preferences;
            const isMuted = mutedUntil !== null && mutedUntil > this.now();
            const { unreadCount, unreadMentionCount } = summary;
            const heardOf = notificationLevel === "all" ? unreadCount : unreadMentionCount;
            return isMuted || notificationLevel === "none" ? 0 : heardOf;
        });
        return Math.min(
            100,
            counts.reduce((sum, count) => sum + count, 0),
        );
    }

    details(userId: UserId, channelId: ChannelId): ChannelDetails {
        const channel = this.readable(userId, channelId);
        return {
            ...snapshotFor(channel, userId),
            members: activeMembers(channel),
            permissions: permissionsFor(channel, userId),
        };
    }

    members(
        userId: UserId,
        channelId: ChannelId,
        search: string,
        cursor: string | null,
    ): MemberPage {
        const start = Number(cursor ?? 0);
        const found = activeMembers(this.readable(userId, channelId)).filter(({ name }) =>
            name.toLowerCase().includes(search.toLowerCase()),
        );
        const end = start + memberPageSize;
        const nextCursor = end < found.length ? String(end) : null;
        return { members: found.slice(start, end), nextCursor };
    }

    page(userId: UserId, query: MessagePageQuery): MessagePage {
        return pageOf(this.readable(userId, query.channelId), query);
    }

    thread(userId: UserId, parentId: MessageId, beforeId: MessageId | null): ThreadPage {
        const { channel } = this.find(parentId);
        return threadOf(this.readable(userId, channel.record.id), parentId, beforeId);
    }

    pins(userId: UserId, channelId: ChannelId): ReceivedMessage[] {
        const channel = this.readable(userId, channelId);
        const pinned = channel.messages.filter(({ pinnedAt }) => pinnedAt !== null);
        return pinned.map((message) => received(channel, message));
    }

    search(userId: UserId, query: string, channelId: ChannelId | null): SearchPage {
        const hits = this.channelsOf(userId)
            .filter(({ record }) => channelId === null || record.id === channelId)
            .flatMap((channel) => channel.messages.map((message) => ({ channel, message })))
            .filter(({ message }) => message.content.includes(query))
            .toReversed();
        return {
            found: hits.map(({ channel: { record }, message }) => ({
                messageId: message.id,
                channelId: record.id,
                channelName: record.name,
            })),
            messages: hits.map(({ channel, message }) => received(channel, message)),
            nextCursor: null,
        };
    }

    people(userId: UserId, search: string): Person[] {
        return [...this.users]
            .filter(([id, name]) => id !== userId && name.toLowerCase().includes(search))
            .map(([id, name]) => ({
                userId: id,
                name,
                imageUrl: null,
                courseId: null,
                courseName: null,
            }));
    }

    topicsOf(type: Channel["type"], search: string): Topic[] {
        const topics = this.topics.get(type) ?? [];
        return topics.filter(({ name }) => name.toLowerCase().includes(search));
    }

    open(userId: UserId, opening: OpeningRequest): ChannelId {
        const { userId: peerId, channelType: type, courseId, groupId } = opening;
        if (peerId !== undefined) {
            return this.createPair(userId, peerId, type);
        }
        const topic = this.topics.get(type)?.find(({ id }) => id === (courseId ?? groupId));
        return this.addChannel([userId], { type, name: opening.name ?? topic?.name ?? "new" });
    }

    createPair(userId: UserId, peerId: UserId, type: Channel["type"] = "direct"): ChannelId {
        if (!this.users.has(peerId)) {
            throw refuse("not_found", "There is no such person.");
        }
        const isPair = ({ record, members }: ServerChannel) =>
            record.type === type && members.has(userId) && members.has(peerId);
        const existing = [...this.channels.values()].find(isPair);
        return existing?.record.id ?? this.addChannel([userId, peerId], { type });
    }

    sync(userId: UserId, cursors: ReadonlyMap<ChannelId, Rev>): SyncResult {
        const gone = [...cursors.keys()].filter((id) => {
            const channel = this.channels.get(id);
            return !channel || !sees(channel, userId);
        });
        return {
            channels: [...cursors].flatMap(([id, since]) => {
                const channel = this.channels.get(id);
                return channel && isIn(channel, userId) ? changesSince(channel, userId, since) : [];
            }),
            gone,
            membershipsRev: this.membershipRevs.get(userId) ?? null,
        };
    }

    /** @returns The bus addresses somebody may listen to now, of those they ask for as well. */
    addresses(userId: UserId, followed: ReadonlySet<ChannelId> = new Set()): string[] {
        const heard = this.channelsOf(userId).filter(
            (channel) => isIn(channel, userId) || followed.has(channel.record.id),
        );
        return [personAddress(userId), ...heard.map(({ record }) => this.address(record.id))];
    }

    messages(channelId: ChannelId): readonly Message[] {
        return this.channel(channelId).messages;
    }

    received(messageId: MessageId): ReceivedMessage {
        const { channel, message } = this.find(messageId);
        return received(channel, message);
    }

    snapshotFor(userId: UserId, channelId: ChannelId): ChannelSnapshot {
        return snapshotFor(this.channel(channelId), userId);
    }

    private newMessage(userId: UserId, outgoing: OutgoingMessage): Message {
        this.lastId += 1;
        const isImage = outgoing.attachments.every(({ mimetype }) => mimetype.startsWith("image/"));
        const fileType = isImage ? "image" : "file";
        return {
            ...outgoing,
            id: this.lastId as MessageId,
            rev: this.nextRev(),
            html: escaped(outgoing.content),
            type: outgoing.attachments.length > 0 ? fileType : "text",
            author: this.authorOf(userId),
            createdAt: this.now(),
            parent: null,
            replyCount: 0,
            previews: [],
            mentions: [],
            ...makeNoFacts(),
        };
    }

    private authorOf(id: UserId): Author {
        const name = this.nameOf(id);
        return { id, name, imageUrl: null, isAgent: false, isVisitor: false };
    }

    private changeMessage(
        channelId: ChannelId,
        messageId: MessageId,
        change: Partial<Message>,
    ): void {
        const channel = this.channel(channelId);
        const index = channel.messages.findIndex(({ id }) => id === messageId);
        const previous = channel.messages[index];
        if (previous) {
            const message = { ...previous, ...change, rev: this.nextRev() };
            channel.messages[index] = message;
            channel.syncRev = message.rev;
            const told = wire(channel, message);
            this.notify(this.address(channelId), { kind: "messageChanged", message: told });
        }
    }

    private ownMessage(userId: UserId, messageId: MessageId): Message {
        const { message } = this.find(messageId);
        if (message.author.id !== userId || message.deleted) {
            throw refuse("forbidden", "You cannot change this message.");
        }
        return message;
    }
}

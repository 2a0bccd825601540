import {
    ApiError,
    type ChannelChanges,
    type ChannelDetails,
    type ChannelPage,
    type ChannelSnapshot,
    type MessagePage,
    type MessagePageQuery,
    type OutgoingMessage,
    type ReadMark,
    type SyncResult,
} from "../../ts_src/engine/ports";
import type { ServerEvent } from "../../ts_src/model/events";
import type { ChannelId, MessageId, Rev, Timestamp, UserId } from "../../ts_src/model/ids";
import type { Channel, ChannelSummary, Member, Message } from "../../ts_src/model/records";

/** What the bus carries; `to` is a channel's address of one epoch, or one person's own. */
export interface BusNotification {
    readonly to: string;
    readonly event: ServerEvent | "resubscribe";
}

interface ServerChannel {
    record: Channel;
    epoch: number;
    readonly members: Map<UserId, Member>;
    readonly messages: Message[];
}

const maxChanges = 200;

function refuse(code: string, message: string): ApiError {
    return new ApiError("refused", message, code);
}

/**
 * The server in memory, with the promises of the real one: revisions and ids in commit order,
 * one message per client key, read marks that only grow, unread counted from them, a bus address
 * that changes when somebody is removed. It knows no network: see `FakeConnection` for that.
 */
export class FakeServer {
    /** Channels in one page of the list. */
    listPageSize = 50;
    /** Called with every notification, at the moment it is committed. */
    onNotification: (notification: BusNotification) => void = () => {};

    private lastRev = 0;
    private lastId = 100;
    private readonly users = new Map<UserId, string>();
    private readonly channels = new Map<ChannelId, ServerChannel>();
    private readonly membershipRevs = new Map<UserId, Rev>();

    constructor(private readonly now: () => Timestamp) {}

    // People and channels

    addUser(name: string): UserId {
        const id = (this.users.size + 11) as UserId;
        this.users.set(id, name);
        return id;
    }

    addChannel(userIds: readonly UserId[], changes: Partial<Channel> = {}): ChannelId {
        const id = (this.channels.size + 1) as ChannelId;
        const record: Channel = {
            id,
            rev: this.nextRev(),
            name: `channel ${id}`,
            type: "group",
            state: "active",
            imageUrl: null,
            memberCount: userIds.length,
            courseId: null,
            courseName: null,
            ...changes,
        };
        this.channels.set(id, { record, epoch: 0, members: new Map(), messages: [] });
        userIds.forEach((userId) => this.join(id, userId));
        return id;
    }

    join(channelId: ChannelId, userId: UserId): void {
        const channel = this.channel(channelId);
        const readMessageId = channel.messages.at(-1)?.id ?? null;
        this.setMember(channel, userId, { active: true, readMessageId }, true);
    }

    leave(channelId: ChannelId, userId: UserId): void {
        const channel = this.channel(channelId);
        this.setMember(channel, userId, { active: false }, true);
        this.notify(this.address(channelId), "resubscribe");
        channel.epoch += 1;
    }

    close(channelId: ChannelId): void {
        const channel = this.channel(channelId);
        channel.record = { ...channel.record, state: "closed", rev: this.nextRev() };
    }

    // Messages

    /** @throws {ApiError} as the real one does. */
    post(userId: UserId, outgoing: OutgoingMessage): Message {
        const { channelId, clientKey, content } = outgoing;
        const channel = this.readable(userId, channelId);
        const sent = channel.messages.find(
            (message) => message.author.id === userId && message.clientKey === clientKey,
        );
        if (sent) {
            if (sent.content !== content) {
                throw refuse("conflict", "This key was already used for another message.");
            }
            return sent;
        }
        if (channel.record.state !== "active") {
            throw refuse("channel_closed", "This conversation is closed.");
        }
        if (content.includes("\0")) {
            throw refuse("invalid_value", "The message contains characters that cannot be sent.");
        }
        const message = this.newMessage(userId, outgoing);
        channel.messages.push(message);
        this.notify(this.address(channelId), { kind: "messageChanged", message });
        return message;
    }

    edit(channelId: ChannelId, messageId: MessageId, content: string): void {
        this.changeMessage(channelId, messageId, { content, html: content, editedAt: this.now() });
    }

    delete(channelId: ChannelId, messageId: MessageId): void {
        this.changeMessage(channelId, messageId, { content: "", html: "", deleted: true });
    }

    markRead(userId: UserId, channelId: ChannelId, messageId: MessageId): ReadMark {
        const channel = this.readable(userId, channelId);
        const member = channel.members.get(userId);
        if ((member?.readMessageId ?? 0) < messageId) {
            this.setMember(channel, userId, { readMessageId: messageId }, false);
            this.notify(this.address(channelId), {
                kind: "readMarked",
                channelId,
                userId,
                messageId,
            });
        }
        const { readMessageId, lastMessageId, unreadCount } = this.summary(userId, channel);
        return { channelId, messageId: readMessageId ?? messageId, lastMessageId, unreadCount };
    }

    // Reading

    list(userId: UserId, cursor: string | null): ChannelPage {
        const start = Number(cursor ?? 0);
        const rows = this.channelsOf(userId)
            .map((channel) => this.snapshot(userId, channel))
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
        };
    }

    details(userId: UserId, channelId: ChannelId): ChannelDetails {
        const channel = this.readable(userId, channelId);
        return {
            ...this.snapshot(userId, channel),
            members: [...channel.members.values()].filter((member) => member.active),
            canSend: channel.record.state === "active",
        };
    }

    page(userId: UserId, { channelId, limit, beforeId }: MessagePageQuery): MessagePage {
        const channel = this.readable(userId, channelId);
        const before = channel.messages.filter(({ id }) => id < (beforeId ?? Infinity));
        return {
            channelId,
            messages: before.slice(-limit),
            hasMore: before.length > limit,
            syncRev: this.syncRev(channel),
        };
    }

    createDirect(userId: UserId, peerId: UserId): ChannelId {
        if (!this.users.has(peerId)) {
            throw refuse("not_found", "There is no such person.");
        }
        const isPair = ({ record, members }: ServerChannel) =>
            record.type === "direct" && members.has(userId) && members.has(peerId);
        const existing = [...this.channels.values()].find(isPair);
        return existing?.record.id ?? this.addChannel([userId, peerId], { type: "direct" });
    }

    sync(userId: UserId, cursors: ReadonlyMap<ChannelId, Rev>): SyncResult {
        const known = [...cursors].map(([id, since]) => ({
            channel: this.channels.get(id),
            since,
        }));
        return {
            channels: known.flatMap(({ channel, since }) =>
                channel && this.isIn(userId, channel) ? this.changes(userId, channel, since) : [],
            ),
            gone: [...cursors.keys()].filter((id) => {
                const channel = this.channels.get(id);
                return !channel || !this.isIn(userId, channel);
            }),
            membershipsRev: this.membershipRevs.get(userId) ?? null,
        };
    }

    /** @returns The bus addresses somebody may listen to now. */
    addresses(userId: UserId): string[] {
        const ids = this.channelsOf(userId).map(({ record }) => record.id);
        return [personAddress(userId), ...ids.map((id) => this.address(id))];
    }

    messages(channelId: ChannelId): readonly Message[] {
        return this.channel(channelId).messages;
    }

    snapshotFor(userId: UserId, channelId: ChannelId): ChannelSnapshot {
        return this.snapshot(userId, this.channel(channelId));
    }

    private changes(userId: UserId, channel: ServerChannel, since: Rev): ChannelChanges[] {
        const syncRev = this.syncRev(channel);
        if (since === syncRev) {
            return [];
        }
        const messages = channel.messages.filter(({ rev }) => rev > since);
        const members = [...channel.members.values()].filter(({ rev }) => rev > since);
        const reset = messages.length + members.length > maxChanges || since > syncRev;
        const snapshot = this.snapshot(userId, channel);
        return reset
            ? [{ reset, snapshot, syncRev, members: [], messages: [] }]
            : [{ reset, snapshot, syncRev, members, messages }];
    }

    private snapshot(userId: UserId, channel: ServerChannel): ChannelSnapshot {
        return { channel: channel.record, summary: this.summary(userId, channel) };
    }

    private summary(userId: UserId, channel: ServerChannel): ChannelSummary {
        const kept = channel.messages.filter(({ deleted }) => !deleted);
        const last = kept.at(-1);
        const mark = channel.members.get(userId)?.readMessageId ?? null;
        const unread = kept.filter(({ id, author }) => id > (mark ?? 0) && author.id !== userId);
        return {
            channelId: channel.record.id,
            syncRev: this.syncRev(channel),
            lastMessageId: last?.id ?? null,
            lastMessageDate: last?.createdAt ?? null,
            lastMessagePreview: last?.content ?? "",
            lastMessageAuthorId: last?.author.id ?? null,
            readMessageId: mark,
            unreadCount: Math.min(100, unread.length),
        };
    }

    private syncRev(channel: ServerChannel): Rev {
        const revs = [channel.record, ...channel.members.values(), ...channel.messages].map(
            ({ rev }) => rev,
        );
        return Math.max(...revs) as Rev;
    }

    private newMessage(userId: UserId, outgoing: OutgoingMessage): Message {
        this.lastId += 1;
        return {
            ...outgoing,
            id: this.lastId as MessageId,
            rev: this.nextRev(),
            html: outgoing.content,
            type: "text",
            author: {
                id: userId,
                name: this.users.get(userId) ?? "",
                imageUrl: null,
                isAgent: false,
            },
            createdAt: this.now(),
            parentId: null,
            editedAt: null,
            deleted: false,
        };
    }

    private changeMessage(
        channelId: ChannelId,
        messageId: MessageId,
        change: Partial<Message>,
    ): void {
        const { messages } = this.channel(channelId);
        const index = messages.findIndex(({ id }) => id === messageId);
        const previous = messages[index];
        if (previous) {
            const message = { ...previous, ...change, rev: this.nextRev() };
            messages[index] = message;
            this.notify(this.address(channelId), { kind: "messageChanged", message });
        }
    }

    private setMember(
        channel: ServerChannel,
        userId: UserId,
        change: Partial<Member>,
        isMembership: boolean,
    ): void {
        const rev = this.nextRev();
        const previous: Member = channel.members.get(userId) ?? {
            channelId: channel.record.id,
            userId,
            name: this.users.get(userId) ?? "",
            imageUrl: null,
            role: "member",
            active: true,
            readMessageId: null,
            rev,
        };
        const member = { ...previous, ...change, rev };
        channel.members.set(userId, member);
        if (isMembership) {
            this.membershipRevs.set(userId, rev);
            this.notify(personAddress(userId), { kind: "memberChanged", member });
        }
    }

    private readable(userId: UserId, channelId: ChannelId): ServerChannel {
        const channel = this.channels.get(channelId);
        if (!channel || !this.isIn(userId, channel)) {
            throw refuse("not_found", "This conversation does not exist.");
        }
        return channel;
    }

    private isIn(userId: UserId, channel: ServerChannel): boolean {
        return channel.members.get(userId)?.active ?? false;
    }

    private channelsOf(userId: UserId): ServerChannel[] {
        return [...this.channels.values()].filter((channel) => this.isIn(userId, channel));
    }

    private channel(channelId: ChannelId): ServerChannel {
        const channel = this.channels.get(channelId);
        if (!channel) {
            throw new Error(`There is no channel ${channelId}`);
        }
        return channel;
    }

    private address(channelId: ChannelId): string {
        return `channel ${channelId} e${this.channel(channelId).epoch}`;
    }

    private notify(to: string, event: ServerEvent | "resubscribe"): void {
        this.onNotification({ to, event });
    }

    private nextRev(): Rev {
        this.lastRev += 1;
        return this.lastRev as Rev;
    }
}

function personAddress(userId: UserId): string {
    return `person ${userId}`;
}

import type { WatchedPresence } from "../../ts_src/engine/ports";
import type { PassingEvent, ServerEvent } from "../../ts_src/model/events";
import type { ChannelId, MessageId, Rev, Timestamp, UserId } from "../../ts_src/model/ids";
import type {
    Channel,
    ChannelPermissions,
    ChannelPreferences,
    Member,
    Membership,
    MemberRole,
    Message,
    Presence,
} from "../../ts_src/model/records";
import {
    defaultPreferences,
    isIn,
    refuse,
    sees,
    type ServerChannel,
    type ServerMember,
    snapshotFor,
} from "./fake_records";

/** What the bus carries; `to` is a channel's address of one epoch, or one person's own. */
export interface BusNotification {
    readonly to: string;
    readonly event: ServerEvent | PassingEvent | "resubscribe";
}

/** People, channels and who is in them: the part of the server in memory that the rest is on. */
export class FakeChannels {
    /** Called with every notification, at the moment it is committed. */
    onNotification: (notification: BusNotification) => void = () => {};

    protected lastRev = 0;
    protected lastId = 100;
    protected readonly users = new Map<UserId, string>();
    protected readonly presences = new Map<UserId, Presence>();
    protected readonly channels = new Map<ChannelId, ServerChannel>();
    protected readonly membershipRevs = new Map<UserId, Rev>();

    constructor(protected readonly now: () => Timestamp) {}

    // People and channels

    addUser(name: string): UserId {
        const id = (this.users.size + 11) as UserId;
        this.users.set(id, name);
        return id;
    }

    addChannel(userIds: readonly UserId[], changes: Partial<Channel> = {}): ChannelId {
        const id = (this.channels.size + 1) as ChannelId;
        const { peerId: _peer, myRole: _role, ...own } = changes;
        const rev = this.nextRev();
        this.channels.set(id, {
            record: {
                id,
                rev,
                name: `channel ${id}`,
                type: "group",
                state: "active",
                imageUrl: null,
                memberCount: 0,
                courseId: null,
                courseName: null,
                ...own,
            },
            syncRev: rev,
            epoch: 0,
            permissions: {},
            onlookers: new Set(),
            members: new Map(),
            messages: [],
            reactions: new Map(),
        });
        userIds.forEach((userId) => this.join(id, userId));
        return id;
    }

    /** What people may do in a channel, other than by their roles. */
    permit(channelId: ChannelId, permissions: Partial<ChannelPermissions>): void {
        this.channel(channelId).permissions = permissions;
    }

    /** Lets somebody see a channel without being in it. */
    show(channelId: ChannelId, userId: UserId): void {
        this.channel(channelId).onlookers.add(userId);
    }

    join(channelId: ChannelId, userId: UserId): void {
        const channel = this.channel(channelId);
        const readMessageId = channel.messages.at(-1)?.id ?? null;
        this.setMember(channel, userId, { active: true, readMessageId }, true);
        this.countMembers(channel);
    }

    leave(channelId: ChannelId, userId: UserId): void {
        const channel = this.channel(channelId);
        this.setMember(channel, userId, { active: false }, true);
        this.countMembers(channel);
        this.notify(this.address(channelId), "resubscribe");
        channel.epoch += 1;
    }

    setRole(channelId: ChannelId, userId: UserId, role: MemberRole): void {
        const channel = this.channel(channelId);
        this.setMember(channel, userId, { role }, true);
        this.setRecord(channel, {});
    }

    rename(channelId: ChannelId, name: string): void {
        if (name === "") {
            throw refuse("invalid_value", "A name is needed.");
        }
        this.setRecord(this.channel(channelId), { name });
    }

    close(channelId: ChannelId): void {
        this.setRecord(this.channel(channelId), { state: "closed" });
    }

    changeState(channelId: ChannelId, change: "close" | "reopen" | "archive"): void {
        const states = { close: "closed", reopen: "active", archive: "archived" } as const;
        this.setRecord(this.channel(channelId), { state: states[change] });
    }

    setPreferences(
        userId: UserId,
        channelId: ChannelId,
        change: Partial<ChannelPreferences>,
    ): Membership {
        const channel = this.readable(userId, channelId);
        const member = this.setMember(channel, userId, {}, false);
        member.preferences = { ...member.preferences, ...change };
        const { record, preferences } = member;
        this.notify(personAddress(userId), { kind: "memberChanged", member: record });
        this.notify(personAddress(userId), {
            kind: "preferencesChanged",
            channelId,
            preferences,
            asOf: record.rev,
        });
        return { ...record, preferences };
    }

    setPresence(userId: UserId, presence: Presence): void {
        this.presences.set(userId, presence);
        this.notify(presenceAddress(userId), { kind: "presenceChanged", userId, presence });
    }

    presencesOf(userId: UserId, channelIds: readonly ChannelId[]): WatchedPresence[] {
        const peers = channelIds.flatMap((id) => {
            const channel = this.channels.get(id);
            return channel && isIn(channel, userId)
                ? (snapshotFor(channel, userId).channel.peerId ?? [])
                : [];
        });
        return [...new Set(peers)].map((peerId) => ({
            userId: peerId,
            partnerId: peerId + 1_000,
            presence: this.presences.get(peerId) ?? "offline",
            busChannel: presenceAddress(peerId),
        }));
    }

    protected nameOf(userId: UserId): string {
        return this.users.get(userId) ?? "";
    }

    protected setRecord(
        channel: ServerChannel,
        change: Partial<Pick<ServerChannel["record"], "name" | "state" | "memberCount">>,
    ): void {
        const rev = this.nextRev();
        channel.record = { ...channel.record, ...change, rev };
        channel.syncRev = rev;
        const { imageUrl: _image, ...record } = channel.record;
        this.notify(this.address(record.id), { kind: "channelRecordChanged", record });
    }

    protected countMembers(channel: ServerChannel): void {
        this.setRecord(channel, { memberCount: activeMembers(channel).length });
    }

    protected setMember(
        channel: ServerChannel,
        userId: UserId,
        change: Partial<Member>,
        isMembership: boolean,
    ): ServerMember {
        const rev = this.nextRev();
        const member = channel.members.get(userId) ?? this.newMember(channel, userId, rev);
        member.record = { ...member.record, ...change, rev };
        channel.members.set(userId, member);
        channel.syncRev = rev;
        if (isMembership) {
            this.membershipRevs.set(userId, rev);
            this.notify(personAddress(userId), { kind: "memberChanged", member: member.record });
        }
        return member;
    }

    protected newMember(channel: ServerChannel, userId: UserId, rev: Rev): ServerMember {
        return {
            record: {
                channelId: channel.record.id,
                userId,
                name: this.nameOf(userId),
                imageUrl: null,
                role: "member",
                active: true,
                readMessageId: null,
                rev,
            },
            preferences: defaultPreferences,
            unreadFromId: null,
        };
    }

    protected find(messageId: MessageId): { channel: ServerChannel; message: Message } {
        for (const channel of this.channels.values()) {
            const message = channel.messages.find(({ id }) => id === messageId);
            if (message) {
                return { channel, message };
            }
        }
        throw refuse("not_found", "There is no such message.");
    }

    protected readable(userId: UserId, channelId: ChannelId): ServerChannel {
        const channel = this.channels.get(channelId);
        if (!channel || !sees(channel, userId)) {
            throw refuse("not_found", "This conversation does not exist.");
        }
        return channel;
    }

    protected channelsOf(userId: UserId): ServerChannel[] {
        return [...this.channels.values()].filter((channel) => sees(channel, userId));
    }

    protected channel(channelId: ChannelId): ServerChannel {
        const channel = this.channels.get(channelId);
        if (!channel) {
            throw new Error(`There is no channel ${channelId}`);
        }
        return channel;
    }

    protected address(channelId: ChannelId): string {
        return `channel ${channelId} e${this.channel(channelId).epoch}`;
    }

    protected notify(to: string, event: BusNotification["event"]): void {
        this.onNotification({ to, event });
    }

    protected nextRev(): Rev {
        this.lastRev += 1;
        return this.lastRev as Rev;
    }
}

export function activeMembers(channel: ServerChannel): Member[] {
    return [...channel.members.values()].flatMap(({ record }) => (record.active ? record : []));
}

export function personAddress(userId: UserId): string {
    return `person ${userId}`;
}

export function presenceAddress(userId: UserId): string {
    return `presence ${userId}`;
}

import type {
    ChannelDetails,
    ChannelPage,
    ChannelQuery,
    MemberPage,
    ReadMark,
} from "../engine/ports";
import type { ChannelId, MessageId, UserId } from "../model/ids";
import type { ChannelPreferences, MemberRole, Membership } from "../model/records";
import {
    decodeChannel,
    decodeChannels,
    decodeMembers,
    decodeNothing,
    decodePreferencesReply,
    decodeReadMark,
} from "./decode";
import { HttpMessages } from "./http_messages";
import { given } from "./http_routes";

const channelsPerPage = 100;

/** Channels, who is in them, and what a person has read there. */
export class HttpChannels extends HttpMessages {
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
}

import { Component } from "@odoo/owl";

import { channelPreview, type ChannelPreview, lastActivity } from "../../model/channels";
import type { ChannelId, Timestamp } from "../../model/ids";
import type { Channel } from "../../model/records";
import { unreadCap, unreadCount } from "../../model/unread";
import { formatBrief, formatFull, formatIso } from "../format/times";
import { Avatar } from "../kit/avatar/avatar";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./channel_row.scss";
import "./channel_row.xml";

interface ChannelRowProps {
    channel: Channel;
    isOpen: boolean;
    now: Timestamp;
    onOpen: (channelId: ChannelId) => void;
}

/** One conversation in the list. */
export class ChannelRow extends Component<ChannelRowProps, ChatEnv> {
    static override template = "seitech_elearning.ChannelRow";
    static components = { Avatar };
    static override props = { channel: Object, isOpen: Boolean, now: Number, onOpen: Function };

    private readonly chat = useChat(this.env);

    get preview(): ChannelPreview | null {
        return channelPreview(this.chat.state, this.props.channel.id);
    }

    get previewText(): string {
        const { preview } = this;
        if (!preview) {
            return this.props.channel.courseName ?? _t("No messages yet");
        }
        if (preview.isOwn) {
            return _t("You: %s", preview.text);
        }
        // Between two people it can only be the other one.
        const isNamed = preview.authorName && this.props.channel.memberCount > 2;
        return isNamed ? _t("%s: %s", preview.authorName, preview.text) : preview.text;
    }

    get at(): Timestamp | null {
        return lastActivity(this.chat.state, this.props.channel.id);
    }

    get time(): string {
        return this.at === null ? "" : formatBrief(this.at, this.props.now);
    }

    get fullTime(): string {
        return this.at === null ? "" : formatFull(this.at);
    }

    get isoTime(): string {
        return this.at === null ? "" : formatIso(this.at);
    }

    get unread(): number {
        return unreadCount(this.chat.state, this.props.channel.id);
    }

    get unreadText(): string {
        return this.unread >= unreadCap ? `${unreadCap - 1}+` : String(this.unread);
    }

    get unreadLabel(): string {
        return this.unread === 1
            ? _t("1 unread message")
            : _t("%s unread messages", this.unreadText);
    }
}

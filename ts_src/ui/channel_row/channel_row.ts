import { Component } from "@odoo/owl";

import { channelTitle, isMuted, lastActivity, preferences } from "../../model/channels";
import type { ChannelId, Timestamp } from "../../model/ids";
import { channelPresence } from "../../model/presence";
import type { Channel, ChannelPreferences, Presence } from "../../model/records";
import { unreadCap, unreadCount, unreadMentionCount } from "../../model/unread";
import { formatBrief, formatFull, formatIso } from "../format/times";
import { Avatar } from "../kit/avatar/avatar";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./channel_row.scss";
import "./channel_row.xml";
import { type RowLine, rowLine } from "./row_line";

interface ChannelRowProps {
    channel: Channel;
    isOpen: boolean;
    now: Timestamp;
    tabIndex?: number;
    onOpen: (channelId: ChannelId) => void;
}

/** One conversation in a list: with whom, what was written last and when, how much is unread. */
export class ChannelRow extends Component<ChannelRowProps, ChatEnv> {
    static override template = "seitech_elearning.ChannelRow";
    static components = { Avatar };
    static override props = {
        channel: Object,
        isOpen: Boolean,
        now: Number,
        tabIndex: { type: Number, optional: true },
        onOpen: Function,
    };

    private readonly chat = useChat(this.env);

    get line(): RowLine {
        return rowLine(this.chat.state, this.props.channel, this.props.isOpen);
    }

    get title(): string {
        return channelTitle(this.props.channel);
    }

    /** All but the last word of the name, and the last: both are cut, but not alike. */
    get beside(): readonly string[] {
        return this.props.channel.name.split(/ (?=\S+$)/);
    }

    get presence(): Presence | null {
        return channelPresence(this.chat.state, this.props.channel.id);
    }

    get preferences(): ChannelPreferences {
        return preferences(this.chat.state, this.props.channel.id);
    }

    get isMuted(): boolean {
        return isMuted(this.chat.state, this.props.channel.id, this.props.now);
    }

    /** What the person does not want to hear of does not shout either. */
    get isQuiet(): boolean {
        const { notificationLevel } = this.preferences;
        const isUnwanted =
            notificationLevel === "none" || (notificationLevel === "mentions" && !this.mentions);
        return this.isMuted || isUnwanted;
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

    get mentions(): number {
        return unreadMentionCount(this.chat.state, this.props.channel.id);
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

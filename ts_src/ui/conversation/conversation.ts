import { Component, useState } from "@odoo/owl";

import { canSend } from "../../model/channels";
import type { ChannelId } from "../../model/ids";
import type { Channel } from "../../model/records";
import { Composer } from "../composer/composer";
import type { Drafts } from "../composer/drafts";
import { Avatar } from "../kit/avatar/avatar";
import { Timeline } from "../timeline/timeline";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./conversation.scss";
import "./conversation.xml";

interface ConversationProps {
    channelId: ChannelId;
    drafts: Drafts;
    /** Messages of others after this one were unread when the conversation was opened. */
    newAfterId: number | null;
    onBack: () => void;
}

/** One open conversation. A parent gives it `t-key` by channel. */
export class Conversation extends Component<ConversationProps, ChatEnv> {
    static override template = "seitech_elearning.Conversation";
    static components = { Avatar, Composer, Timeline };
    static override props = {
        channelId: Number,
        drafts: Object,
        newAfterId: { type: [Number, { value: null }] },
        onBack: Function,
    };

    private readonly chat = useChat(this.env);
    readonly local = useState({ written: 0 });

    get channel(): Channel | undefined {
        return this.chat.state.channels.get(this.props.channelId);
    }

    get details(): string {
        const { channel } = this;
        if (!channel) {
            return "";
        }
        const members = channel.memberCount > 2 ? _t("%s members", channel.memberCount) : null;
        return [channel.courseName, members].filter((part) => part !== null).join(" · ");
    }

    get connection(): string | null {
        switch (this.chat.state.connection) {
            case "online":
                return null;
            case "connecting":
                return _t("Connecting…");
            case "offline":
                return _t("Offline – messages will be sent when you are back.");
        }
    }

    get closedReason(): string | null {
        switch (this.channel?.state) {
            case "closed":
                return _t("This conversation is closed. You can still read it.");
            case "archived":
                return _t("This conversation is archived. You can still read it.");
            default:
                return canSend(this.chat.state, this.props.channelId)
                    ? null
                    : _t("You can read this conversation but not write in it.");
        }
    }

    send(text: string): boolean {
        const { accepted } = this.chat.actions.sendMessage(this.props.channelId, text);
        if (accepted) {
            this.local.written += 1;
        }
        return accepted;
    }
}

import { Component } from "@odoo/owl";

import { channelTitle } from "../../model/channels";
import type { Channel } from "../../model/records";
import { unreadCap, unreadCount } from "../../model/unread";
import { Avatar } from "../kit/avatar/avatar";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./chat_head.scss";
import "./chat_head.xml";

interface ChatHeadProps {
    channel: Channel;
}

/** What remains of a minimised window. */
export class ChatHead extends Component<ChatHeadProps, ChatEnv> {
    static override template = "seitech_elearning.ChatHead";
    static components = { Avatar };
    static override props = { channel: Object };

    private readonly chat = useChat(this.env);

    get unread(): string {
        const count = unreadCount(this.chat.state, this.props.channel.id);
        if (count === 0) {
            return "";
        }
        return count >= unreadCap ? `${unreadCap - 1}+` : String(count);
    }

    get title(): string {
        return channelTitle(this.props.channel);
    }

    get label(): string {
        const { title } = this;
        return this.unread ? _t("Open %s, %s unread", title, this.unread) : _t("Open %s", title);
    }

    get closeLabel(): string {
        return _t("Close %s", this.title);
    }

    open(): void {
        this.chat.actions.minimiseWindow(this.props.channel.id, false);
    }

    close(): void {
        this.chat.actions.closeWindow(this.props.channel.id);
    }
}

import { Component, onWillUpdateProps, useState } from "@odoo/owl";

import type { HoursView } from "../../../engine/learning/hours/hours";
import type { ReplyHours } from "../../../engine/learning/hours/hours_ports";
import type { ChannelId } from "../../../model/ids";
import { type ChatEnv, useChat } from "../../use_chat";
import "./reply_time.scss";
import "./reply_time.xml";

interface HoursEnv extends ChatEnv {
    readonly services: ChatEnv["services"] & { readonly seitech_chat_hours: HoursView };
}

interface ReplyTimeProps {
    channelId: ChannelId;
}

/** Above a conversation with an instructor: when students can expect an answer. */
export class ReplyTime extends Component<ReplyTimeProps, HoursEnv> {
    static override template = "seitech_elearning.ReplyTime";
    static override props = ["*"];

    private readonly chat = useChat(this.env);
    private readonly hours = useState(this.env.services.seitech_chat_hours.state);

    override setup(): void {
        this.learn(this.props.channelId);
        onWillUpdateProps(({ channelId }) => this.learn(channelId));
    }

    get people(): readonly ReplyHours[] {
        return this.hours.byChannel.get(this.props.channelId) ?? [];
    }

    private learn(channelId: ChannelId): void {
        if (this.chat.state.channels.get(channelId)?.type === "student_instructor") {
            void this.env.services.seitech_chat_hours.actions.learn(channelId);
        }
    }
}

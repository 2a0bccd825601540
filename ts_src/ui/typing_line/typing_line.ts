import { Component } from "@odoo/owl";

import type { ChannelId } from "../../model/ids";
import { typists } from "../../model/typing";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./typing_line.scss";
import "./typing_line.xml";

interface TypingLineProps {
    channelId: ChannelId;
}

/** Who is writing at this moment. Its place is kept, so that nothing moves when they stop. */
export class TypingLine extends Component<TypingLineProps, ChatEnv> {
    static override template = "seitech_elearning.TypingLine";
    static override props = { channelId: Number };

    private readonly chat = useChat(this.env);

    get text(): string {
        const [first, second, third] = typists(this.chat.state, this.props.channelId);
        if (!first) {
            return "";
        }
        if (!second) {
            return _t("%s is typing…", first.name);
        }
        return third
            ? _t("Several people are typing…")
            : _t("%s and %s are typing…", first.name, second.name);
    }
}

import { Component } from "@odoo/owl";

import type { ChannelId } from "../../../../model/ids";
import { _t } from "../../../translation";
import { useChat } from "../../../use_chat";
import { mayAnnounceNext } from "../teaching_actions";
import { type TeachingEnv, useTeaching } from "../use_teaching";
import "./announce_bar.scss";
import "./announce_bar.xml";

interface AnnounceBarProps {
    channelId: ChannelId;
}

/** Above the text field, before something is announced: how many people it goes to. */
export class AnnounceBar extends Component<AnnounceBarProps, TeachingEnv> {
    static override template = "seitech_elearning.AnnounceBar";
    static override props = ["*"];

    private readonly chat = useChat(this.env);
    private readonly teaching = useTeaching(this.env);

    get isShown(): boolean {
        const { channelId } = this.props;
        return (
            this.teaching.state.announcing.has(channelId) && mayAnnounceNext(this.chat, channelId)
        );
    }

    get text(): string {
        const { memberCount = 0, myRole } =
            this.chat.state.channels.get(this.props.channelId) ?? {};
        const others = memberCount - (myRole ? 1 : 0);
        return others === 1
            ? _t("You announce this to 1 person.")
            : _t("You announce this to %s people.", others);
    }

    cancel(): void {
        this.teaching.actions.setAnnouncing(this.props.channelId, false);
    }
}

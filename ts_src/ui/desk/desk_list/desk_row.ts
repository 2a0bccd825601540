import { Component } from "@odoo/owl";

import type { Support } from "../../../model/desk/desk_state";
import type { ChannelId } from "../../../model/ids";
import { unreadCap, unreadCount } from "../../../model/unread";
import { Avatar } from "../../kit/avatar/avatar";
import { _t } from "../../translation";
import { useChat } from "../../use_chat";
import { languageName } from "../language_name";
import { safeLink } from "../safe_link";
import { TagList } from "../tags/tag_list";
import { type DeskEnv, isMine } from "../use_desk";
import { WaitingTime } from "../waiting_time/waiting_time";
import "./desk_row.scss";
import "./desk_row.xml";

interface DeskRowProps {
    support: Support;
    isOpen: boolean;
    /** Whether Tab leads to this one of the rows. */
    isTabStop: boolean;
    isClaiming: boolean;
    onOpen: (channelId: ChannelId) => void;
    onClaim: (channelId: ChannelId) => void;
}

/** One request for support: who asks what, where, for how long, and who has it. */
export class DeskRow extends Component<DeskRowProps, DeskEnv> {
    static override template = "seitech_elearning.DeskRow";
    static components = { Avatar, TagList, WaitingTime };
    static override props = {
        support: Object,
        isOpen: Boolean,
        isTabStop: Boolean,
        isClaiming: Boolean,
        onOpen: Function,
        onClaim: Function,
    };

    private readonly chat = useChat(this.env);

    get isVisitor(): boolean {
        return this.props.support.type === "public_support";
    }

    get details(): string {
        const { subject, language } = this.props.support;
        const details = [subject, language && languageName(language)].filter(Boolean);
        return details.join(" · ") || this.props.support.name;
    }

    get page(): string {
        const { page } = this.props.support;
        const link = page === null ? null : safeLink(page);
        return link ? link.host + link.path : "";
    }

    get holder(): string {
        const { agent, team } = this.props.support;
        if (isMine(this.chat.state, this.props.support)) {
            return _t("Yours");
        }
        return agent?.name ?? team?.name ?? "";
    }

    get unread(): number {
        return unreadCount(this.chat.state, this.props.support.channelId);
    }

    get unreadText(): string {
        return this.unread >= unreadCap ? `${unreadCap - 1}+` : String(this.unread);
    }

    get claimLabel(): string {
        return _t("Claim the conversation with %s", this.props.support.visitorName);
    }
}

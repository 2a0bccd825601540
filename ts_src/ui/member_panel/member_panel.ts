import { Component, onWillStart, useState } from "@odoo/owl";

import { permissions } from "../../model/channels";
import type { ChannelId, UserId } from "../../model/ids";
import { activeMembers } from "../../model/members";
import { presenceOf } from "../../model/presence";
import type { ChannelPermissions, Member, Presence } from "../../model/records";
import type { PagedList } from "../../model/state";
import { failureText } from "../format/failure_text";
import { useDebounced } from "../hooks/use_debounced";
import { Avatar } from "../kit/avatar/avatar";
import { Menu, type MenuItem } from "../kit/menu/menu";
import { SidePanel } from "../side_panel/side_panel";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import { AddMembers } from "./add_members";
import "./member_panel.scss";
import "./member_panel.xml";

interface MemberPanelProps {
    channelId: ChannelId;
    /** Opens the conversation with one of them. */
    onOpen: (channelId: ChannelId) => void;
    onClose: () => void;
}

const PAUSE = 300;

/** The people of a conversation, and what one may do with them. */
export class MemberPanel extends Component<MemberPanelProps, ChatEnv> {
    static override template = "seitech_elearning.MemberPanel";
    static components = { AddMembers, Avatar, Menu, SidePanel };
    static override props = { channelId: Number, onOpen: Function, onClose: Function };

    readonly failureText = failureText;
    private readonly chat = useChat(this.env);
    readonly local = useState({ query: "", isAdding: false });
    private readonly loadSoon = useDebounced(() => this.load(), PAUSE);

    override setup(): void {
        onWillStart(() => this.load());
    }

    get placeholder(): string {
        return _t("Find a member");
    }

    get menuLabel(): string {
        return _t("What to do");
    }

    get list(): PagedList | undefined {
        return this.chat.state.memberLists.get(this.props.channelId);
    }

    get allowed(): ChannelPermissions {
        return permissions(this.chat.state, this.props.channelId);
    }

    get members(): readonly Member[] {
        const query = this.local.query.trim().toLocaleLowerCase();
        return activeMembers(this.chat.state, this.props.channelId)
            .filter(({ name }) => name.toLocaleLowerCase().includes(query))
            .toSorted((one, other) => one.name.localeCompare(other.name));
    }

    presence(member: Member): Presence | null {
        return presenceOf(this.chat.state, member.userId);
    }

    itemsFor(member: Member): MenuItem[] {
        const { actions, state } = this.chat;
        const { channelId } = this.props;
        const { userId } = member;
        if (userId === state.self.id) {
            return [];
        }
        const isModerator = member.role === "moderator";
        const write: MenuItem = {
            id: "write",
            label: _t("Write to them"),
            icon: "fa-comment-o",
            run: () => void this.write(userId),
        };
        const role: MenuItem = {
            id: "role",
            label: isModerator ? _t("Make a plain member") : _t("Make a moderator"),
            icon: "fa-shield",
            run: () =>
                void actions.setRole(channelId, userId, isModerator ? "member" : "moderator"),
        };
        const remove: MenuItem = {
            id: "remove",
            label: _t("Take out of the conversation"),
            icon: "fa-user-times",
            isDanger: true,
            run: () => void actions.removeMember(channelId, userId),
        };
        const isPair = (state.channels.get(channelId)?.memberCount ?? 0) <= 2;
        return [
            ...(isPair ? [] : [write]),
            ...(this.allowed.setRoles ? [role] : []),
            ...(this.allowed.removeMembers ? [remove] : []),
        ];
    }

    onInput(event: InputEvent): void {
        this.local.query = (event.target as HTMLInputElement).value;
        this.loadSoon();
    }

    /** Not waited for: the panel shows who is known meanwhile. */
    load(): void {
        void this.chat.actions.loadMembers(this.props.channelId, this.local.query.trim());
    }

    async loadMore(): Promise<void> {
        await this.chat.actions.loadMoreMembers(this.props.channelId);
    }

    toggleAdding(): void {
        this.local.isAdding = !this.local.isAdding;
    }

    private async write(userId: UserId): Promise<void> {
        const channelId = await this.chat.actions.createDirect(userId);
        if (channelId !== null) {
            this.props.onOpen(channelId);
        }
    }
}

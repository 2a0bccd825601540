import { Component, onWillStart, useState } from "@odoo/owl";

import type { ChannelId } from "../../model/ids";
import type { ChannelType, Person } from "../../model/records";
import { useDebounced } from "../hooks/use_debounced";
import { Avatar } from "../kit/avatar/avatar";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./add_members.xml";

interface AddMembersProps {
    channelId: ChannelId;
}

const PAUSE = 300;

/** Chooses people this person knows, to bring them into a conversation. */
export class AddMembers extends Component<AddMembersProps, ChatEnv> {
    static override template = "seitech_elearning.AddMembers";
    static components = { Avatar };
    static override props = { channelId: Number };

    private readonly chat = useChat(this.env);
    readonly local = useState({ query: "" });
    private readonly searchSoon = useDebounced(() => this.search(), PAUSE);

    override setup(): void {
        onWillStart(() => this.search());
    }

    get placeholder(): string {
        return _t("Whom to add");
    }

    get isLoading(): boolean {
        return this.chat.state.directory.status === "loading";
    }

    private get channelType(): ChannelType {
        return this.chat.state.channels.get(this.props.channelId)?.type ?? "direct";
    }

    get people(): readonly Person[] {
        const { state } = this.chat;
        const { channelType, people } = state.directory;
        const members = state.members.get(this.props.channelId);
        return channelType === this.channelType
            ? people.filter(({ userId }) => !members?.get(userId)?.active)
            : [];
    }

    onInput(event: InputEvent): void {
        this.local.query = (event.target as HTMLInputElement).value;
        this.searchSoon();
    }

    search(): void {
        void this.chat.actions.findPeople(this.channelType, this.local.query.trim());
    }

    async add(person: Person): Promise<void> {
        await this.chat.actions.addMembers(this.props.channelId, [person.userId]);
    }
}

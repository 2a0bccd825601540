import { Component, useState } from "@odoo/owl";

import { isMuted, permissions, preferences } from "../../model/channels";
import type { ChannelId } from "../../model/ids";
import { muteFor } from "../../model/muting";
import type {
    Channel,
    ChannelPermissions,
    ChannelPreferences,
    NotificationLevel,
} from "../../model/records";
import { useNow } from "../hooks/use_now";
import { formatFull } from "../format/times";
import { SidePanel } from "../side_panel/side_panel";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import { DeviceSettings } from "./device_settings";
import "./channel_settings.scss";
import "./channel_settings.xml";

interface ChannelSettingsProps {
    channelId: ChannelId;
    onClose: () => void;
}

interface Choice<Value> {
    readonly value: Value;
    readonly label: string;
}

/** What this person wants to hear of a conversation, and what they may change about it. */
export class ChannelSettings extends Component<ChannelSettingsProps, ChatEnv> {
    static override template = "seitech_elearning.ChannelSettings";
    static components = { DeviceSettings, SidePanel };
    static override props = { channelId: Number, onClose: Function };

    private readonly chat = useChat(this.env);
    readonly clock = useNow();
    readonly local = useState({ name: this.channel?.name ?? "", isLeaving: false });

    get channel(): Channel | undefined {
        return this.chat.state.channels.get(this.props.channelId);
    }

    get preferences(): ChannelPreferences {
        return preferences(this.chat.state, this.props.channelId);
    }

    get allowed(): ChannelPermissions {
        return permissions(this.chat.state, this.props.channelId);
    }

    get levels(): readonly Choice<NotificationLevel>[] {
        return [
            { value: "all", label: _t("All messages") },
            { value: "mentions", label: _t("Only where I am mentioned") },
            { value: "none", label: _t("Nothing") },
        ];
    }

    get mutes(): readonly Choice<number>[] {
        return [
            { value: 1, label: _t("For 1 hour") },
            { value: 8, label: _t("For 8 hours") },
            { value: 24, label: _t("For 1 day") },
            { value: 24 * 7, label: _t("For 1 week") },
        ];
    }

    get isMuted(): boolean {
        return isMuted(this.chat.state, this.props.channelId, this.clock.now);
    }

    get mutedUntil(): string {
        const { mutedUntil } = this.preferences;
        return mutedUntil === null ? "" : _t("Muted until %s", formatFull(mutedUntil));
    }

    async set(change: Partial<ChannelPreferences>): Promise<void> {
        await this.chat.actions.setPreferences(this.props.channelId, change);
    }

    async mute(hours: number): Promise<void> {
        await this.set({ mutedUntil: muteFor(this.chat.state, hours, Date.now()) });
    }

    onNameInput(event: InputEvent): void {
        this.local.name = (event.target as HTMLInputElement).value;
    }

    get canRename(): boolean {
        const name = this.local.name.trim();
        return name !== "" && name !== this.channel?.name;
    }

    async rename(): Promise<void> {
        if (this.canRename) {
            await this.chat.actions.renameChannel(this.props.channelId, this.local.name.trim());
        }
    }

    async changeState(change: "close" | "reopen"): Promise<void> {
        await this.chat.actions.changeState(this.props.channelId, change);
    }

    /** Asked twice: only others can undo it. */
    async leave(): Promise<void> {
        if (this.local.isLeaving) {
            await this.chat.actions.leaveChannel(this.props.channelId);
        } else {
            this.local.isLeaving = true;
        }
    }
}

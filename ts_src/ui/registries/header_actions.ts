import { isMuted, permissions, preferences } from "../../model/channels";
import type { ChannelId, Timestamp } from "../../model/ids";
import { muteForGood } from "../../model/muting";
import type { Channel } from "../../model/records";
import { _t } from "../translation";
import type { ChatView } from "../use_chat";
import { ActionRegistry } from "./action_registry";

/** What can stand beside a conversation; "person" is the slot `conversationPanel`. */
export type PanelName = "members" | "person" | "pins" | "search" | "settings";

/** What an action of a conversation's header works with. */
export interface HeaderContext {
    readonly chat: ChatView;
    readonly channel: Channel;
    readonly now: Timestamp;
    /** What stands beside the conversation now. */
    readonly panel: PanelName | null;
    readonly controls: HeaderControls;
}

export interface HeaderControls {
    showPanel(panel: PanelName | null): void;
    showShortcuts(): void;
    /** Puts the conversation out of sight, where it is a part of something; else null. */
    readonly leaveBehind: (() => void) | null;
}

function mute(channelId: ChannelId, chat: ChatView, isMutedNow: boolean): Promise<void> {
    return chat.actions.setPreferences(channelId, { mutedUntil: isMutedNow ? null : muteForGood });
}

function isMember({ channel }: HeaderContext): boolean {
    return channel.myRole !== null;
}

/** A button that opens a panel, and closes it when it is open. */
function panelAction(panel: PanelName, label: () => string, icon: string, isQuick: boolean) {
    return {
        label,
        icon,
        isQuick,
        isChecked: (context: HeaderContext) => context.panel === panel,
        run: ({ panel: shown, controls }: HeaderContext) =>
            controls.showPanel(shown === panel ? null : panel),
    };
}

/** The buttons and the menu above a conversation. */
export const headerActions = new ActionRegistry<HeaderContext>()
    .add(
        "search",
        10,
        panelAction("search", () => _t("Search in this conversation"), "fa-search", true),
    )
    .add(
        "members",
        20,
        panelAction("members", () => _t("Members"), "fa-users", true),
    )
    .add(
        "pins",
        30,
        panelAction("pins", () => _t("Pinned messages"), "fa-thumb-tack", true),
    )
    .add("mute", 40, {
        label: ({ chat, channel, now }) =>
            isMuted(chat.state, channel.id, now) ? _t("Unmute") : _t("Mute"),
        icon: "fa-bell-slash-o",
        isShown: isMember,
        run: ({ chat, channel, now }) =>
            mute(channel.id, chat, isMuted(chat.state, channel.id, now)),
    })
    .add("pinChannel", 50, {
        label: ({ chat, channel }) =>
            preferences(chat.state, channel.id).pinned
                ? _t("Take off the top of the list")
                : _t("Keep at the top of the list"),
        icon: "fa-star-o",
        isShown: isMember,
        run: ({ chat, channel }) =>
            chat.actions.setPreferences(channel.id, {
                pinned: !preferences(chat.state, channel.id).pinned,
            }),
    })
    .add("hide", 60, {
        label: () => _t("Hide until something new is written"),
        icon: "fa-eye-slash",
        isShown: isMember,
        run: async ({ chat, channel, controls }) => {
            controls.leaveBehind?.();
            await chat.actions.setPreferences(channel.id, { hidden: true });
        },
    })
    .add("join", 70, {
        label: () => _t("Join"),
        icon: "fa-sign-in",
        isShown: ({ chat, channel }) => permissions(chat.state, channel.id).join,
        run: ({ chat, channel }) => chat.actions.joinChannel(channel.id),
    })
    .add("settings", 80, {
        ...panelAction("settings", () => _t("Settings"), "fa-cog", false),
        isShown: isMember,
    })
    .add("shortcuts", 90, {
        label: () => _t("Keyboard shortcuts"),
        icon: "fa-keyboard-o",
        run: ({ controls }) => controls.showShortcuts(),
    });

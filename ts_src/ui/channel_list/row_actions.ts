import { channelPreview, isMuted, preferences } from "../../model/channels";
import type { Timestamp } from "../../model/ids";
import { muteFor, muteForGood } from "../../model/muting";
import type { Channel, ChannelPreferences, NotificationLevel } from "../../model/records";
import { unreadCount } from "../../model/unread";
import type { MenuItem } from "../kit/menu/menu";
import { _t } from "../translation";
import type { ChatView } from "../use_chat";

type Set = (change: Partial<ChannelPreferences>) => void;

/** @returns What a member can do with a conversation without opening it. */
export function rowActions(chat: ChatView, channel: Channel, now: Timestamp): MenuItem[] {
    const { pinned, hidden, notificationLevel } = preferences(chat.state, channel.id);
    const set: Set = (change) => void chat.actions.setPreferences(channel.id, change);
    return [
        ...readingItems(chat, channel),
        {
            id: "pin",
            label: pinned ? _t("Take off the top of the list") : _t("Keep at the top of the list"),
            icon: "fa-thumb-tack",
            run: () => set({ pinned: !pinned }),
        },
        ...muteItems(chat, channel, now, set),
        ...levelItems(notificationLevel, set),
        {
            id: "hide",
            label: hidden ? _t("Show in the list") : _t("Hide until something new is written"),
            icon: hidden ? "fa-eye" : "fa-eye-slash",
            run: () => set({ hidden: !hidden }),
        },
    ];
}

function readingItems({ state, actions }: ChatView, { id }: Channel): MenuItem[] {
    if (unreadCount(state, id) > 0) {
        const run = (): void => actions.markChannelRead(id);
        return [{ id: "read", label: _t("Mark as read"), icon: "fa-envelope-open-o", run }];
    }
    if (channelPreview(state, id) === null) {
        return [];
    }
    const run = (): void => void actions.markChannelUnread(id);
    return [{ id: "unread", label: _t("Mark as unread"), icon: "fa-envelope-o", run }];
}

function muteItems({ state }: ChatView, { id }: Channel, now: Timestamp, set: Set): MenuItem[] {
    if (isMuted(state, id, now)) {
        const run = (): void => set({ mutedUntil: null });
        return [{ id: "unmute", label: _t("Unmute"), icon: "fa-bell-o", run }];
    }
    const after = (hours: number): Timestamp => muteFor(state, hours, Date.now());
    const item = (name: string, label: string, until: () => Timestamp): MenuItem => ({
        id: name,
        label,
        icon: "fa-bell-slash-o",
        run: () => set({ mutedUntil: until() }),
    });
    return [
        item("mute-1", _t("Mute for 1 hour"), () => after(1)),
        item("mute-8", _t("Mute for 8 hours"), () => after(8)),
        item("mute", _t("Mute until I switch it on"), () => muteForGood),
    ];
}

function levelItems(current: NotificationLevel, set: Set): MenuItem[] {
    const levels: readonly (readonly [NotificationLevel, string])[] = [
        ["all", _t("Notify me of all messages")],
        ["mentions", _t("Notify me only where I am mentioned")],
        ["none", _t("Notify me of nothing")],
    ];
    return levels.map(([notificationLevel, label]) => ({
        id: `level-${notificationLevel}`,
        label,
        isChecked: notificationLevel === current,
        run: () => set({ notificationLevel }),
    }));
}

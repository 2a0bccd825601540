import { Component, onPatched, useRef, useState } from "@odoo/owl";

import { channelList } from "../../model/channels";
import type { ChannelId } from "../../model/ids";
import type { Channel } from "../../model/records";
import { totalUnread, unreadCap } from "../../model/unread";
import { ChannelRow } from "../channel_row/channel_row";
import { useNow } from "../hooks/use_now";
import { placeBelow } from "../kit/menu/place_below";
import "../kit/theme.scss";
import { Slot } from "../slot/slot";
import { _t } from "../translation";
import { bareState, type ChatEnv, useChat } from "../use_chat";
import "./systray.scss";
import "./systray.xml";

/** So many conversations fit without scrolling. */
const LATEST = 8;

/** In the top bar of the backend: how much is unread, and the latest conversations. */
export class Systray extends Component<Record<string, never>, ChatEnv> {
    static override template = "seitech_elearning.Systray";
    static components = { ChannelRow, Slot };
    static override props = {};

    private readonly chat = useChat(this.env);
    private readonly button = useRef<HTMLButtonElement>("button");
    private readonly list = useRef<HTMLElement>("list");
    readonly clock = useNow();
    readonly local = useState({ isOpen: false });
    private isPlaced = false;

    override setup(): void {
        onPatched(() => this.place());
    }

    get unread(): string {
        const count = totalUnread(bareState(this.chat), this.clock.now);
        if (count === 0) {
            return "";
        }
        return count >= unreadCap ? `${unreadCap - 1}+` : String(count);
    }

    get label(): string {
        return this.unread ? _t("E-learning chat, %s unread", this.unread) : _t("E-learning chat");
    }

    get channels(): readonly Channel[] {
        return channelList(bareState(this.chat)).slice(0, LATEST);
    }

    get isLoaded(): boolean {
        return this.chat.state.channelList.isLoaded;
    }

    readonly open = (channelId: ChannelId): void => {
        this.close();
        void this.chat.actions.openWindow(channelId);
    };

    readonly close = (): void => this.list.el?.hidePopover();

    /** Also when the browser closes it, because of Escape or a press elsewhere. */
    onToggled(event: ToggleEvent): void {
        this.local.isOpen = event.newState === "open";
        this.isPlaced = false;
    }

    /** Arrow keys walk through the rows; Odoo keeps Escape from the browser. */
    onKeydown(event: KeyboardEvent): void {
        if (event.key === "Escape") {
            event.stopPropagation();
            this.close();
            return;
        }
        const entries = [...(this.list.el?.querySelectorAll<HTMLElement>("button, a") ?? [])];
        const current = entries.findIndex((entry) => entry === document.activeElement);
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step !== undefined) {
            event.preventDefault();
            entries[(current + step + entries.length) % entries.length]?.focus();
        }
    }

    /** The rows are there only once it is open. */
    private place(): void {
        if (this.local.isOpen && !this.isPlaced && this.button.el && this.list.el) {
            this.isPlaced = true;
            placeBelow(this.list.el, this.button.el);
            this.list.el.querySelector<HTMLElement>("button, a")?.focus();
        }
    }
}

import { Component, useRef, useState } from "@odoo/owl";

import { channelTitle } from "../../model/channels";
import type { ChannelId, Timestamp } from "../../model/ids";
import type { Channel } from "../../model/records";
import { ChannelRow } from "../channel_row/channel_row";
import { Menu, type MenuItem } from "../kit/menu/menu";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./channel_item.scss";
import "./channel_item.xml";
import { rowActions } from "./row_actions";

interface ChannelItemProps {
    channel: Channel;
    /** Place in the list, in `rem`. */
    top: number;
    height: number;
    /** Place in its section, from 1, and how many there are; -1 when that is not known. */
    position: number;
    count: number;
    /** Whether Tab goes to this row. */
    isCurrent: boolean;
    isOpen: boolean;
    now: Timestamp;
    onOpen: (channelId: ChannelId) => void;
    onCurrent: (channelId: ChannelId) => void;
}

/** A conversation in the list, and the menu of what one can do with it. */
export class ChannelItem extends Component<ChannelItemProps, ChatEnv> {
    static override template = "seitech_elearning.ChannelItem";
    static components = { ChannelRow, Menu };
    static override props = {
        channel: Object,
        top: Number,
        height: Number,
        position: Number,
        count: Number,
        isCurrent: Boolean,
        isOpen: Boolean,
        now: Number,
        onOpen: Function,
        onCurrent: Function,
    };

    private readonly chat = useChat(this.env);
    private readonly root = useRef<HTMLElement>("root");
    readonly local = useState({ isHovered: false, isMenuOpen: false });
    /** Where no pointer can hover, the menus are always in sight. */
    private readonly isTouched = matchMedia("(hover: none)").matches;
    private isMenuOpenedByKey = false;

    get style(): string {
        return `inset-block-start: ${this.props.top}rem; block-size: ${this.props.height}rem`;
    }

    get hasMenu(): boolean {
        const { isHovered, isMenuOpen } = this.local;
        const isWanted = this.isTouched || isHovered || isMenuOpen || this.props.isCurrent;
        return isWanted && this.props.channel.myRole !== null;
    }

    get menuLabel(): string {
        return _t("Actions for %s", channelTitle(this.props.channel));
    }

    get actions(): readonly MenuItem[] {
        return rowActions(this.chat, this.props.channel, this.props.now);
    }

    readonly onMenuToggled = (isOpen: boolean): void => {
        this.local.isMenuOpen = isOpen;
        if (!isOpen && this.isMenuOpenedByKey) {
            this.isMenuOpenedByKey = false;
            this.root.el?.querySelector<HTMLElement>(".o-seitech-ChannelRow")?.focus();
        }
    };

    /** The menu key, or what stands for it on keyboards without one. */
    onKeydown(event: KeyboardEvent): void {
        const isMenuKey = event.key === "ContextMenu" || (event.shiftKey && event.key === "F10");
        const isOnRow = (event.target as HTMLElement).matches(".o-seitech-ChannelRow");
        const button = this.root.el?.querySelector<HTMLElement>(".o-seitech-Menu-button");
        if (isMenuKey && isOnRow && button) {
            event.preventDefault();
            this.isMenuOpenedByKey = true;
            button.click();
        }
    }

    /** Some systems send it when the menu key is released: the browser's menu is not wanted then. */
    onContextMenu(event: Event): void {
        if (this.isMenuOpenedByKey) {
            event.preventDefault();
        }
    }
}

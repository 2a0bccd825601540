import { Component, onMounted, onPatched, useEffect, useRef, useState } from "@odoo/owl";

import type { ChannelId, ClientKey, MessageId, Timestamp } from "../../model/ids";
import { activeMembers, readMark } from "../../model/members";
import { isOwnMessage } from "../../model/messages";
import type { TimelineWindow } from "../../model/state";
import {
    newestVisibleId,
    timelineItems,
    timelineWindow,
    visibleMessages,
} from "../../model/timeline";
import { formatDay, startOfDay } from "../format/times";
import { useAttention } from "../hooks/use_attention";
import { useNow } from "../hooks/use_now";
import { Message } from "../message/message";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./timeline.scss";
import "./timeline.xml";
import { type TimelineRow, timelineRows } from "./timeline_rows";
import { useScrollKeeper } from "./use_scroll_keeper";

interface TimelineProps {
    channelId: ChannelId;
    /** Messages of others after this one were unread at the start; null if there were none. */
    newAfterId: number | null;
    /** How many messages the person has written since the conversation was opened. */
    written: number;
}

/** Older messages are fetched this many pixels before the oldest one comes into sight. */
const PREFETCH = 400;

/** The messages of one conversation. A parent gives it `t-key` by channel. */
export class Timeline extends Component<TimelineProps, ChatEnv> {
    static override template = "seitech_elearning.Timeline";
    static components = { Message };
    static override props = {
        channelId: Number,
        newAfterId: { type: [Number, { value: null }] },
        written: Number,
    };

    private readonly chat = useChat(this.env);
    private readonly viewport = useRef<HTMLElement>("viewport");
    private readonly content = useRef<HTMLElement>("content");
    private readonly clock = useNow();
    private readonly attention = useAttention();
    private readonly marks = useState({
        /** Where the line above the new messages stands; null for no line. */
        newAfterId: this.props.newAfterId,
        /** Newest message that was in sight of somebody who was there. */
        seenId: this.props.newAfterId,
    });
    readonly scroll = useScrollKeeper(this.viewport, this.content);
    private isRevealed = false;

    override setup(): void {
        onMounted(() => this.onRendered());
        onPatched(() => this.onRendered());
        useEffect(
            () => this.onNewest(),
            () => [this.newestId, this.scroll.isAtBottom, this.attention.isAttentive],
        );
        useEffect(
            () => this.onWritten(),
            () => [this.props.written],
        );
    }

    readonly retry = (clientKey: ClientKey): void => this.chat.actions.retryMessage(clientKey);

    readonly discard = (clientKey: ClientKey): void => {
        this.chat.actions.discardMessage(clientKey);
    };

    get history(): TimelineWindow {
        return timelineWindow(this.chat.state, this.props.channelId);
    }

    get rows(): readonly TimelineRow[] {
        const items = timelineItems(this.chat.state, this.props.channelId, startOfDay);
        return timelineRows(items, {
            seenUpTo: this.seenUpTo,
            newAfterId: this.marks.newAfterId,
        });
    }

    get isAuthorShown(): boolean {
        const channel = this.chat.state.channels.get(this.props.channelId);
        return channel !== undefined && channel.memberCount > 2;
    }

    /** Messages of others that came while the person was reading further up. */
    get countBelow(): number {
        const { state } = this.chat;
        const { seenId } = this.marks;
        if (seenId === null) {
            return 0;
        }
        return visibleMessages(state, this.props.channelId).filter(
            (message) => message.id > seenId && !isOwnMessage(state, message),
        ).length;
    }

    get jumpLabel(): string {
        switch (this.countBelow) {
            case 0:
                return _t("Jump to the newest message");
            case 1:
                return _t("1 new message");
            default:
                return _t("%s new messages", this.countBelow);
        }
    }

    dayLabel(day: Timestamp): string {
        return formatDay(day, this.clock.now);
    }

    async onScroll(): Promise<void> {
        this.scroll.onScroll();
        await this.loadOlderIfNear();
    }

    jumpToNewest(): void {
        const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
        this.scroll.toBottom(isCalm ? "instant" : "smooth");
    }

    async loadAgain(): Promise<void> {
        const { channelId } = this.props;
        const { actions } = this.chat;
        await (this.history.isLoaded
            ? actions.loadOlder(channelId)
            : actions.loadNewest(channelId));
    }

    private get newestId(): MessageId | null {
        return newestVisibleId(this.chat.state, this.props.channelId);
    }

    private get seenUpTo(): MessageId | null {
        const { state } = this.chat;
        const marks = activeMembers(state, this.props.channelId)
            .filter((member) => member.userId !== state.self.id)
            .map((member) => readMark(state, this.props.channelId, member.userId))
            .filter((mark) => mark !== null);
        return marks.reduce<MessageId | null>(
            (highest, mark) => (highest === null || mark > highest ? mark : highest),
            null,
        );
    }

    /** Seen is what is in sight of somebody who is there; the rest is new when they are back. */
    private onNewest(): void {
        const { newestId, marks } = this;
        if (newestId === null) {
            return;
        }
        if (this.scroll.isAtBottom && this.attention.isAttentive) {
            marks.seenId = newestId;
            this.chat.actions.markRead(this.props.channelId);
        } else if (marks.seenId !== null && newestId > marks.seenId) {
            marks.newAfterId = marks.seenId;
        }
    }

    /** Whoever answers has read: back to the bottom, and nothing is new any more. */
    private onWritten(): void {
        if (this.props.written > 0) {
            this.marks.newAfterId = null;
            this.scroll.toBottom();
        }
    }

    private onRendered(): void {
        if (this.history.isLoaded && !this.isRevealed) {
            // Reading starts at the first new message, if it is not in sight anyway.
            this.isRevealed = true;
            this.scroll.revealAbove(
                this.content.el?.querySelector(".o-seitech-Timeline-new") ?? null,
            );
        }
        void this.loadOlderIfNear();
    }

    private async loadOlderIfNear(): Promise<void> {
        const { hasOlder, status } = this.history;
        const isNear = (this.viewport.el?.scrollTop ?? PREFETCH) < PREFETCH;
        if (isNear && hasOlder && status === "idle") {
            await this.chat.actions.loadOlder(this.props.channelId);
        }
    }
}

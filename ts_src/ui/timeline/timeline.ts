import { Component, onMounted, onPatched, reactive, useEffect, useRef } from "@odoo/owl";

import type { ChannelId, MessageId, Timestamp } from "../../model/ids";
import type { Member } from "../../model/records";
import { seenHere, seenUpTo } from "../../model/seen";
import type { TimelineWindow } from "../../model/state";
import { newestVisibleId, timelineItems, visibleIds } from "../../model/timeline";
import { unreadFrom } from "../../model/unread_marks";
import { failureText } from "../format/failure_text";
import { formatDay, startOfDay } from "../format/times";
import { useAttention } from "../hooks/use_attention";
import { useNow } from "../hooks/use_now";
import { Message } from "../message/message";
import type { MessageHost } from "../message/message_host";
import { SeenBy } from "../seen_by/seen_by";
import { _t } from "../translation";
import { TypingLine } from "../typing_line/typing_line";
import { type ChatEnv, useChat } from "../use_chat";
import "./timeline.scss";
import "./timeline.xml";
import { HistoryLoader } from "./history_loader";
import { PaneKeeper } from "./pane_keeper";
import { ReadingMarks } from "./reading_marks";
import { type MessageRow, timelineRows } from "./timeline_rows";
import { useAnnouncer } from "./use_announcer";
import { useMessageJump } from "./use_message_jump";
import { useRowFocus } from "./use_row_focus";
import { useScrollKeeper } from "./use_scroll_keeper";

interface TimelineProps {
    channelId: ChannelId;
    /** Messages of others after this one were unread at the start; null if there were none. */
    newAfterId: number | null;
    /** How many messages the person has written since the conversation was opened. */
    written: number;
    /** The message to begin at, or to go to when it changes. */
    focusMessageId?: MessageId | null;
    /** Answers a message in the composer; left out where there is none. */
    onReply?: (messageId: MessageId) => void;
    onOpenThread?: (messageId: MessageId) => void;
    /** The message to edit; it is gone to first. */
    editMessageId?: MessageId | null;
}

/** Faces of those who have read tell something only where people know each other. */
const MOST_FACES = 50;

/** The messages of one conversation. A parent gives it `t-key` by channel. */
export class Timeline extends Component<TimelineProps, ChatEnv> {
    static override template = "seitech_elearning.Timeline";
    static components = { Message, SeenBy, TypingLine };
    static override props = {
        channelId: Number,
        newAfterId: { type: [Number, { value: null }] },
        written: Number,
        focusMessageId: { type: [Number, { value: null }], optional: true },
        onReply: { type: Function, optional: true },
        onOpenThread: { type: Function, optional: true },
        editMessageId: { type: [Number, { value: null }], optional: true },
    };

    readonly failureText = failureText;
    private readonly chat = useChat(this.env);
    private readonly viewport = useRef<HTMLElement>("viewport");
    private readonly content = useRef<HTMLElement>("content");
    private readonly clock = useNow();
    private readonly attention = useAttention();
    private readonly marks = new ReadingMarks(
        this.chat.state,
        this.props.channelId,
        this.props.newAfterId,
    );
    readonly pane = new PaneKeeper({
        ids: () => this.ids,
        viewHeight: () => this.viewport.el?.clientHeight ?? window.innerHeight,
        follows: () => this.scroll.isAtBottom,
    });
    private readonly loader = new HistoryLoader(this.chat, this.props.channelId, this.pane);
    readonly scroll = useScrollKeeper(
        this.viewport,
        this.content,
        () => this.pane.isAtEnd && !this.hasNewer,
    );
    readonly focus = useRowFocus(this.viewport);
    readonly jump = useMessageJump({
        content: this.content,
        show: (id) => this.pane.showAround(id),
        load: (id) => this.chat.actions.loadAround(this.props.channelId, id),
        center: (row) => this.scroll.center(row),
    });
    readonly announcements = useAnnouncer(
        this.chat.state,
        this.props.channelId,
        () => this.history.isLoaded,
    );
    readonly host: MessageHost = {
        reply: this.props.onReply ? (id) => this.props.onReply?.(id) : null,
        openThread: this.props.onOpenThread ? (id) => this.props.onOpenThread?.(id) : null,
        jumpTo: (id) => void this.jump.to(id),
        threadOf: null,
        editRequest: reactive({ id: null }),
        hold: (key, isHeld) => this.pane.hold(key, isHeld),
    };
    private isRevealed = false;

    override setup(): void {
        onMounted(() => this.onRendered());
        onPatched(() => this.onRendered());
        useEffect(
            () => this.onNewest(),
            () => [
                this.newestId,
                this.scroll.isAtBottom,
                this.attention.isAttentive,
                this.isAtPresent,
            ],
        );
        useEffect(
            (fromId: MessageId | null) => {
                if (fromId !== null) {
                    this.marks.makeNew(fromId);
                }
            },
            () => [unreadFrom(this.chat.state, this.props.channelId)],
        );
        useEffect(
            () => void this.onWritten(),
            () => [this.props.written],
        );
        useEffect(
            () => {
                const { focusMessageId } = this.props;
                if (focusMessageId && this.history.isLoaded) {
                    void this.jump.to(focusMessageId);
                }
            },
            () => [this.props.focusMessageId, this.history.isLoaded],
        );
        useEffect(
            (messageId: MessageId | null) => {
                if (messageId !== null) {
                    void this.edit(messageId);
                }
            },
            () => [this.props.editMessageId ?? null],
        );
    }

    private async edit(messageId: MessageId): Promise<void> {
        await this.jump.to(messageId);
        this.host.editRequest.id = messageId;
    }

    get history(): TimelineWindow {
        return this.loader.window;
    }

    getRows(): readonly MessageRow[] {
        const { state } = this.chat;
        const { channelId } = this.props;
        const pane = this.pane.current;
        return timelineRows(timelineItems(state, channelId, startOfDay, pane), {
            seenUpTo: seenUpTo(state, channelId),
            newAfterId: this.marks.newAfter(pane.firstId),
        });
    }

    /** Who has read up to which message; nobody in a crowd. */
    getFaces(): ReadonlyMap<MessageId, readonly Member[]> {
        const { channelId } = this.props;
        const { state } = this.chat;
        const count = state.channels.get(channelId)?.memberCount ?? 0;
        return count > MOST_FACES ? new Map() : seenHere(state, channelId);
    }

    /** Tab leads to the row that had the focus last, or else to the newest one. */
    tabStop(rows: readonly MessageRow[]): string | undefined {
        const isThere = rows.some(({ key }) => key === this.focus.key);
        return isThere ? (this.focus.key ?? undefined) : rows.at(-1)?.key;
    }

    get isAuthorShown(): boolean {
        const channel = this.chat.state.channels.get(this.props.channelId);
        return channel !== undefined && channel.memberCount > 2;
    }

    get hasNewer(): boolean {
        return this.loader.hasNewer;
    }

    get isLoading(): boolean {
        return this.history.status === "loading";
    }

    get countBelow(): number {
        return this.marks.countBelow;
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

    onScroll(): void {
        this.scroll.onScroll();
        this.loader.lookAhead(this.viewport.el);
    }

    onKeydown(event: KeyboardEvent): void {
        if (event.key === "End" && !this.pane.isAtEnd) {
            void this.jumpToNewest();
        }
        this.focus.onKeydown(event);
    }

    async jumpToNewest(): Promise<void> {
        const isNear = this.pane.isAtEnd && this.isAtPresent;
        const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
        await this.loader.toPresent();
        this.scroll.toBottom(isNear && !isCalm ? "smooth" : "instant");
    }

    async loadAgain(): Promise<void> {
        await this.loader.again();
    }

    private get ids(): readonly MessageId[] {
        return visibleIds(this.chat.state, this.props.channelId);
    }

    private get isAtPresent(): boolean {
        return this.loader.isAtPresent;
    }

    private get newestId(): MessageId | null {
        return newestVisibleId(this.chat.state, this.props.channelId);
    }

    /** Seen is what is in sight of somebody who is there; the rest is new when they are back. */
    private onNewest(): void {
        if (this.newestId !== null && this.isAtPresent) {
            const isInSight = this.scroll.isAtBottom && this.attention.isAttentive;
            this.marks.note(isInSight);
            if (isInSight) {
                this.chat.actions.markRead(this.props.channelId);
            }
        }
    }

    /** Whoever answers has read: back to the bottom, and nothing is new any more. */
    private async onWritten(): Promise<void> {
        if (this.props.written > 0) {
            this.marks.clear();
            await this.loader.toPresent();
            this.scroll.toBottom();
        }
    }

    private onRendered(): void {
        if (this.history.isLoaded && !this.isRevealed) {
            this.isRevealed = true;
            this.revealNew();
        }
        this.pane.settle();
        this.loader.lookAhead(this.viewport.el);
    }

    /** Reading starts at the first new message, if it is not in sight anyway. */
    private revealNew(): void {
        if (!this.props.focusMessageId) {
            const line = this.content.el?.querySelector(".o-seitech-Timeline-new");
            this.scroll.revealAbove(line ?? null);
        }
    }
}

import { Component, onPatched, onWillStart, reactive, useEffect, useRef } from "@odoo/owl";

import { canSend } from "../../model/channels";
import type { MessageId } from "../../model/ids";
import type { Message as MessageRecord } from "../../model/records";
import type { ThreadWindow } from "../../model/state";
import { threadItems, threadWindow } from "../../model/threads";
import { failureText } from "../format/failure_text";
import { Message } from "../message/message";
import type { MessageHost } from "../message/message_host";
import { ReplyComposer } from "../reply_composer/reply_composer";
import { Slot } from "../slot/slot";
import type { MessageRow } from "../timeline/timeline_rows";
import { useRowFocus } from "../timeline/use_row_focus";
import { useScrollKeeper } from "../timeline/use_scroll_keeper";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./thread_panel.scss";
import "./thread_panel.xml";
import { threadRows } from "./thread_rows";

interface ThreadPanelProps {
    parentId: MessageId;
    onClose: () => void;
}

/** A message and the replies to it. A parent gives it `t-key` by message. */
export class ThreadPanel extends Component<ThreadPanelProps, ChatEnv> {
    static override template = "seitech_elearning.ThreadPanel";
    static components = { Message, ReplyComposer, Slot };
    static override props = { parentId: Number, onClose: Function };

    readonly failureText = failureText;
    private readonly chat = useChat(this.env);
    private readonly viewport = useRef<HTMLElement>("viewport");
    private readonly content = useRef<HTMLElement>("content");
    private readonly scroll = useScrollKeeper(this.viewport, this.content);
    readonly focus = useRowFocus(this.viewport);
    readonly host: MessageHost = {
        editRequest: reactive({ id: null }),
        reply: null,
        openThread: null,
        jumpTo: null,
        threadOf: this.props.parentId,
        hold: () => {},
    };

    override setup(): void {
        // Not awaited: the panel is there at once.
        onWillStart(() => void this.load());
        onPatched(() => this.closeIfGone());
        useEffect(
            () => this.followOwn(),
            () => [this.countOwn],
        );
    }

    get parent(): MessageRecord | undefined {
        return this.chat.state.messages.get(this.props.parentId);
    }

    get parentRow(): MessageRow | null {
        const message = this.parent;
        return message
            ? {
                  startOfDay: null,
                  isFirstNew: false,
                  key: `parent-${message.id}`,
                  message,
                  item: null,
                  isOwn: false,
                  isGroupStart: true,
                  isGroupEnd: true,
                  delivery: null,
              }
            : null;
    }

    get thread(): ThreadWindow {
        return threadWindow(this.chat.state, this.props.parentId);
    }

    getRows(): readonly MessageRow[] {
        const { state } = this.chat;
        return threadRows(state, threadItems(state, this.props.parentId));
    }

    tabStop(rows: readonly MessageRow[]): string | undefined {
        const isThere = rows.some(({ key }) => key === this.focus.key);
        return isThere ? (this.focus.key ?? undefined) : rows.at(-1)?.key;
    }

    get canReply(): boolean {
        return this.parent !== undefined && canSend(this.chat.state, this.parent.channelId);
    }

    get title(): string {
        return _t("Thread");
    }

    onScroll(): void {
        this.scroll.onScroll();
    }

    onKeydown(event: KeyboardEvent): void {
        if (event.key === "Escape" && !event.defaultPrevented) {
            event.preventDefault();
            event.stopPropagation();
            this.props.onClose();
        }
    }

    async load(): Promise<void> {
        await this.chat.actions.openThread(this.props.parentId);
    }

    async loadOlder(): Promise<void> {
        await this.chat.actions.loadOlderReplies(this.props.parentId);
    }

    private get countOwn(): number {
        return this.getRows().filter((row) => row.item !== null).length;
    }

    /** Whoever writes a reply wants to see it. */
    private followOwn(): void {
        if (this.countOwn > 0) {
            this.scroll.toBottom();
        }
    }

    /** The person has left the channel, or was removed from it. */
    private closeIfGone(): void {
        if (!this.parent) {
            this.props.onClose();
        }
    }
}

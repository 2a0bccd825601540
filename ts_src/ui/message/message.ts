import { Component, markup, onPatched, useEffect, useRef, useState } from "@odoo/owl";

import type { MessageId, Timestamp } from "../../model/ids";
import { isFewEmoji } from "../../model/message_text";
import { canAcceptFiles, quoteOf } from "../../model/messages";
import type {
    Attachment,
    Message as MessageRecord,
    Quote as QuoteRecord,
} from "../../model/records";
import type { OutboxItem } from "../../model/state";
import { replyCount } from "../../model/threads";
import { AttachmentList } from "../attachment_list/attachment_list";
import { formatClock, formatFull, formatIso } from "../format/times";
import { Avatar } from "../kit/avatar/avatar";
import { lazy } from "../kit/lazy/lazy";
import { MessageToolbar } from "../message_toolbar/message_toolbar";
import { OutboxFailure } from "../outbox_failure/outbox_failure";
import { Quote } from "../quote/quote";
import { Reactions } from "../reactions/reactions";
import type { MessageControls } from "../registries/message_actions";
import type { Delivery } from "../timeline/timeline_rows";
import { Slot } from "../slot/slot";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./message.scss";
import "./message.xml";
import type { MessageHost } from "./message_host";

interface MessageProps {
    /** Key of the row in its list. */
    rowKey: string;
    message: MessageRecord | null;
    item: OutboxItem | null;
    isOwn: boolean;
    isGroupStart: boolean;
    isGroupEnd: boolean;
    delivery: Delivery;
    /** Whether somebody else's name and picture stand beside the message. */
    isAuthorShown: boolean;
    /** Whether Tab leads to this one of the messages. */
    isTabStop: boolean;
    /** Whether somebody has just jumped here. */
    isHighlighted: boolean;
    host: MessageHost;
}

let made = 0;

/** One message, committed or still in the outbox. */
export class Message extends Component<MessageProps, ChatEnv> {
    static override template = "seitech_elearning.Message";
    static components = {
        AttachmentList,
        Avatar,
        LinkPreview: lazy("LinkPreview"),
        MessageEditor: lazy("MessageEditor"),
        MessageToolbar,
        OutboxFailure,
        Quote,
        Reactions,
        Slot,
    };
    static override props = {
        rowKey: String,
        message: { type: [Object, { value: null }] },
        item: { type: [Object, { value: null }] },
        isOwn: Boolean,
        isGroupStart: Boolean,
        isGroupEnd: Boolean,
        delivery: { type: [String, { value: null }] },
        isAuthorShown: Boolean,
        isTabStop: Boolean,
        isHighlighted: Boolean,
        host: Object,
    };

    private readonly chat = useChat(this.env);
    private readonly root = useRef<HTMLElement>("root");
    readonly bodyId = `o-seitech-Message-${(made += 1)}`;
    readonly local = useState({ isHovered: false, hasFocus: false, isEditing: false });
    private readonly editRequest = useState(this.props.host.editRequest);
    /** The tools come a moment after the focus: a key pressed meanwhile waits for them. */
    private isMenuWanted = false;

    override setup(): void {
        onPatched(() => this.openWantedMenu());
        useEffect(
            (requestedId: MessageId | null) => {
                if (requestedId !== null && requestedId === this.props.message?.id) {
                    this.editRequest.id = null;
                    this.setEditing(true);
                }
            },
            () => [this.editRequest.id],
        );
    }

    get isSystem(): boolean {
        return this.props.message?.type === "system";
    }

    get isDeleted(): boolean {
        return this.props.message?.deleted ?? false;
    }

    /** Whether it is more than words and files: a reply may be the answer. */
    get hasFoot(): boolean {
        const { isAnnouncement, lesson, answerId, parentId } = this.props.message ?? {};
        return !!(isAnnouncement || lesson || answerId || parentId);
    }

    /** Rendered and sanitised by the server; what it never saw is shown as plain text. */
    get body(): ReturnType<typeof markup> | string {
        const { message, item } = this.props;
        return message ? markup(message.html) : (item?.content ?? "");
    }

    get hasBody(): boolean {
        return (this.props.message ?? this.props.item)?.content !== "";
    }

    get isFewEmoji(): boolean {
        return isFewEmoji((this.props.message ?? this.props.item)?.content ?? "");
    }

    get attachments(): readonly Attachment[] {
        return (this.props.message ?? this.props.item)?.attachments ?? [];
    }

    get quote(): QuoteRecord | null {
        const { message, item, host } = this.props;
        const parentId = (message ?? item)?.parentId ?? null;
        return parentId === host.threadOf
            ? null
            : quoteOf(this.chat.state, { parentId, parent: message?.parent ?? null });
    }

    get replies(): string | null {
        const { message, host } = this.props;
        const count = message && host.openThread ? replyCount(this.chat.state, message) : 0;
        if (count === 0) {
            return null;
        }
        return count === 1 ? _t("1 reply") : _t("%s replies", count);
    }

    get hasReactions(): boolean {
        const { message } = this.props;
        return message !== null && (this.chat.state.reactions.get(message.id)?.size ?? 0) > 0;
    }

    get author(): string {
        const { message, isOwn } = this.props;
        return isOwn ? _t("You") : (message?.author.name ?? "");
    }

    /** Agents see of each message whether it is a visitor's. */
    get isVisitor(): boolean {
        return this.props.message?.author.isVisitor ?? false;
    }

    get isAuthorInSight(): boolean {
        return (this.props.isAuthorShown || this.isVisitor) && this.props.isGroupStart;
    }

    /** What is heard first when the message gets the focus; its text follows. */
    get label(): string {
        return `${this.author}, ${this.clock}`;
    }

    get at(): Timestamp {
        return this.props.message?.createdAt ?? this.props.item?.queuedAt ?? 0;
    }

    get clock(): string {
        return formatClock(this.at);
    }

    get fullTime(): string {
        return formatFull(this.at);
    }

    get isoTime(): string {
        return formatIso(this.at);
    }

    get deliveryLabel(): string {
        switch (this.props.delivery) {
            case "pending":
                return _t("Sending");
            case "failed":
                return _t("Not sent");
            case "seen":
                return _t("Seen");
            default:
                return _t("Sent");
        }
    }

    get classes(): Record<string, boolean> {
        const { isOwn, isGroupStart, isGroupEnd, delivery, isHighlighted, message } = this.props;
        return {
            "o-seitech-Message--own": isOwn,
            "o-seitech-Message--start": isGroupStart,
            "o-seitech-Message--end": isGroupEnd,
            "o-seitech-Message--highlighted": isHighlighted,
            "o-seitech-Message--editing": this.local.isEditing,
            "o-seitech-Message--mention":
                message?.mentions.includes(this.chat.state.self.id) ?? false,
            [`o-seitech-Message--${delivery ?? "received"}`]: true,
        };
    }

    /** Only one message at a time has its tools: hundreds of buttons would be heavy to keep. */
    get isActive(): boolean {
        const { isHovered, hasFocus, isEditing } = this.local;
        return this.props.message !== null && (isHovered || hasFocus) && !isEditing;
    }

    readonly controls: MessageControls = {
        reply: this.props.host.reply && (() => this.withId(this.props.host.reply)),
        openThread: this.props.host.openThread && (() => this.openThread()),
        edit: () => this.setEditing(true),
        pickReaction: null,
    };

    openThread(): void {
        this.withId(this.props.host.openThread);
    }

    jump(quote: QuoteRecord): void {
        this.props.host.jumpTo?.(quote.id);
    }

    readonly stopEditing = (): void => {
        this.setEditing(false);
        this.root.el?.focus({ preventScroll: true });
    };

    async removePreview(url: string): Promise<void> {
        if (this.props.message) {
            await this.chat.actions.removeLinkPreview(this.props.message.id, url);
        }
    }

    readonly renewAddresses = (address: string): void => {
        if (this.props.message) {
            void this.chat.actions.renewAddresses(this.props.message.id, address);
        }
    };

    /** What accepts the visitor's files, for those who may and if there are any. */
    get acceptFiles(): (() => Promise<void>) | undefined {
        const { message } = this.props;
        return message && canAcceptFiles(this.chat.state, message) ? this.accept : undefined;
    }

    private readonly accept = async (): Promise<void> => {
        if (this.props.message) {
            await this.chat.actions.acceptFiles(this.props.message.id);
        }
    };

    onFocusout({ relatedTarget }: FocusEvent): void {
        const isInside = relatedTarget instanceof Node && this.root.el?.contains(relatedTarget);
        this.local.hasFocus = isInside ?? false;
        this.isMenuWanted &&= this.local.hasFocus;
    }

    onKeydown(event: KeyboardEvent): void {
        const { el } = this.root;
        if (event.key === "Escape" && event.target !== el && !this.local.isEditing) {
            event.preventDefault();
            event.stopPropagation();
            el?.focus({ preventScroll: true });
        } else if (event.target === el && isMenuKey(event)) {
            event.preventDefault();
            this.isMenuWanted = true;
            this.openWantedMenu();
        }
    }

    private openWantedMenu(): void {
        const menu = this.root.el?.querySelector<HTMLElement>(".o-seitech-MessageToolbar-menu");
        if (this.isMenuWanted && menu) {
            this.isMenuWanted = false;
            menu.click();
        }
    }

    private withId(run: ((messageId: MessageId) => void) | null): void {
        if (this.props.message) {
            run?.(this.props.message.id);
        }
    }

    private setEditing(isEditing: boolean): void {
        this.local.isEditing = isEditing;
        this.props.host.hold(this.props.rowKey, isEditing);
    }
}

function isMenuKey({ key, shiftKey }: KeyboardEvent): boolean {
    return key === "Enter" || key === "ContextMenu" || (key === "F10" && shiftKey);
}

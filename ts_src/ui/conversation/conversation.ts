import { Component, onMounted, useEffect, useRef, useState } from "@odoo/owl";

import type { LocalFile } from "../../engine/ports";
import { permissions } from "../../model/channels";
import type { ChannelId, MessageId } from "../../model/ids";
import type { Channel } from "../../model/records";
import { lazy } from "../kit/lazy/lazy";
import { Composer } from "../composer/composer";
import { useBackToClose } from "../hooks/use_back_to_close";
import { useDropZone } from "../hooks/use_drop_zone";
import { useIsNarrow } from "../hooks/use_is_narrow";
import type { PanelName } from "../registries/header_actions";
import { Slot } from "../slot/slot";
import { useAdditions } from "../slot/use_additions";
import { ThreadPanel } from "../thread_panel/thread_panel";
import { Timeline } from "../timeline/timeline";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./conversation.scss";
import "./conversation.xml";
import { ConversationHeader } from "./conversation_header";
import { firstUnreadAfter } from "./first_unread";

interface ConversationProps {
    channelId: ChannelId;
    /** "page": a part of the whole chat; "window": a small window of its own. */
    mode: "page" | "window";
    /** The message to go to. */
    focusMessageId?: MessageId | null;
    /** Leaves the conversation: back to the list, or closes the window. */
    onBack: () => void;
    /** Goes to another conversation. */
    onOpen: (channelId: ChannelId) => void;
    onShortcuts: () => void;
    onMinimise?: () => void;
    onMaximise?: () => void;
}

/** Narrower than this there is no room for a panel beside the messages. */
const PANEL_LIMIT = 640;

/** One open conversation. A parent gives it `t-key` by channel. */
export class Conversation extends Component<ConversationProps, ChatEnv> {
    static override template = "seitech_elearning.Conversation";
    static components = {
        ChannelSettings: lazy("ChannelSettings"),
        Composer,
        ConversationHeader,
        MemberPanel: lazy("MemberPanel"),
        PinPanel: lazy("PinPanel"),
        SearchPanel: lazy("SearchPanel"),
        Slot,
        ThreadPanel,
        Timeline,
    };
    static override props = {
        channelId: Number,
        mode: String,
        focusMessageId: { type: [Number, { value: null }], optional: true },
        onBack: Function,
        onOpen: Function,
        onShortcuts: Function,
        onMinimise: { type: Function, optional: true },
        onMaximise: { type: Function, optional: true },
    };

    private readonly chat = useChat(this.env);
    private readonly root = useRef<HTMLElement>("root");
    private readonly main = useRef<HTMLElement>("main");
    readonly width = useIsNarrow(this.root, PANEL_LIMIT, this.props.mode === "window");
    readonly newAfterId = firstUnreadAfter(this.chat.state, this.props.channelId);
    readonly titleId = `o-seitech-Conversation-name-${this.props.mode}-${this.props.channelId}`;
    readonly local = useState<{
        panel: PanelName | null;
        threadId: MessageId | null;
        focusMessageId: MessageId | null;
        editMessageId: MessageId | null;
        /** How many messages this person has written here. */
        written: number;
    }>({
        panel: null,
        threadId: null,
        focusMessageId: this.props.focusMessageId ?? null,
        editMessageId: null,
        written: 0,
    });

    override setup(): void {
        useBackToClose(
            () => this.hasPanel,
            () => this.closePanel(),
        );
        onMounted(() => void this.loadLearning());
        // The buttons of all its parts come from lists that grow.
        useAdditions(() => this.render(true));
        useDropZone(
            this.main,
            (files) => this.addFiles(files),
            () => this.closedReason === null,
        );
        // The timeline has been told by now; the same wish may come again.
        useEffect(
            () => {
                this.local.editMessageId = null;
            },
            () => [this.local.editMessageId],
        );
        useEffect(
            () => this.followWish(),
            () => [this.chat.state.wanted],
        );
    }

    /** Without it the conversation works all the same; the next one that is shown tries again. */
    private async loadLearning(): Promise<void> {
        try {
            await this.chat.platform.loadLearning();
        } catch {
            // The network is away, which the chat says elsewhere.
        }
    }

    /** From outside; once it is taken up, the same wish may come again. */
    private followWish(): void {
        const { wanted } = this.chat.state;
        if (wanted?.channelId === this.props.channelId) {
            this.chat.actions.wantMessage(null);
            this.jump(wanted.messageId);
        }
    }

    get channel(): Channel | undefined {
        return this.chat.state.channels.get(this.props.channelId);
    }

    get hasPanel(): boolean {
        return this.local.panel !== null || this.local.threadId !== null;
    }

    get closedReason(): string | null {
        switch (this.channel?.state) {
            case "closed":
                return _t("This conversation is closed. You can still read it.");
            case "archived":
                return _t("This conversation is archived. You can still read it.");
            default:
                return this.refusal;
        }
    }

    private get refusal(): string | null {
        const { send, refusal } = permissions(this.chat.state, this.props.channelId);
        return send ? null : refusal || _t("You can read this conversation but not write in it.");
    }

    readonly showPanel = (panel: PanelName | null): void => {
        this.local.panel = panel;
        this.local.threadId = null;
    };

    readonly closePanel = (): void => this.showPanel(null);

    readonly openThread = (messageId: MessageId): void => {
        this.local.panel = null;
        this.local.threadId = messageId;
    };

    readonly onSent = (): void => {
        this.local.written += 1;
    };

    readonly reply = (messageId: MessageId): void => {
        this.chat.actions.saveDraft(this.props.channelId, { replyToId: messageId });
    };

    readonly edit = (messageId: MessageId): void => {
        this.local.editMessageId = messageId;
    };

    /** Where a panel covers the messages it makes way for them. */
    readonly jump = (messageId: MessageId): void => {
        if (this.width.isNarrow) {
            this.closePanel();
        }
        void this.goTo(messageId);
    };

    /** Escape closes one thing after another, from the inside out. */
    onKeydown(event: KeyboardEvent): void {
        if (event.key !== "Escape" || event.defaultPrevented) {
            return;
        }
        if (this.hasPanel) {
            this.closePanel();
        } else if (this.props.mode === "window") {
            this.props.onBack();
        } else {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
    }

    private addFiles(files: readonly LocalFile[]): void {
        files.forEach((file) => this.chat.actions.addFile(this.props.channelId, file));
    }

    /** Twice to the same message is two wishes. */
    private async goTo(messageId: MessageId): Promise<void> {
        this.local.focusMessageId = null;
        await this.chat.actions.loadAround(this.props.channelId, messageId);
        this.local.focusMessageId = messageId;
    }
}

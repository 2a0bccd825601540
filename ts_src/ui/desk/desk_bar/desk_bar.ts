import { Component, useEffect, useExternalListener, useRef, useState } from "@odoo/owl";

import type { Support } from "../../../model/desk/desk_state";
import type { ChannelId } from "../../../model/ids";
import { Menu, type MenuItem } from "../../kit/menu/menu";
import type { PanelName } from "../../registries/header_actions";
import { _t } from "../../translation";
import { useChat } from "../../use_chat";
import { BlockDialog } from "../desk_dialogs/block_dialog";
import { SpamDialog } from "../desk_dialogs/spam_dialog";
import { TransferDialog } from "../desk_dialogs/transfer_dialog";
import { deskKeyOf, isForChat, isIn } from "../desk_keys";
import { DeskNotice } from "../desk_notice/desk_notice";
import { type DeskEnv, isMine, isSupport, useDesk } from "../use_desk";
import { WaitingTime } from "../waiting_time/waiting_time";
import { type BarAction, barActions, type DeskDialog } from "./bar_actions";
import "./desk_bar.scss";
import "./desk_bar.xml";

interface DeskBarProps {
    channelId: ChannelId;
    mode: "page" | "window";
    /** Whether there is room for what is next to be done only; the rest is in the menu. */
    isNarrow: boolean;
    /** What stands beside the conversation. */
    panel: PanelName | null;
    onPanel: (panel: PanelName | null) => void;
}

/** So wide a conversation has room for the person beside it, in pixels. */
const WIDE = 860;

/** Whether this agent wants to see who asks beside each conversation that has room for it. */
let isPanelWanted = true;

/** Above a request for support: how it stands, and what an agent can do with it. */
export class DeskBar extends Component<DeskBarProps, DeskEnv> {
    static override template = "seitech_elearning.DeskBar";
    static components = {
        BlockDialog,
        DeskNotice,
        Menu,
        SpamDialog,
        TransferDialog,
        WaitingTime,
    };
    static override props = {
        channelId: Number,
        mode: String,
        isNarrow: Boolean,
        panel: { type: [String, { value: null }] },
        onPanel: Function,
    };

    private readonly chat = useChat(this.env);
    private readonly desk = useDesk(this.env);
    private readonly root = useRef<HTMLElement>("root");
    readonly local = useState<{ dialog: DeskDialog | null; isBusy: boolean }>({
        dialog: null,
        isBusy: false,
    });

    override setup(): void {
        useEffect(
            (is: boolean) => {
                if (is) {
                    void this.desk.actions.openRequest(this.props.channelId);
                }
            },
            () => [isSupport(this.chat.state, this.props.channelId)],
        );
        useEffect(
            (isShown: boolean) => {
                if (isShown && isPanelWanted && this.hasRoom && this.props.panel === null) {
                    this.props.onPanel("person");
                }
            },
            () => [this.support !== null],
        );
        let before = this.props.panel;
        useEffect(
            (panel: PanelName | null) => {
                // Opened or closed by whatever button, where there is room for it.
                if (this.hasRoom && (panel === "person" || (before === "person" && !panel))) {
                    isPanelWanted = panel === "person";
                }
                before = panel;
            },
            () => [this.props.panel],
        );
        useExternalListener(window, "keydown", this.onPageKeydown, { capture: true });
    }

    get support(): Support | null {
        return this.desk.state.supports.get(this.props.channelId) ?? null;
    }

    get stageText(): string {
        const { support } = this;
        switch (support?.stage) {
            case "assigned":
                return isMine(this.chat.state, support)
                    ? _t("You have this request")
                    : _t("%s has this request", support.agent?.name ?? "");
            case "closed":
                return support.isSpam ? _t("Spam") : _t("Closed");
            case "waiting":
                return support.team ? _t("Waiting for %s", support.team.name) : _t("Waiting");
            default:
                return _t("New");
        }
    }

    get actions(): { buttons: readonly BarAction[]; more: readonly MenuItem[] } {
        const { support } = this;
        if (!support) {
            return { buttons: [], more: [] };
        }
        const all = barActions({
            chat: this.chat,
            desk: this.desk,
            support,
            ask: (dialog) => this.ask(dialog),
            run: (work) => void this.run(work),
        });
        const isButton = ({ isFirst, isQuick }: BarAction): boolean =>
            this.props.isNarrow ? isFirst === true : isQuick === true;
        return { buttons: all.filter(isButton), more: all.filter((one) => !isButton(one)) };
    }

    get moreLabel(): string {
        return _t("More about this request");
    }

    get noteCount(): number {
        return this.desk.state.notes.get(this.props.channelId)?.length ?? 0;
    }

    get panelLabel(): string {
        return this.noteCount > 0 ? _t("Visitor and notes (%s)", this.noteCount) : _t("Visitor");
    }

    get isPanelOpen(): boolean {
        return this.props.panel === "person";
    }

    togglePanel(): void {
        this.props.onPanel(this.isPanelOpen ? null : "person");
    }

    readonly ask = (dialog: DeskDialog | null): void => {
        this.local.dialog = dialog;
    };

    readonly endDialog = (): void => this.ask(null);

    private get hasRoom(): boolean {
        const conversation = this.root.el?.closest<HTMLElement>(".o-seitech-Conversation");
        return this.props.mode === "page" && (conversation?.clientWidth ?? 0) >= WIDE;
    }

    /** One thing at a time. */
    private async run(work: () => Promise<unknown>): Promise<void> {
        if (!this.local.isBusy) {
            this.local.isBusy = true;
            await work();
            this.local.isBusy = false;
        }
    }

    /** Before Odoo takes the same keys for its own buttons. */
    private readonly onPageKeydown = (event: Event): void => {
        const key = deskKeyOf(event as KeyboardEvent);
        const id = key === "claim" || key === "close" ? key : null;
        if (id && this.isFor(event)) {
            event.preventDefault();
            event.stopPropagation();
            const { buttons, more } = this.actions;
            [...buttons, ...more].find((action) => action.id === id)?.run();
        }
    };

    private isFor(event: Event): boolean {
        if (this.props.mode === "page") {
            return isForChat(event);
        }
        const isHere = event.target instanceof Node && this.window?.contains(event.target);
        return (isHere ?? false) && !isIn(event.target, "dialog");
    }

    private get window(): HTMLElement | null {
        return this.root.el?.closest<HTMLElement>(".o-seitech-Conversation") ?? null;
    }
}

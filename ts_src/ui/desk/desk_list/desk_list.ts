import { Component, useEffect, useExternalListener, useRef, useState } from "@odoo/owl";

import type { Queue, QueueCount, Support } from "../../../model/desk/desk_state";
import type { ChannelId } from "../../../model/ids";
import { _t } from "../../translation";
import { useChat } from "../../use_chat";
import { AgentSwitch } from "../agent_switch/agent_switch";
import { deskKeyOf, isForChat } from "../desk_keys";
import { DeskNotice } from "../desk_notice/desk_notice";
import { type DeskEnv, useDesk } from "../use_desk";
import "./desk_list.scss";
import "./desk_list.xml";
import { DeskRow } from "./desk_row";

interface DeskListProps {
    /** Whether requests stand in the place of the conversations. */
    isCovering: boolean;
    onCover: (isCovering: boolean) => void;
    onOpen: (channelId: ChannelId) => void;
}

interface Segment {
    /** Null for all the agent's conversations. */
    readonly queue: QueueCount | null;
    readonly label: string;
    readonly count: number | null;
}

/** Above the list of conversations: the agent's switch, and the requests for support. */
export class DeskList extends Component<DeskListProps, DeskEnv> {
    static override template = "seitech_elearning.DeskList";
    static components = { AgentSwitch, DeskNotice, DeskRow };
    static override props = { isCovering: Boolean, onCover: Function, onOpen: Function };

    private readonly chat = useChat(this.env);
    private readonly desk = useDesk(this.env);
    private readonly rows = useRef<HTMLElement>("rows");
    readonly local = useState<{
        queue: QueueCount;
        currentId: ChannelId | null;
        claimingId: ChannelId | null;
        said: string;
    }>({ queue: "waiting", currentId: null, claimingId: null, said: "" });

    override setup(): void {
        useEffect(
            (isKnown: boolean) => {
                // Who comes to the desk while somebody waits wants to see them.
                if (isKnown && this.desk.state.counts.waiting > 0) {
                    this.props.onCover(true);
                }
            },
            () => [this.desk.state.queues.waiting.isLoaded],
        );
        useExternalListener(window, "keydown", this.onPageKeydown, { capture: true });
    }

    get segments(): readonly Segment[] {
        const { waiting, mine, assigned } = this.desk.state.counts;
        return [
            { queue: null, label: _t("Chats"), count: null },
            { queue: "waiting", label: _t("Waiting"), count: waiting },
            { queue: "mine", label: _t("Mine"), count: mine },
            { queue: "assigned", label: _t("All"), count: assigned },
        ];
    }

    isChosen({ queue }: Segment): boolean {
        return this.props.isCovering ? queue === this.local.queue : queue === null;
    }

    get queue(): Queue {
        return this.desk.state.queues[this.local.queue];
    }

    get supports(): readonly Support[] {
        return this.inQueue(this.local.queue);
    }

    get openId(): ChannelId | null {
        return this.chat.state.openChannelId;
    }

    /** The conversation says it where it is about one. */
    get isNoticeHere(): boolean {
        return this.openId === null || !this.desk.state.supports.has(this.openId);
    }

    get tabStopId(): ChannelId | null {
        const ids = this.supports.map(({ channelId }) => channelId);
        const { currentId } = this.local;
        return currentId !== null && ids.includes(currentId) ? currentId : (ids[0] ?? null);
    }

    get emptyText(): { readonly title: string; readonly hint: string } {
        switch (this.local.queue) {
            case "waiting":
                return { title: _t("Nobody is waiting"), hint: _t("New requests appear here.") };
            case "mine":
                return {
                    title: _t("You have no requests"),
                    hint: _t("Those you claim, or that are handed to you, appear here."),
                };
            case "assigned":
                return {
                    title: _t("No request is being answered"),
                    hint: _t("Those of all agents appear here."),
                };
        }
    }

    choose({ queue }: Segment): void {
        this.props.onCover(queue !== null);
        if (queue !== null) {
            this.local.queue = queue;
            if (!this.desk.state.queues[queue].isLoaded) {
                void this.desk.actions.loadQueue(queue);
            }
        }
    }

    async more(): Promise<void> {
        await this.desk.actions.loadQueue(this.local.queue, true);
    }

    readonly open = (channelId: ChannelId): void => {
        this.local.currentId = channelId;
        this.props.onOpen(channelId);
    };

    readonly claim = async (channelId: ChannelId): Promise<void> => {
        this.local.claimingId = channelId;
        const isClaimed = await this.desk.actions.claim(channelId);
        this.local.claimingId = null;
        if (isClaimed) {
            this.open(channelId);
        }
    };

    /** Arrow keys walk through the rows. */
    onRowsKeydown(event: KeyboardEvent): void {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step === undefined || event.altKey) {
            return;
        }
        const all = [
            ...(this.rows.el?.querySelectorAll<HTMLElement>(".o-seitech-DeskRow-open") ?? []),
        ];
        const row = (event.target as HTMLElement).closest(".o-seitech-DeskRow");
        const index = all.findIndex((one) => row?.contains(one));
        const next = all[Math.max(0, Math.min(index + step, all.length - 1))];
        if (next) {
            event.preventDefault();
            this.local.currentId = Number(next.dataset["channelId"]) as ChannelId;
            next.focus();
        }
    }

    /** Before Odoo takes the same keys for its own buttons. */
    private readonly onPageKeydown = (event: Event): void => {
        const key = deskKeyOf(event as KeyboardEvent);
        if ((key === "next" || key === "previous") && isForChat(event)) {
            event.preventDefault();
            event.stopPropagation();
            this.step(key === "next" ? 1 : -1);
        }
    };

    private step(by: 1 | -1): void {
        const waiting = this.inQueue("waiting");
        const at = waiting.findIndex(({ channelId }) => channelId === this.openId);
        const first = by === 1 ? 0 : waiting.length - 1;
        const next = at < 0 ? first : (at + by + waiting.length) % waiting.length;
        const support = waiting[next];
        this.local.said = support ? "" : _t("Nobody is waiting");
        if (support) {
            this.open(support.channelId);
        }
    }

    private inQueue(queue: QueueCount): readonly Support[] {
        const { queues, supports } = this.desk.state;
        return queues[queue].channelIds
            .map((channelId) => supports.get(channelId))
            .filter((support) => support !== undefined);
    }
}

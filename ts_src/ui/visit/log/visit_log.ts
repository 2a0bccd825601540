import { Component, onMounted, onPatched, useEffect, useRef, useState } from "@odoo/owl";

import type { Timestamp } from "../../../model/ids";
import { useAttention } from "../../hooks/use_attention";
import { useNow } from "../../hooks/use_now";
import { useScrollKeeper } from "../../timeline/use_scroll_keeper";
import { _t } from "../../translation";
import { Icon } from "../icon/icon";
import { VisitMessage } from "../message/visit_message";
import { dayName } from "../moments";
import { useVisit, type VisitEnv } from "../visit_env";
import { useVisitAnnouncer } from "./use_visit_announcer";
import "./visit_log.scss";
import "./visit_log.xml";
import { type VisitRow, visitRows } from "./visit_rows";

/** Older messages are fetched this many pixels before their place comes into sight. */
const AHEAD = 300;

/** The messages of the conversation, and who is typing. */
export class VisitLog extends Component<Record<string, never>, VisitEnv> {
    static override template = "seitech_elearning.VisitLog";
    static components = { Icon, VisitMessage };
    static override props = {};

    private readonly viewport = useRef<HTMLElement>("viewport");
    private readonly content = useRef<HTMLElement>("content");
    private readonly clock = useNow();
    private readonly attention = useAttention();
    readonly visit = useVisit(this.env);
    readonly scroll = useScrollKeeper(this.viewport, this.content);
    readonly announcements = useVisitAnnouncer(this.visit.state);
    /** The newest message that was in sight. */
    readonly local = useState({ seenId: this.newestId });

    override setup(): void {
        onMounted(() => this.lookAhead());
        onPatched(() => this.lookAhead());
        useEffect(
            () => this.onNewest(),
            () => [this.newestId, this.scroll.isAtBottom, this.attention.isAttentive],
        );
        useEffect(
            (_count: number, last: string | undefined) => {
                // Whoever writes wants to see it.
                if (last !== undefined) {
                    this.scroll.toBottom();
                }
            },
            () => [
                this.visit.state.outgoing.length,
                this.visit.state.outgoing.at(-1)?.clientKey as string | undefined,
            ],
        );
    }

    getRows(): readonly VisitRow[] {
        return visitRows(this.visit.state);
    }

    get countBelow(): number {
        const seenId = this.local.seenId ?? 0;
        return this.visit.state.messages.filter(({ id, isOwn }) => id > seenId && !isOwn).length;
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

    get typingText(): string {
        const { typing } = this.visit.state;
        return typing === null ? "" : _t("%s is typing…", typing);
    }

    dayLabel(day: Timestamp): string {
        return dayName(day, this.clock.now);
    }

    onScroll(): void {
        this.scroll.onScroll();
        this.lookAhead();
    }

    jump(): void {
        const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
        this.scroll.toBottom(isCalm ? "instant" : "smooth");
        this.viewport.el?.focus({ preventScroll: true });
    }

    private get newestId(): number | null {
        return this.visit.state.messages.at(-1)?.id ?? null;
    }

    /** Seen is what is in sight of somebody who is there. */
    private onNewest(): void {
        if (this.newestId !== null && this.scroll.isAtBottom && this.attention.isAttentive) {
            this.local.seenId = this.newestId;
            this.visit.actions.markRead();
        }
    }

    private lookAhead(): void {
        const { hasOlder, isLoadingOlder } = this.visit.state;
        const isNear = (this.viewport.el?.scrollTop ?? AHEAD) < AHEAD;
        if (isNear && hasOlder && !isLoadingOlder) {
            void this.visit.actions.loadOlder();
        }
    }
}

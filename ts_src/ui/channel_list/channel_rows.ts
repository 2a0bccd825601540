import { Component, onPatched, onWillPatch, useEffect, useRef, useState } from "@odoo/owl";

import type { ChannelId, Timestamp } from "../../model/ids";
import { rowsInWindow, useScrollWindow } from "../kit/virtual_rows";
import { ChannelItem } from "./channel_item";
import "./channel_rows.scss";
import "./channel_rows.xml";
import type { ChannelPlace, ListLayout, PlacedSection } from "./list_rows";
import { rowAfterKey } from "./row_keys";

/** The part of a section that is on the page. */
interface ShownSection extends PlacedSection {
    /** How many conversations are in all of it. */
    readonly count: number;
}

interface ChannelRowsProps {
    layout: ListLayout;
    openChannelId: ChannelId | null;
    now: Timestamp;
    /** Whether every conversation is known. */
    isComplete: boolean;
    onOpen: (channelId: ChannelId) => void;
    slots?: object;
}

/**
 * The rows of the list, of which only those near to what is in sight are on the page: with 2,000
 * conversations as few as with 50. Arrow keys, Home, End and the page keys reach all of them;
 * the one that can have the focus is on the page wherever it is. The slot stands below them.
 */
export class ChannelRows extends Component<ChannelRowsProps> {
    static override template = "seitech_elearning.ChannelRows";
    static components = { ChannelItem };
    static override props = {
        layout: Object,
        openChannelId: { type: [Number, { value: null }] },
        now: Number,
        isComplete: Boolean,
        onOpen: Function,
        slots: Object,
    };

    private readonly root = useRef<HTMLElement>("root");
    private readonly scrolled = useScrollWindow(this.root);
    readonly local = useState<{ currentId: ChannelId | null }>({ currentId: null });
    /** The row that shall have the focus after the next rendering. */
    private focusId: ChannelId | null = null;

    override setup(): void {
        useEffect(
            (openChannelId: ChannelId | null) => {
                this.local.currentId = openChannelId ?? this.local.currentId;
            },
            () => [this.props.openChannelId],
        );
        // A row that moves to another place loses the focus on its way there.
        onWillPatch(() => {
            this.focusId ??= this.focusedId();
        });
        onPatched(() => this.restoreFocus());
    }

    /** The row that Tab goes to. */
    get current(): ChannelPlace | undefined {
        const { places } = this.props.layout;
        const { currentId } = this.local;
        return places.find(({ channel }) => channel.id === currentId) ?? places[0];
    }

    get sections(): readonly ShownSection[] {
        const { current } = this;
        return this.props.layout.sections
            .map((section) => {
                const places = rowsInWindow(section.places, this.scrolled);
                const isHere = current && section.places.includes(current);
                const isMissing = isHere && !places.includes(current);
                const count = section.places.length;
                return { ...section, count, places: isMissing ? [...places, current] : places };
            })
            .filter(({ places }) => places.length > 0);
    }

    readonly setCurrent = (channelId: ChannelId): void => {
        this.local.currentId = channelId;
    };

    onKeydown(event: KeyboardEvent): void {
        const { current } = this;
        const isOnRow = (event.target as HTMLElement).matches(".o-seitech-ChannelRow");
        if (!current || !isOnRow || event.altKey || event.ctrlKey || event.metaKey) {
            return;
        }
        const { places } = this.props.layout;
        const perPage = Math.floor((this.root.el?.clientHeight ?? 0) / this.rowHeight);
        const target =
            places[rowAfterKey(event.key, places.indexOf(current), places.length, perPage)];
        if (target) {
            event.preventDefault();
            this.focusRow(target.channel.id);
        }
    }

    private focusRow(channelId: ChannelId): void {
        this.local.currentId = channelId;
        this.focusId = channelId;
        // Also when nothing else has changed.
        this.render();
    }

    private restoreFocus(): void {
        const { focusId } = this;
        this.focusId = null;
        if (focusId === null || this.focusedId() === focusId) {
            return;
        }
        // What was hidden leaves the focus to the row that Tab would go to.
        const row = this.rowOf(focusId) ?? this.rowOf(this.current?.channel.id);
        row?.focus({ preventScroll: true });
        row?.closest(".o-seitech-ChannelItem")?.scrollIntoView({ block: "nearest" });
    }

    private rowOf(channelId: ChannelId | undefined): HTMLElement | null {
        const { el } = this.root;
        return el?.querySelector<HTMLElement>(`[data-channel-id="${channelId}"]`) ?? null;
    }

    /** The row that has the focus, or whose menu has it. */
    private focusedId(): ChannelId | null {
        const item = document.activeElement?.closest(".o-seitech-ChannelItem");
        const row = this.root.el?.contains(item ?? null)
            ? item?.querySelector<HTMLElement>("[data-channel-id]")
            : null;
        return row ? (Number(row.dataset["channelId"]) as ChannelId) : null;
    }

    private get rowHeight(): number {
        return (
            this.root.el?.querySelector<HTMLElement>(".o-seitech-ChannelItem")?.offsetHeight ?? 1
        );
    }
}

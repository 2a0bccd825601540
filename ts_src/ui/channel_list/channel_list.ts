import { Component, onMounted, onWillStart, useRef, useState } from "@odoo/owl";

import type { ChannelId } from "../../model/ids";
import { leftovers } from "../../model/unsent";
import { failureText } from "../format/failure_text";
import { ChannelFilters, type FilterChip } from "../channel_filters/channel_filters";
import { shownFilters } from "../channel_filters/shown_filters";
import { useNow } from "../hooks/use_now";
import { lazy } from "../kit/lazy/lazy";
import { channelFilters } from "../registries/channel_filters";
import { Slot } from "../slot/slot";
import { _t } from "../translation";
import { bareState, type ChatEnv, useChat } from "../use_chat";
import { ChannelRows } from "./channel_rows";
import "./channel_list.scss";
import "./channel_list.xml";
import { layoutList, type ListLayout } from "./list_rows";
import { useChannelSearch } from "./use_channel_search";

interface ChannelListProps {
    onOpen: (channelId: ChannelId) => void;
}

const ALL = "all";
/** The one that Tab goes to. */
const FIRST_ROW = ".o-seitech-ChannelRow[tabindex='0']";

let made = 0;

/** All conversations: search, filters, what is pinned, what is unread, the rest by its activity. */
export class ChannelList extends Component<ChannelListProps, ChatEnv> {
    static override template = "seitech_elearning.ChannelList";
    static components = {
        ChannelFilters,
        ChannelRows,
        Leftovers: lazy("Leftovers"),
        NewConversation: lazy("NewConversation"),
        Slot,
    };
    static override props = { onOpen: Function };

    private readonly chat = useChat(this.env);
    private readonly root = useRef<HTMLElement>("root");
    readonly clock = useNow();
    readonly local = useState({ filter: ALL, isStarting: false, isCovered: false });
    readonly search = useChannelSearch(this.chat);
    readonly titleId = `o-seitech-ChannelList-title-${(made += 1)}`;
    /** Widths of the texts, in percent, that stand in while the list is loading. */
    readonly placeholders = [60, 45, 70, 50, 65];

    override setup(): void {
        // Not earlier: what it changes at once would render again whoever is just rendering this.
        onMounted(() => void this.chat.actions.loadWholeList());
        onWillStart(() => {
            if (this.chat.state.directory.openings === null) {
                void this.chat.actions.loadOpenings();
            }
        });
    }

    get filters(): readonly FilterChip[] {
        return shownFilters(this.chat.state);
    }

    /** A filter may go away while it is chosen: with what it is for. */
    get filter(): string {
        const { filter } = this.local;
        return this.filters.some(({ id }) => id === filter) ? filter : ALL;
    }

    get layout(): ListLayout {
        const chosen = this.filter;
        const item = channelFilters.entries().find(([id]) => id === chosen)?.[1];
        return layoutList(bareState(this.chat), item ?? null, this.search.query);
    }

    get openChannelId(): ChannelId | null {
        return this.chat.state.openChannelId;
    }

    get hasLeftovers(): boolean {
        return leftovers(this.chat.state).length > 0;
    }

    get isComplete(): boolean {
        const { isLoaded, nextCursor } = this.chat.state.channelList;
        return isLoaded && nextCursor === null;
    }

    get isWaiting(): boolean {
        const { isLoaded, status } = this.chat.state.channelList;
        return !isLoaded && status !== "failed";
    }

    /** Something is on its way that may belong at the end of what is on show. */
    get isLoadingMore(): boolean {
        const { isLoaded, status } = this.chat.state.channelList;
        const isPaging = isLoaded && status === "loading" && !this.isComplete;
        return isPaging || this.search.isRunning;
    }

    get failure(): string | null {
        const { status, failure } = this.chat.state.channelList;
        return status === "failed" && failure ? failureText(failure) : null;
    }

    get isNarrowed(): boolean {
        return this.search.query.trim() !== "" || this.filter !== ALL;
    }

    get searchLabel(): string {
        return _t("Find by name, person or course");
    }

    /** For those who do not see the list get shorter. */
    foundText(count: number): string {
        if (!this.isNarrowed || this.isLoadingMore) {
            return "";
        }
        return count === 1 ? _t("1 conversation") : _t("%s conversations", count);
    }

    async retry(): Promise<void> {
        const { state, actions } = this.chat;
        if (!state.channelList.isLoaded) {
            await actions.loadChannels();
        }
        await actions.loadWholeList();
    }

    onSearchInput(event: InputEvent): void {
        this.local.isCovered = false;
        this.search.change((event.target as HTMLInputElement).value);
    }

    /** What stands above takes the place of the rows, or gives it back. */
    readonly cover = (isCovered: boolean): void => {
        this.local.isCovered = isCovered;
    };

    readonly choose = (filter: string): void => {
        this.local.filter = filter;
    };

    readonly start = (): void => {
        this.local.isStarting = true;
    };

    readonly endStart = (): void => {
        this.local.isStarting = false;
    };

    readonly openStarted = (channelId: ChannelId): void => {
        this.endStart();
        this.props.onOpen(channelId);
    };

    /** In the field: to the rows, to the first of them, or back to the whole list. */
    onSearchKeydown(event: KeyboardEvent): void {
        const { places } = this.layout;
        if (event.isComposing) {
            return;
        }
        if (event.key === "ArrowDown" && places[0]) {
            event.preventDefault();
            this.root.el?.querySelector<HTMLElement>(FIRST_ROW)?.focus();
        } else if (event.key === "Enter" && places[0] && this.isNarrowed) {
            event.preventDefault();
            this.props.onOpen(places[0].channel.id);
        } else if (event.key === "Escape" && this.search.query !== "") {
            event.preventDefault();
            event.stopPropagation();
            this.search.change("");
        }
    }

    /** A slash goes to the field, from wherever one does not write. */
    onKeydown(event: KeyboardEvent): void {
        const isWriting = (event.target as HTMLElement).matches("input, textarea");
        if (event.key === "/" && !isWriting && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            this.root.el?.querySelector<HTMLElement>("input[type=search]")?.focus();
        }
    }
}

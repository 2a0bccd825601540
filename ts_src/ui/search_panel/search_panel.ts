import { Component, onWillUnmount, useState } from "@odoo/owl";

import type { ChannelId, MessageId } from "../../model/ids";
import type { Message } from "../../model/records";
import { foundMessages } from "../../model/search";
import type { MessageSearch } from "../../model/state";
import { failureText } from "../format/failure_text";
import { useDebounced } from "../hooks/use_debounced";
import { useNow } from "../hooks/use_now";
import { MessageExcerpt } from "../message_excerpt/message_excerpt";
import { SidePanel } from "../side_panel/side_panel";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./search_panel.xml";

interface SearchPanelProps {
    channelId: ChannelId;
    onJump: (messageId: MessageId) => void;
    onClose: () => void;
}

const PAUSE = 300;

/** Searches the messages of a conversation. */
export class SearchPanel extends Component<SearchPanelProps, ChatEnv> {
    static override template = "seitech_elearning.SearchPanel";
    static components = { MessageExcerpt, SidePanel };
    static override props = { channelId: Number, onJump: Function, onClose: Function };

    readonly failureText = failureText;
    private readonly chat = useChat(this.env);
    readonly clock = useNow();
    readonly local = useState({ query: "" });
    private readonly searchSoon = useDebounced(() => this.search(), PAUSE);

    override setup(): void {
        onWillUnmount(() => this.chat.actions.closeSearch());
    }

    get placeholder(): string {
        return _t("Search in this conversation");
    }

    /** The search on show; null while there is none, or another one. */
    get shown(): MessageSearch | null {
        const { search } = this.chat.state;
        const isWanted = search?.channelId === this.props.channelId && search.query === this.query;
        return isWanted ? search : null;
    }

    get messages(): readonly Message[] {
        return this.shown ? foundMessages(this.chat.state).map(({ message }) => message) : [];
    }

    onInput(event: InputEvent): void {
        this.local.query = (event.target as HTMLInputElement).value;
        this.searchSoon();
    }

    search(): void {
        if (this.query) {
            void this.chat.actions.searchMessages(this.query, this.props.channelId);
        } else {
            this.chat.actions.closeSearch();
        }
    }

    async loadMore(): Promise<void> {
        await this.chat.actions.loadMoreFound();
    }

    private get query(): string {
        return this.local.query.trim();
    }
}

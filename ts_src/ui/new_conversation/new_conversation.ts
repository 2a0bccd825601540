import { Component, onMounted, useEffect, useRef, useState } from "@odoo/owl";

import type { OpeningRequest } from "../../engine/ports";
import type { ChannelId } from "../../model/ids";
import { failureText } from "../format/failure_text";
import { rowAfterKey } from "../channel_list/row_keys";
import { useDebounced } from "../hooks/use_debounced";
import { Avatar } from "../kit/avatar/avatar";
import { Dialog } from "../kit/dialog/dialog";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import { type Choice, choicesFor, emptyTextFor, searchLabelFor } from "./choices";
import { GroupName } from "./group_name";
import "./new_conversation.scss";
import "./new_conversation.xml";
import { type ShownOpening, shownOpenings } from "./openings";

interface NewConversationProps {
    onOpen: (channelId: ChannelId) => void;
    onClose: () => void;
}

const PAUSE = 250;

/** Begins a conversation: of what kind, with whom or about what, as far as the server allows it. */
export class NewConversation extends Component<NewConversationProps, ChatEnv> {
    static override template = "seitech_elearning.NewConversation";
    static components = { Avatar, Dialog, GroupName };
    static override props = { onOpen: Function, onClose: Function };

    private readonly chat = useChat(this.env);
    private readonly root = useRef<HTMLElement>("root");
    private readonly field = useRef<HTMLInputElement>("field");
    readonly local = useState({ chosenKey: "", query: "", problem: "", isOpening: false });
    private readonly searchSoon = useDebounced(() => this.search(), PAUSE);

    override setup(): void {
        onMounted(() => this.load());
        // The field is there only once it is known that there is something to look for.
        useEffect(
            () => this.field.el?.focus(),
            () => [this.field.el],
        );
    }

    get title(): string {
        return _t("New conversation");
    }

    get openings(): readonly ShownOpening[] {
        return shownOpenings(this.chat.state.directory.openings ?? []);
    }

    /** Kinds for which somebody or something is to be chosen or named. */
    get kinds(): readonly ShownOpening[] {
        return this.openings.filter(({ subject }) => subject !== "nothing");
    }

    /** Kinds that need nothing more. */
    get plainKinds(): readonly ShownOpening[] {
        return this.openings.filter(({ subject }) => subject === "nothing");
    }

    get chosen(): ShownOpening | undefined {
        const { kinds } = this;
        return kinds.find(({ key }) => key === this.local.chosenKey) ?? kinds[0];
    }

    get isNaming(): boolean {
        return this.chosen?.subject === "name";
    }

    get isChoosing(): boolean {
        return this.chosen !== undefined && !this.isNaming;
    }

    get isLoaded(): boolean {
        return this.chat.state.directory.openings !== null;
    }

    get failure(): string | null {
        const { status, failure } = this.chat.state.directory;
        const isTold = status === "failed" && !this.isNaming;
        return isTold && failure ? failureText(failure) : null;
    }

    get isSearching(): boolean {
        const { status, channelType, search } = this.chat.state.directory;
        const isAsked = channelType === this.chosen?.channelType && search === this.wanted;
        return status === "loading" || (status === "idle" && !isAsked);
    }

    get choices(): readonly Choice[] {
        const { directory, self } = this.chat.state;
        return this.chosen ? choicesFor(this.chosen, directory, self.id) : [];
    }

    get searchLabel(): string {
        return this.chosen ? searchLabelFor(this.chosen) : "";
    }

    get emptyText(): string {
        return this.chosen ? emptyTextFor(this.chosen, this.wanted !== "") : "";
    }

    /** Also again, after that has failed. */
    readonly load = async (): Promise<void> => {
        await this.chat.actions.loadOpenings();
        this.search();
    };

    choose(opening: ShownOpening): void {
        this.local.chosenKey = opening.key;
        this.local.problem = "";
        this.search();
    }

    onInput(event: InputEvent): void {
        this.local.query = (event.target as HTMLInputElement).value;
        this.searchSoon();
    }

    /** The notice would stand below this dialog: what went wrong is said here. */
    readonly open = async (request: OpeningRequest): Promise<void> => {
        if (this.local.isOpening) {
            return;
        }
        this.local.isOpening = true;
        this.local.problem = "";
        const channelId = await this.chat.actions.startConversation(request);
        this.local.isOpening = false;
        if (channelId !== null) {
            this.props.onOpen(channelId);
            return;
        }
        const { notice } = this.chat.state;
        this.local.problem = notice ? failureText(notice) : "";
        this.chat.actions.dismissNotice();
    };

    /** Arrow keys walk from the field through what was found and back. */
    onKeydown(event: KeyboardEvent): void {
        const selector = "input, .o-seitech-NewConversation-choice";
        const stops = [...(this.root.el?.querySelectorAll<HTMLElement>(selector) ?? [])];
        const current = stops.findIndex((stop) => stop === document.activeElement);
        const isWalking = event.key === "ArrowDown" || event.key === "ArrowUp";
        if (isWalking && current >= 0 && !event.isComposing) {
            event.preventDefault();
            stops[rowAfterKey(event.key, current, stops.length, 1)]?.focus();
        }
    }

    private get wanted(): string {
        return this.local.query.trim();
    }

    private search(): void {
        const { chosen, wanted } = this;
        if (chosen?.subject === "person") {
            void this.chat.actions.findPeople(chosen.channelType, wanted);
        } else if (chosen && !this.isNaming) {
            void this.chat.actions.findTopics(chosen.channelType, wanted);
        }
    }
}

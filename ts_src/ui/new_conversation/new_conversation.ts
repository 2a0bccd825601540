import { Component, onMounted, useEffect, useRef, useState } from "@odoo/owl";

import type { OpeningRequest } from "../../engine/ports";
import type { ChannelId } from "../../model/ids";
import type { Person } from "../../model/records";
import { failureText } from "../format/failure_text";
import { rowAfterKey } from "../channel_list/row_keys";
import { useDebounced } from "../hooks/use_debounced";
import { Avatar } from "../kit/avatar/avatar";
import { Dialog } from "../kit/dialog/dialog";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import "./new_conversation.scss";
import "./new_conversation.xml";
import { type ShownOpening, shownOpenings } from "./openings";

interface NewConversationProps {
    onOpen: (channelId: ChannelId) => void;
    onClose: () => void;
}

const PAUSE = 250;

/** Begins a conversation: of what kind, and with whom, as far as the server allows it. */
export class NewConversation extends Component<NewConversationProps, ChatEnv> {
    static override template = "seitech_elearning.NewConversation";
    static components = { Avatar, Dialog };
    static override props = { onOpen: Function, onClose: Function };

    private readonly chat = useChat(this.env);
    private readonly root = useRef<HTMLElement>("root");
    private readonly field = useRef<HTMLInputElement>("field");
    readonly local = useState({ chosenKey: "", query: "", problem: "", isOpening: false });
    private readonly searchSoon = useDebounced(() => this.search(), PAUSE);

    override setup(): void {
        onMounted(() => this.load());
        // The field is there only once it is known that there is somebody to look for.
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

    /** Kinds for which somebody is to be chosen. */
    get personKinds(): readonly ShownOpening[] {
        return this.openings.filter(({ subject }) => subject === "person");
    }

    /** Kinds that need nothing more. */
    get plainKinds(): readonly ShownOpening[] {
        return this.openings.filter(({ subject }) => subject === "nothing");
    }

    get chosen(): ShownOpening | undefined {
        const { personKinds } = this;
        return personKinds.find(({ key }) => key === this.local.chosenKey) ?? personKinds[0];
    }

    get isLoaded(): boolean {
        return this.chat.state.directory.openings !== null;
    }

    get failure(): string | null {
        const { status, failure } = this.chat.state.directory;
        return status === "failed" && failure ? failureText(failure) : null;
    }

    get isSearching(): boolean {
        const { status, channelType, search } = this.chat.state.directory;
        const isAsked = channelType === this.chosen?.channelType && search === this.wanted;
        return status === "loading" || (status === "idle" && !isAsked);
    }

    get people(): readonly Person[] {
        const { channelType, people } = this.chat.state.directory;
        return channelType === this.chosen?.channelType ? people : [];
    }

    get searchLabel(): string {
        return _t("Find people by name");
    }

    get nobodyText(): string {
        return this.wanted === ""
            ? _t("There is nobody you can write to in this way yet.")
            : _t("Nobody was found.");
    }

    nameOf({ userId, name }: Person): string {
        return userId === this.chat.state.self.id ? _t("%s (you)", name) : name;
    }

    /** Also again, after that has failed. */
    readonly load = async (): Promise<void> => {
        await this.chat.actions.loadOpenings();
        this.search();
    };

    choose(opening: ShownOpening): void {
        this.local.chosenKey = opening.key;
        this.search();
    }

    onInput(event: InputEvent): void {
        this.local.query = (event.target as HTMLInputElement).value;
        this.searchSoon();
    }

    openPlain({ channelType }: ShownOpening): Promise<void> {
        return this.open({ channelType });
    }

    openWith({ userId, courseId }: Person): Promise<void> {
        const { chosen } = this;
        if (!chosen) {
            return Promise.resolve();
        }
        const { channelType } = chosen;
        const isAboutCourse = channelType === "student_instructor" && courseId !== null;
        return this.open({ channelType, userId, ...(isAboutCourse && { courseId }) });
    }

    /** Arrow keys walk from the field through the people and back. */
    onKeydown(event: KeyboardEvent): void {
        const selector = "input, .o-seitech-NewConversation-person";
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
        if (this.chosen) {
            void this.chat.actions.findPeople(this.chosen.channelType, this.wanted);
        }
    }

    /** The notice would stand below this dialog: what went wrong is said here. */
    private async open(request: OpeningRequest): Promise<void> {
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
    }
}

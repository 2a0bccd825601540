import { Component, useRef } from "@odoo/owl";

import type { EarlierSupport, Support, SupportPerson } from "../../../model/desk/desk_state";
import type { ChannelId } from "../../../model/ids";
import { formatBrief, formatFull } from "../../format/times";
import { useNow } from "../../hooks/use_now";
import { useReturningFocus } from "../../hooks/use_returning_focus";
import { Avatar } from "../../kit/avatar/avatar";
import { _t } from "../../translation";
import { useChat } from "../../use_chat";
import { languageName } from "../language_name";
import { NoteComposer } from "../notes/note_composer";
import { NoteList } from "../notes/note_list";
import { type SafeLink, safeLink } from "../safe_link";
import "../../side_panel/side_panel.scss";
import { TagEditor } from "../tags/tag_editor";
import { type DeskEnv, isSupport, useDesk } from "../use_desk";
import "./person_panel.scss";
import "./person_panel.xml";

interface PersonPanelProps {
    channelId: ChannelId;
    /** Whether it lies over the conversation. */
    isNarrow: boolean;
    onOpen: (channelId: ChannelId) => void;
    onClose: () => void;
}

/** A page that a visitor's browser has told of; without a link if it is none of the web. */
interface ToldPage {
    readonly label: string;
    readonly link: SafeLink | null;
    readonly text: string;
}

/** Beside a request for support: who asks, from where, and what agents have noted. */
export class PersonPanel extends Component<PersonPanelProps, DeskEnv> {
    static override template = "seitech_elearning.PersonPanel";
    static components = { Avatar, NoteComposer, NoteList, TagEditor };
    static override props = {
        channelId: Number,
        isNarrow: Boolean,
        onOpen: Function,
        onClose: Function,
    };

    private readonly chat = useChat(this.env);
    private readonly desk = useDesk(this.env);
    private readonly root = useRef<HTMLElement>("root");
    private readonly clock = useNow();
    readonly titleId = `o-seitech-PersonPanel-${this.props.channelId}`;

    override setup(): void {
        // Beside the conversation it opens by itself, and must not take the focus from it.
        if (this.props.isNarrow) {
            useReturningFocus(this.root, ".btn-close");
        }
    }

    /** Other conversations have another person beside them. */
    get isShown(): boolean {
        return isSupport(this.chat.state, this.props.channelId);
    }

    get support(): Support | undefined {
        return this.desk.state.supports.get(this.props.channelId);
    }

    get person(): SupportPerson | undefined {
        return this.desk.state.persons.get(this.props.channelId);
    }

    get name(): string {
        return this.person?.name ?? this.support?.visitorName ?? "";
    }

    get isVisitor(): boolean {
        return this.support?.type === "public_support";
    }

    get title(): string {
        return this.isVisitor ? _t("Visitor") : _t("Student");
    }

    get facts(): readonly { readonly label: string; readonly value: string }[] {
        const { subject, language } = this.support ?? {};
        return [
            ...(subject ? [{ label: _t("Subject"), value: subject }] : []),
            ...(language ? [{ label: _t("Language"), value: languageName(language) }] : []),
        ];
    }

    get pages(): readonly ToldPage[] {
        const { page, referrer } = this.support ?? {};
        return [
            ...(page ? [toldPage(_t("Is on"), page)] : []),
            ...(referrer ? [toldPage(_t("Came from"), referrer)] : []),
        ];
    }

    get blockedText(): string {
        const until = this.person?.blockedUntil ?? null;
        return until === null ? "" : _t("Blocked until %s", formatFull(until));
    }

    dateOf({ date }: EarlierSupport): string {
        return formatBrief(date, Math.max(this.clock.now, date));
    }
}

function toldPage(label: string, text: string): ToldPage {
    return { label, link: safeLink(text), text };
}

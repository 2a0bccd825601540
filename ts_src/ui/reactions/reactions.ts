import { Component, useState } from "@odoo/owl";

import { canReact } from "../../model/messages";
import { type ReactionGroup, reactionGroups } from "../../model/reactions";
import type { Message } from "../../model/records";
import { listNames } from "../format/names";
import { _t } from "../translation";
import { type ChatEnv, useChat } from "../use_chat";
import { ReactionNames } from "./reaction_names";
import "./reactions.scss";
import "./reactions.xml";

interface ReactionsProps {
    message: Message;
}

const MOST_NAMES = 15;

/** The emoji on a message, how many there are of each and who has put them there. */
export class Reactions extends Component<ReactionsProps, ChatEnv> {
    static override template = "seitech_elearning.Reactions";
    static components = { ReactionNames };
    static override props = { message: Object };

    private readonly chat = useChat(this.env);
    readonly local = useState<{ explained: string | null }>({ explained: null });

    get groups(): readonly ReactionGroup[] {
        return reactionGroups(this.chat.state, this.props.message.id);
    }

    get isFixed(): boolean {
        return !canReact(this.chat.state, this.props.message);
    }

    names({ names, count }: ReactionGroup): string {
        const shown = names.slice(0, MOST_NAMES);
        const more = count - shown.length;
        const list = listNames(shown);
        return more > 0 ? _t("%s and %s others", list, more) : list;
    }

    label(group: ReactionGroup): string {
        const what = `${group.emoji} ${group.count}`;
        return _t("%s: %s", what, this.names(group));
    }

    async toggle(emoji: string): Promise<void> {
        if (!this.isFixed) {
            await this.chat.actions.toggleReaction(this.props.message.id, emoji);
        }
    }

    explain(emoji: string | null): void {
        this.local.explained = emoji;
    }
}

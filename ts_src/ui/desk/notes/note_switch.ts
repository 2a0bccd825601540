import { Component } from "@odoo/owl";

import type { ChannelId } from "../../../model/ids";
import { useChat } from "../../use_chat";
import { type DeskEnv, isSupport, useDesk } from "../use_desk";
import { NoteComposer } from "./note_composer";
import "./note_switch.scss";
import "./note_switch.xml";

interface NoteSwitchProps {
    channelId: ChannelId;
    /** Whether notes are written in the place of messages. */
    isCovering: boolean;
    onCover: (isCovering: boolean) => void;
}

/** Above the composer: whether one writes to the visitor, or to the other agents. */
export class NoteSwitch extends Component<NoteSwitchProps, DeskEnv> {
    static override template = "seitech_elearning.NoteSwitch";
    static components = { NoteComposer };
    static override props = { channelId: Number, isCovering: Boolean, onCover: Function };

    private readonly chat = useChat(this.env);
    private readonly desk = useDesk(this.env);

    get isShown(): boolean {
        return isSupport(this.chat.state, this.props.channelId);
    }

    /** Somebody has begun a note and gone on to something else. */
    get hasDraft(): boolean {
        const text = this.desk.state.noteDrafts.get(this.props.channelId) ?? "";
        return text.trim() !== "" && !this.props.isCovering;
    }

    readonly writeMessage = (): void => this.props.onCover(false);

    readonly writeNote = (): void => this.props.onCover(true);
}

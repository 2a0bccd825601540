import { Component, markup } from "@odoo/owl";

import type { Note } from "../../../model/desk/desk_state";
import type { ChannelId } from "../../../model/ids";
import { formatBrief, formatFull, formatIso } from "../../format/times";
import { useNow } from "../../hooks/use_now";
import { type DeskEnv, useDesk } from "../use_desk";
import "./note_list.scss";
import "./note_list.xml";

interface NoteListProps {
    channelId: ChannelId;
}

/** What agents have written to one another about a conversation. */
export class NoteList extends Component<NoteListProps, DeskEnv> {
    static override template = "seitech_elearning.NoteList";
    static override props = { channelId: Number };

    private readonly desk = useDesk(this.env);
    private readonly clock = useNow();

    get notes(): readonly Note[] {
        return this.desk.state.notes.get(this.props.channelId) ?? [];
    }

    /** Rendered and sanitised by the server. */
    bodyOf({ html }: Note): ReturnType<typeof markup> {
        return markup(html);
    }

    timeOf({ createdAt }: Note): string {
        return formatBrief(createdAt, Math.max(this.clock.now, createdAt));
    }

    fullTimeOf({ createdAt }: Note): string {
        return formatFull(createdAt);
    }

    isoTimeOf({ createdAt }: Note): string {
        return formatIso(createdAt);
    }
}

import { Component, useState } from "@odoo/owl";

import type { TransferTarget } from "../../../engine/desk/desk_actions";
import type { Agent } from "../../../model/desk/desk_state";
import type { ChannelId, UserId } from "../../../model/ids";
import { Dialog } from "../../kit/dialog/dialog";
import { _t } from "../../translation";
import { useChat } from "../../use_chat";
import { DeskNotice } from "../desk_notice/desk_notice";
import { type DeskEnv, useDesk } from "../use_desk";
import "./desk_dialogs.scss";
import "./transfer_dialog.xml";

interface TransferDialogProps {
    channelId: ChannelId;
    onClose: () => void;
}

/** Hands a request over to a colleague or to a team, with a note. */
export class TransferDialog extends Component<TransferDialogProps, DeskEnv> {
    static override template = "seitech_elearning.TransferDialog";
    static components = { Dialog, DeskNotice };
    static override props = { channelId: Number, onClose: Function };

    private readonly chat = useChat(this.env);
    private readonly desk = useDesk(this.env);
    readonly local = useState<{ chosen: TransferTarget | null; note: string; isBusy: boolean }>({
        chosen: null,
        note: "",
        isBusy: false,
    });

    /** Who is there first, and of those who has the least to do. */
    get colleagues(): readonly Agent[] {
        return (this.desk.state.setup?.agents ?? [])
            .filter(({ userId }) => userId !== this.chat.state.self.id)
            .toSorted(
                (one, other) =>
                    Number(other.isAvailable) - Number(one.isAvailable) ||
                    one.load - other.load ||
                    one.name.localeCompare(other.name),
            );
    }

    get teams(): readonly { readonly id: number; readonly name: string }[] {
        return this.desk.state.setup?.teams ?? [];
    }

    /** How it stands with a colleague. */
    aboutOf({ isAvailable, state, load }: Agent): string {
        const open = load === 1 ? _t("1 open request") : _t("%s open requests", load);
        return `${isAvailable ? _t("Available") : stateText(state)} · ${open}`;
    }

    isColleague(userId: UserId): boolean {
        const { chosen } = this.local;
        return chosen !== null && "userId" in chosen && chosen.userId === userId;
    }

    isTeam(teamId: number): boolean {
        const { chosen } = this.local;
        return chosen !== null && "teamId" in chosen && chosen.teamId === teamId;
    }

    choose(target: TransferTarget): void {
        this.local.chosen = target;
    }

    onNote(event: InputEvent): void {
        this.local.note = (event.target as HTMLTextAreaElement).value;
    }

    async submit(): Promise<void> {
        const { chosen, note, isBusy } = this.local;
        if (!chosen || isBusy) {
            return;
        }
        const { channelId, onClose } = this.props;
        this.local.isBusy = true;
        const isDone = await this.desk.actions.transfer(channelId, chosen, note.trim());
        this.local.isBusy = false;
        if (isDone) {
            onClose();
        }
    }
}

function stateText(state: Agent["state"]): string {
    switch (state) {
        case "busy":
            return _t("Busy");
        case "away":
            return _t("Away");
        case "online":
            return _t("Not available now");
    }
}

import { Component, useState } from "@odoo/owl";

import type { ChannelId } from "../../../model/ids";
import { Dialog } from "../../kit/dialog/dialog";
import { _t } from "../../translation";
import { type DeskEnv, useDesk } from "../use_desk";
import "./block_dialog.xml";
import "./desk_dialogs.scss";

interface BlockDialogProps {
    channelId: ChannelId;
    onClose: () => void;
}

/** Keeps a visitor from writing for a while. */
export class BlockDialog extends Component<BlockDialogProps, DeskEnv> {
    static override template = "seitech_elearning.BlockDialog";
    static components = { Dialog };
    static override props = { channelId: Number, onClose: Function };

    private readonly desk = useDesk(this.env);
    readonly local = useState({ hours: 24 });

    get choices(): readonly { readonly hours: number; readonly label: string }[] {
        return [
            { hours: 1, label: _t("1 hour") },
            { hours: 24, label: _t("1 day") },
            { hours: 168, label: _t("1 week") },
            { hours: 720, label: _t("30 days") },
        ];
    }

    choose(hours: number): void {
        this.local.hours = hours;
    }

    submit(): void {
        this.props.onClose();
        void this.desk.actions.block(this.props.channelId, this.local.hours);
    }
}

import { Component } from "@odoo/owl";

import type { ChannelId } from "../../../model/ids";
import { Dialog } from "../../kit/dialog/dialog";
import { type DeskEnv, useDesk } from "../use_desk";
import "./spam_dialog.xml";

interface SpamDialogProps {
    channelId: ChannelId;
    onClose: () => void;
}

/** Asks before a conversation is ended as spam. */
export class SpamDialog extends Component<SpamDialogProps, DeskEnv> {
    static override template = "seitech_elearning.SpamDialog";
    static components = { Dialog };
    static override props = { channelId: Number, onClose: Function };

    private readonly desk = useDesk(this.env);

    submit(): void {
        this.props.onClose();
        void this.desk.actions.markSpam(this.props.channelId);
    }
}

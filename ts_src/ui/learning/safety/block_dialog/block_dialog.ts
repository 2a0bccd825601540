import { Component } from "@odoo/owl";

import type { UserId } from "../../../../model/ids";
import { failureText } from "../../../format/failure_text";
import { Dialog } from "../../../kit/dialog/dialog";
import { _t } from "../../../translation";
import { type SafetyEnv, useSafety } from "../use_safety";
import "./block_dialog.xml";

interface BlockDialogProps {
    userId: UserId;
    name: string;
}

/** Says what blocking somebody means before it is done. */
export class BlockDialog extends Component<BlockDialogProps, SafetyEnv> {
    static override template = "seitech_elearning.BlockPersonDialog";
    static components = { Dialog };
    static override props = { userId: Number, name: String };

    private readonly safety = useSafety(this.env);

    get title(): string {
        return _t("Block %s?", this.props.name);
    }

    get isBusy(): boolean {
        return this.safety.state.isBusy;
    }

    get failure(): string | null {
        const { failure } = this.safety.state;
        return failure && failureText(failure);
    }

    block(): void {
        void this.safety.actions.block(this.props.userId, true);
    }

    readonly close = (): void => this.safety.actions.ask(null);
}

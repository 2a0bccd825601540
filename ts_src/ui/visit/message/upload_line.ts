import { Component } from "@odoo/owl";

import type { OutgoingVisitMessage } from "../../../model/visit/visit_state";
import { formatBytes } from "../../format/bytes";
import { _t } from "../../translation";
import { Icon } from "../icon/icon";
import "./upload_line.scss";
import "./upload_line.xml";

interface UploadLineProps {
    item: OutgoingVisitMessage;
    onCancel: () => void;
}

/** A file on its way to the server, and how far it has come. */
export class UploadLine extends Component<UploadLineProps> {
    static override template = "seitech_elearning.VisitUploadLine";
    static components = { Icon };
    static override props = { item: Object, onCancel: Function };

    readonly formatBytes = formatBytes;

    get percent(): number {
        return Math.round(this.props.item.progress * 100);
    }

    get cancelLabel(): string {
        return _t("Stop sending %s", this.props.item.file?.name);
    }

    get progressLabel(): string {
        return _t("Sending %s", this.props.item.file?.name);
    }
}

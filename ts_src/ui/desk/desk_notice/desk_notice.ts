import { Component } from "@odoo/owl";

import { failureText } from "../../format/failure_text";
import { type DeskEnv, useDesk } from "../use_desk";
import "./desk_notice.scss";
import "./desk_notice.xml";

/** Why something did not work at the desk. */
export class DeskNotice extends Component<Record<string, never>, DeskEnv> {
    static override template = "seitech_elearning.DeskNotice";
    static override props = {};

    private readonly desk = useDesk(this.env);

    get text(): string | null {
        const { notice } = this.desk.state;
        return notice && failureText(notice);
    }

    dismiss(): void {
        this.desk.actions.putNoticeAway();
    }
}

import { Component } from "@odoo/owl";

import type { AgentState } from "../../../model/desk/desk_state";
import { _t } from "../../translation";
import { type DeskEnv, useDesk } from "../use_desk";
import "./desk_systray.scss";
import "./desk_badge.xml";

/** At the icon in the top bar: whether one is there, and how many wait. */
export class DeskBadge extends Component<Record<string, never>, DeskEnv> {
    static override template = "seitech_elearning.DeskBadge";
    static override props = {};

    private readonly desk = useDesk(this.env);

    get state(): AgentState | null {
        return this.desk.state.setup?.me.state ?? null;
    }

    get stateText(): string {
        switch (this.state) {
            case "online":
                return _t("You are online for support");
            case "busy":
                return _t("You are busy for support");
            case "away":
                return _t("You are away from support");
            default:
                return "";
        }
    }

    get waitingText(): string {
        const { waiting } = this.desk.state.counts;
        return waiting > 0 ? _t("%s waiting", waiting) : "";
    }
}

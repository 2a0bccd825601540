import { Component } from "@odoo/owl";

import type { AgentState } from "../../../model/desk/desk_state";
import { _t } from "../../translation";
import { type DeskEnv, useDesk } from "../use_desk";
import "./agent_switch.scss";
import "./agent_switch.xml";

let made = 0;

/** Where an agent says whether new requests may come to them. */
export class AgentSwitch extends Component<Record<string, never>, DeskEnv> {
    static override template = "seitech_elearning.AgentSwitch";
    static override props = {};

    private readonly desk = useDesk(this.env);
    readonly name = `o-seitech-AgentSwitch-${(made += 1)}`;

    get current(): AgentState | null {
        return this.desk.state.setup?.me.state ?? null;
    }

    get choices(): readonly { readonly state: AgentState; readonly label: string }[] {
        return [
            { state: "online", label: _t("Online") },
            { state: "busy", label: _t("Busy") },
            { state: "away", label: _t("Away") },
        ];
    }

    choose(state: AgentState): void {
        void this.desk.actions.setAvailability(state);
    }
}

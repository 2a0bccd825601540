import { Component } from "@odoo/owl";

import type { ChannelId } from "../../../model/ids";
import { _t } from "../../translation";
import { AgentSwitch } from "../agent_switch/agent_switch";
import { type DeskEnv, useDesk } from "../use_desk";
import "./desk_systray.scss";
import "./desk_tray.xml";

interface DeskTrayProps {
    onOpen: (channelId: ChannelId) => void;
}

/** In what opens from the top bar: the agent's switch, and a way to who waits longest. */
export class DeskTray extends Component<DeskTrayProps, DeskEnv> {
    static override template = "seitech_elearning.DeskTray";
    static components = { AgentSwitch };
    static override props = { onOpen: Function };

    private readonly desk = useDesk(this.env);

    get firstId(): ChannelId | null {
        return this.desk.state.queues.waiting.channelIds[0] ?? null;
    }

    get text(): string {
        const { waiting } = this.desk.state.counts;
        return waiting === 1 ? _t("1 request is waiting") : _t("%s requests are waiting", waiting);
    }

    openFirst(): void {
        if (this.firstId !== null) {
            this.props.onOpen(this.firstId);
        }
    }
}

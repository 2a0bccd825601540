import { Component } from "@odoo/owl";

import { useNow } from "../../hooks/use_now";
import { Avatar } from "../../kit/avatar/avatar";
import { _t } from "../../translation";
import { Icon } from "../icon/icon";
import { VisitMenu, type VisitMenuItem } from "../menu/visit_menu";
import { momentName } from "../moments";
import { useVisit, type VisitEnv } from "../visit_env";
import { ConnectionLine } from "./connection_line";
import "./visit_header.scss";
import "./visit_header.xml";

interface VisitHeaderProps {
    onMinimise: () => void;
    onEnd: () => void;
    /** Whether there is a conversation that something can be done with. */
    hasMenu: boolean;
}

/** Who the visitor talks to, whether somebody is there, and what else can be done. */
export class VisitHeader extends Component<VisitHeaderProps, VisitEnv> {
    static override template = "seitech_elearning.VisitHeader";
    static components = { Avatar, ConnectionLine, Icon, VisitMenu };
    static override props = { onMinimise: Function, onEnd: Function, hasMenu: Boolean };

    private readonly clock = useNow();
    readonly visit = useVisit(this.env);

    get agent(): { readonly name: string; readonly imageUrl: string | null } | null {
        return this.visit.state.visit?.agent ?? null;
    }

    get title(): string {
        return this.agent?.name ?? _t("Chat with us");
    }

    get isOver(): boolean {
        const { visit } = this.visit.state;
        return visit !== null && visit.state !== "active";
    }

    get isThere(): boolean {
        return this.agent !== null || (this.visit.state.availability?.isAvailable ?? false);
    }

    /** Whether somebody is there, or when there will be; "" as long as it is not known. */
    get presence(): string {
        const { visit, availability, clockOffset } = this.visit.state;
        if (this.isOver) {
            return _t("This conversation has ended");
        }
        if (this.agent) {
            return _t("Support team");
        }
        if (!availability) {
            return "";
        }
        if (availability.isAvailable) {
            return visit ? _t("Somebody will be with you shortly") : _t("We are here for you");
        }
        const { nextOpening } = availability;
        // The form says so at length.
        return nextOpening === null || !visit
            ? _t("We are away right now")
            : _t("Back %s", momentName(nextOpening - clockOffset, this.clock.now));
    }

    get items(): readonly VisitMenuItem[] {
        const { state, actions } = this.visit;
        const items: VisitMenuItem[] = [
            {
                id: "sound",
                label: _t("Sound"),
                icon: "sound",
                isChecked: state.isSoundOn,
                run: () => actions.setSound(!state.isSoundOn),
            },
        ];
        if (state.visit?.hasEmail && state.visit.isAnswered && state.transcript === "none") {
            items.push({
                id: "transcript",
                label: _t("Send me this conversation by e-mail"),
                icon: "mail",
                run: () => void actions.mailTranscript(),
            });
        }
        if (this.props.hasMenu) {
            items.push({
                id: "end",
                label: _t("End the chat"),
                icon: "end",
                run: this.props.onEnd,
            });
        }
        return items;
    }
}

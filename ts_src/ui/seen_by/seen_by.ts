import { Component } from "@odoo/owl";

import type { Member } from "../../model/records";
import { listNames } from "../format/names";
import { Avatar } from "../kit/avatar/avatar";
import { _t } from "../translation";
import "./seen_by.scss";
import "./seen_by.xml";

interface SeenByProps {
    members: readonly Member[];
}

const MOST_FACES = 6;
const MOST_NAMES = 20;

/** The faces of those who have read up to here. */
export class SeenBy extends Component<SeenByProps> {
    static override template = "seitech_elearning.SeenBy";
    static components = { Avatar };
    static override props = { members: Array };

    get faces(): readonly Member[] {
        return this.props.members.slice(0, MOST_FACES);
    }

    get countMore(): number {
        return this.props.members.length - this.faces.length;
    }

    get label(): string {
        const { members } = this.props;
        const names = members.slice(0, MOST_NAMES).map((member) => member.name);
        const more = members.length - names.length;
        return more > 0
            ? _t("Seen by %s and %s others", listNames(names), more)
            : _t("Seen by %s", listNames(names));
    }
}

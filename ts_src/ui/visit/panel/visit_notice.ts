import { Component } from "@odoo/owl";

import { failureText } from "../../format/failure_text";
import { Icon } from "../icon/icon";
import { useVisit, type VisitEnv } from "../visit_env";
import "./visit_notice.xml";

/**
 * What the visitor has to be told, and what can be done about it. By itself: most never see one, and
 * until it is shown no browser compiles it.
 */
export class VisitNotice extends Component<Record<string, never>, VisitEnv> {
    static override template = "seitech_elearning.VisitNotice";
    static components = { Icon };
    static override props = {};

    readonly failureText = failureText;
    readonly visit = useVisit(this.env);

    /** Whoever cannot show that they are human, or does not want to, is not left alone. */
    get isHumanAsked(): boolean {
        return this.visit.state.notice?.code === "challenge_required";
    }

    /** The link of an e-mail is good once; whoever comes again gets another one by e-mail. */
    get isLinkUsed(): boolean {
        return this.visit.state.notice?.code === "link_used";
    }

    get isLinkSent(): boolean {
        return this.visit.state.notice?.code === "link_sent";
    }
}

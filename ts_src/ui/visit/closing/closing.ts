import { Component } from "@odoo/owl";

import { Icon } from "../icon/icon";
import { Rating } from "../rating/rating";
import { useVisit, type VisitEnv } from "../visit_env";
import "./closing.scss";
import "./closing.xml";

interface ClosingProps {
    onAnew: () => void;
}

/** Below a conversation that has ended: what the visitor can do still. */
export class Closing extends Component<ClosingProps, VisitEnv> {
    static override template = "seitech_elearning.VisitClosing";
    static components = { Icon, Rating };
    static override props = { onAnew: Function };

    readonly visit = useVisit(this.env);

    get isRatingAsked(): boolean {
        return this.visit.state.visit?.isAnswered ?? false;
    }

    get hasTranscript(): boolean {
        const visit = this.visit.state.visit;
        return visit !== null && visit.hasEmail && visit.isAnswered;
    }
}

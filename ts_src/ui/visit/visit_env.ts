import { useState } from "@odoo/owl";

import type { VisitView } from "../../engine/visit/visit_actions";

/** The part of OWL's environment that the visitor's widget puts there for its components. */
export interface VisitEnv {
    readonly seitechVisit: VisitView;
}

/**
 * Subscribes the component under construction to the conversation.
 *
 * @param env `this.env`; OWL's own `useEnv` does not work yet in a field's initialiser.
 * @returns State whose every part that the component reads makes it render again when it changes.
 */
export function useVisit(env: VisitEnv): VisitView {
    const { state, actions } = env.seitechVisit;
    return { state: useState(state), actions };
}

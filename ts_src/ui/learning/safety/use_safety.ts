import { useState } from "@odoo/owl";

import type { SafetyView } from "../../../engine/learning/safety/safety";
import type { ChatEnv } from "../../use_chat";

/** What the components of safety find in OWL's environment. */
export interface SafetyEnv extends ChatEnv {
    readonly services: ChatEnv["services"] & { readonly seitech_chat_safety: SafetyView };
}

/**
 * Subscribes the component under construction to reporting, blocking and notices.
 *
 * @param env `this.env`; OWL's own `useEnv` does not work yet in a field's initialiser.
 */
export function useSafety(env: SafetyEnv): SafetyView {
    const { state, actions } = env.services.seitech_chat_safety;
    return { state: useState(state), actions };
}

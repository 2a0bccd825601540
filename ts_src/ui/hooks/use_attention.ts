import { useExternalListener, useState } from "@odoo/owl";

function isAttentive(): boolean {
    return document.visibilityState === "visible" && document.hasFocus();
}

/** @returns An object that tells whether the person is looking at this page right now. */
export function useAttention(): { readonly isAttentive: boolean } {
    const state = useState({ isAttentive: isAttentive() });
    const update = (): void => {
        state.isAttentive = isAttentive();
    };
    useExternalListener(window, "focus", update);
    useExternalListener(window, "blur", update);
    useExternalListener(document, "visibilitychange", update);
    return state;
}

import { onMounted, onWillUnmount } from "@odoo/owl";

import { slots } from "../registries/slots";

/** Calls back when a bundle that is loaded later adds something, also to the lists of actions. */
export function useAdditions(run: () => void): void {
    const { telling } = slots;
    onMounted(() => telling?.addEventListener?.("UPDATE", run));
    onWillUnmount(() => telling?.removeEventListener?.("UPDATE", run));
}

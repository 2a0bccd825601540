import { onMounted, onWillUnmount, useState } from "@odoo/owl";

import type { Timestamp } from "../../model/ids";

const MINUTE = 60_000;

/** @returns An object whose `now` moves on every minute, so that relative times stay true. */
export function useNow(): { readonly now: Timestamp } {
    const state = useState({ now: Date.now() });
    let timer: ReturnType<typeof setInterval> | undefined;
    onMounted(() => {
        timer = setInterval(() => {
            state.now = Date.now();
        }, MINUTE);
    });
    onWillUnmount(() => clearInterval(timer));
    return state;
}

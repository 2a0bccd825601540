import { onMounted, onPatched, onWillUnmount, useState } from "@odoo/owl";

import type { MessageId } from "../../model/ids";

interface JumpPlace {
    /** Where the rows are; each with `data-message-id`. */
    readonly content: { readonly el: HTMLElement | null };
    /** @returns Whether the message can be put on the page; it is there at the next rendering. */
    show(id: MessageId): boolean;
    load(id: MessageId): Promise<void>;
    center(row: HTMLElement): void;
}

export interface MessageJump {
    /** The message somebody has just jumped to. */
    readonly highlightedId: MessageId | null;
    /** Brings a message into the middle of the view, marks it and puts the focus on it. */
    to(id: MessageId): Promise<void>;
}

const HIGHLIGHT = 2_500;

/** Leads to a message of the conversation, also to one that is not loaded. */
export function useMessageJump(place: JumpPlace): MessageJump {
    const state = useState<{ highlightedId: MessageId | null }>({ highlightedId: null });
    let wanted: MessageId | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const reveal = (): void => {
        const row = place.content.el?.querySelector<HTMLElement>(`[data-message-id="${wanted}"]`);
        if (wanted !== null && row) {
            wanted = null;
            place.center(row);
            row.focus({ preventScroll: true });
        }
    };
    onMounted(reveal);
    onPatched(reveal);
    onWillUnmount(() => clearTimeout(timer));

    return {
        get highlightedId() {
            return state.highlightedId;
        },
        async to(id) {
            wanted = id;
            if (!place.show(id)) {
                await place.load(id);
                // Somebody may have jumped elsewhere in the meantime.
                if (wanted !== id || !place.show(id)) {
                    return;
                }
            }
            state.highlightedId = id;
            reveal();
            clearTimeout(timer);
            timer = setTimeout(() => {
                state.highlightedId = null;
            }, HIGHLIGHT);
        },
    };
}

import { onMounted } from "@odoo/owl";

interface Ref {
    readonly el: HTMLElement | null;
}

export interface Descent {
    /** Scrolls smoothly to the lower end. */
    begin(): void;
    /**
     * To be called when the content may have changed on the way.
     *
     * @param isInterrupted Whether the position was written, which ends a smooth scroll.
     */
    goOn(isInterrupted: boolean): void;
    /** To be called when the lower end is reached, or gone to in another way. */
    end(): void;
}

/** What somebody does who wants to be elsewhere. */
const OWN_MOVES = ["wheel", "touchmove", "pointerdown", "keydown"];

/**
 * A smooth scroll to the lower end that gets there: what is loaded, grows or comes on the way would
 * end it half-way, or leave it short of what is new. Only the person's own move ends it.
 *
 * @param viewport The element that scrolls.
 * @param arrive Goes to the lower end at once.
 */
export function useDescent(viewport: Ref, arrive: () => void): Descent {
    /** Height of the content that it was begun for; null while there is none under way. */
    let goal: number | null = null;

    const begin = (): void => {
        const { el } = viewport;
        if (el) {
            goal = el.scrollHeight;
            el.scrollTo({ top: goal, behavior: "smooth" });
        }
    };
    const end = (): void => {
        goal = null;
    };
    onMounted(() => {
        OWN_MOVES.forEach((name) => viewport.el?.addEventListener(name, end, { passive: true }));
        // Browsers without this event are left with what `goOn` mends.
        viewport.el?.addEventListener("scrollend", () => {
            if (goal !== null) {
                end();
                arrive();
            }
        });
    });

    return {
        begin,
        end,
        goOn(isInterrupted) {
            if (goal !== null && (isInterrupted || goal !== viewport.el?.scrollHeight)) {
                begin();
            }
        },
    };
}

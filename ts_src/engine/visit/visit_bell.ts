import type { VisitMessage } from "../../model/visit/visit_state";
import type { Timer } from "../ports";
import type { VisitContext } from "./visit_context";

/** The visitor may be looking at the message in another tab, which says so within moments. */
const reconsiderDelay = 500;

/** Rings for what an agent says while the visitor is not looking; of several tabs, one does. */
export class VisitBell {
    private readonly timers = new Set<Timer>();

    constructor(private readonly context: VisitContext) {}

    /** Takes note of a message that was not known before. */
    consider({ id }: VisitMessage): void {
        const { attention, clock, store } = this.context;
        if (store.state.isOpen && attention.isAttentive()) {
            // So that no other tab rings for it.
            void this.claim(id);
            return;
        }
        const timer = clock.after(reconsiderDelay, () => {
            this.timers.delete(timer);
            void this.ring(id);
        });
        this.timers.add(timer);
    }

    stop(): void {
        this.timers.forEach((timer) => timer.cancel());
        this.timers.clear();
    }

    private async ring(id: VisitMessage["id"]): Promise<void> {
        const { store, surroundings } = this.context;
        const { isSoundOn, facts } = store.state;
        if (isSoundOn && id > (facts.ownMark ?? 0) && (await this.claim(id))) {
            surroundings.playSound();
        }
    }

    private claim(id: VisitMessage["id"]): Promise<boolean> {
        return this.context.locks.claim(`ring-${id}`);
    }
}

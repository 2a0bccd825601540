import type { Support } from "../../model/desk/desk_state";
import type { Timer } from "../ports";
import type { DeskContext } from "./desk_context";

/** Somebody may take it at once, or look at another tab, which says so within moments. */
const reconsiderDelay = 500;
/** Characters of a subject or an address that a notification shows. */
const bodyLength = 200;

/**
 * Tells an agent who is online and does not look that a new request waits: by a sound and a
 * desktop notification. Of several tabs, one tells.
 */
export class WaitingTeller {
    private readonly timers = new Set<Timer>();

    constructor(private readonly context: DeskContext) {}

    /** @param before What was known of it until now. */
    consider(support: Support, before: Support | undefined): void {
        const isNew = !before || (before.rev < support.rev && before.stage !== "waiting");
        const wasMine = before?.agent?.id === this.context.store.state.selfId;
        if (!isNew || wasMine || support.stage !== "waiting" || !this.isOnline()) {
            return;
        }
        if (this.context.attention.isAttentive()) {
            // So that no other tab tells of it.
            void this.claim(support);
            return;
        }
        const timer = this.context.clock.after(reconsiderDelay, () => {
            this.timers.delete(timer);
            void this.tell(support);
        });
        this.timers.add(timer);
    }

    stop(): void {
        this.timers.forEach((timer) => timer.cancel());
        this.timers.clear();
    }

    private async tell(support: Support): Promise<void> {
        const { store, notifier, attention, screen } = this.context;
        const now = store.state.supports.get(support.channelId);
        if (now?.stage !== "waiting" || !this.isOnline() || !(await this.claim(support))) {
            return;
        }
        if (attention.isAttentive()) {
            return;
        }
        if (screen.isSoundOn()) {
            notifier.playSound();
        }
        if (notifier.consent() === "granted") {
            this.show(now);
        }
    }

    private show(support: Support): void {
        const { notifier, screen } = this.context;
        const { channelId, subject, page } = support;
        notifier.show(
            {
                title: screen.waitingTitle(support),
                body: (subject ?? page ?? "").slice(0, bodyLength),
                iconUrl: null,
                tag: `seitech-chat-request-${channelId}`,
            },
            () => screen.open(channelId),
        );
    }

    private isOnline(): boolean {
        return this.context.store.state.setup?.me.state === "online";
    }

    private claim({ id, waitingSince }: Support): Promise<boolean> {
        return this.context.locks.claim(`request-${id}-${waitingSince ?? 0}`);
    }
}

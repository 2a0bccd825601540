import type { ChatContext } from "./chat_context";
import type { Timer } from "./ports";

/** Takes away those who were typing and were not heard of again, at the moment it is time. */
export class TypingWatch {
    private timer: Timer | null = null;

    constructor(private readonly context: ChatContext) {}

    /** Somebody was heard typing: looks again when the first of them is due. */
    arm(): void {
        this.timer?.cancel();
        this.timer = null;
        const { store, clock } = this.context;
        const ends = [...store.state.typing.values()].flatMap((typists) =>
            [...typists.values()].map(({ until }) => until),
        );
        if (ends.length > 0) {
            const delay = Math.max(0, Math.min(...ends) - clock.now());
            this.timer = clock.after(delay, () => this.expire());
        }
    }

    stop(): void {
        this.timer?.cancel();
    }

    private expire(): void {
        const { store, clock } = this.context;
        store.dispatch({ kind: "typingExpired", now: clock.now() });
        this.arm();
    }
}

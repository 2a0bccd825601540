import type { ChatContext } from "./chat_context";
import type { Timer } from "./ports";

const interval = 30_000;
/** So that the clients of one server do not all ask at the same moment. */
const spread = 5_000;

/** Runs something about every half a minute, for as long as it makes sense to. */
export class Ticker {
    private timer: Timer | null = null;

    constructor(
        private readonly context: ChatContext,
        private readonly run: () => void,
    ) {}

    start(): void {
        const { clock, keys, attention, store } = this.context;
        const delay = interval + spread * (2 * keys.random() - 1);
        this.timer = clock.after(delay, () => {
            // Without real-time a page nobody looks at can still tell of new messages.
            if (attention.isVisible() || store.state.connection === "polling") {
                this.run();
            }
            this.start();
        });
    }

    stop(): void {
        this.timer?.cancel();
    }
}

import { totalUnread } from "../model/unread";
import type { ChatContext } from "./chat_context";
import type { Timer } from "./ports";

/** Many changes come at once: the count is taken when they are through. */
const settleDelay = 200;

/** Keeps the number of unread messages in the title of the page. */
export class TitleCount {
    private timer: Timer | null = null;
    private shown = 0;

    constructor(private readonly context: ChatContext) {
        context.store.onDispatch(() => this.schedule());
    }

    stop(): void {
        this.timer?.cancel();
    }

    private schedule(): void {
        this.timer ??= this.context.clock.after(settleDelay, () => {
            this.timer = null;
            this.update();
        });
    }

    private update(): void {
        const { store, clock, notifier } = this.context;
        const count = totalUnread(store.state, clock.now());
        if (count !== this.shown) {
            this.shown = count;
            notifier.showCount(count);
        }
    }
}

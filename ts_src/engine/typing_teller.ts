import type { ChannelId } from "../model/ids";
import type { Timestamp } from "../model/ids";
import type { ChatContext } from "./chat_context";
import { expectApiError } from "./failures";
import type { ChatApi, Timer } from "./ports";

/** The server is told no more often than this while somebody goes on typing. */
const tellInterval = 2_000;
/** Without a change for so long, the person has stopped. */
const pauseTime = 5_000;
/** A message says by itself that its author has stopped: telling so as well can wait this long. */
const sentTime = 1_000;

interface Typing {
    readonly toldAt: Timestamp;
    readonly timer: Timer;
}

/** Tells the others that this person is typing, and that they have stopped. */
export class TypingTeller {
    private readonly typing = new Map<ChannelId, Typing>();

    constructor(
        private readonly context: Pick<ChatContext, "clock"> & {
            readonly api: Pick<ChatApi, "tellTyping">;
        },
    ) {}

    /** The text in a channel's composer has changed. */
    note(channelId: ChannelId): void {
        const { clock } = this.context;
        const now = clock.now();
        const known = this.typing.get(channelId);
        known?.timer.cancel();
        const isDue = !known || now - known.toldAt >= tellInterval;
        this.typing.set(channelId, {
            toldAt: isDue ? now : known.toldAt,
            timer: clock.after(pauseTime, () => this.end(channelId)),
        });
        if (isDue) {
            void this.tell(channelId, true);
        }
    }

    /** The person has sent the text: what it needs of the network and the server goes first. */
    sent(channelId: ChannelId): void {
        const known = this.typing.get(channelId);
        if (known) {
            known.timer.cancel();
            const timer = this.context.clock.after(sentTime, () => this.end(channelId));
            this.typing.set(channelId, { ...known, timer });
        }
    }

    /** The person has stopped. */
    end(channelId: ChannelId): void {
        const known = this.typing.get(channelId);
        if (known) {
            known.timer.cancel();
            this.typing.delete(channelId);
            void this.tell(channelId, false);
        }
    }

    /** Tells nothing any more. */
    stop(): void {
        this.typing.forEach(({ timer }) => timer.cancel());
        this.typing.clear();
    }

    /** Nobody misses it when it does not arrive. */
    private async tell(channelId: ChannelId, isTyping: boolean): Promise<void> {
        try {
            await this.context.api.tellTyping(channelId, isTyping);
        } catch (caught) {
            expectApiError(caught);
        }
    }
}

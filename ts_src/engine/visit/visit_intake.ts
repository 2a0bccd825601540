import { isNews } from "../../model/visit/apply_told";
import type { ChannelId } from "../../model/ids";
import type { VisitMessage } from "../../model/visit/visit_state";
import type { Timer } from "../ports";
import type { VisitContext } from "./visit_context";
import type { VisitNotification } from "./ports/bus";

/** Who is said to be typing is taken for silent after this long without being said so again. */
const typingTime = 6_000;

/** Takes in what the server tells, by answers and by notifications. */
export class VisitIntake {
    private typingTimer: Timer | null = null;

    /** @param onNews Called with a message of an agent that was not known. */
    constructor(
        private readonly context: VisitContext,
        private readonly onNews: (message: VisitMessage) => void,
    ) {}

    receive(channelId: ChannelId, notification: VisitNotification): void {
        const { store } = this.context;
        // Of people who are signed in the bus brings other conversations as well.
        if (channelId !== store.state.facts.channelId) {
            return;
        }
        switch (notification.kind) {
            case "messageChanged":
                return this.takeIn([notification.message]);
            case "agentTyping":
                return this.showTyping(notification.name);
            default:
                store.dispatch(notification);
        }
    }

    /** Takes in messages of the conversation that is followed. */
    takeIn(messages: readonly VisitMessage[]): void {
        const { store, storage } = this.context;
        const { isLoaded } = store.state.facts;
        for (const message of messages) {
            const isKnown = store.state.messages.some(({ id }) => id === message.id);
            const { outgoing } = store.state;
            store.dispatch({ kind: "messageChanged", message });
            if (outgoing !== store.state.outgoing && message.clientKey !== null) {
                storage.removeText(message.clientKey);
            }
            if (!isKnown && isNews(message)) {
                this.showTyping(null);
                // What was there before this page came is no news.
                if (isLoaded) {
                    this.onNews(message);
                }
            }
        }
    }

    /** @param name Null once they have stopped. */
    showTyping(name: string | null): void {
        const { clock, store } = this.context;
        this.typingTimer?.cancel();
        const until = clock.now() + (name === null ? 0 : typingTime);
        store.dispatch({ kind: "typingChanged", name, until });
        if (name !== null) {
            this.typingTimer = clock.after(typingTime, () =>
                store.dispatch({ kind: "typingExpired", now: clock.now() }),
            );
        }
    }

    stop(): void {
        this.typingTimer?.cancel();
    }
}

import type { MessageId } from "../model/ids";
import { raiseNotice } from "./attempt";
import type { ChatContext } from "./chat_context";
import { expectApiError } from "./failures";
import type { Timer } from "./ports";
import { messageEvents } from "./received";

/** How long a deleted message can be brought back. */
const graceTime = 5_000;

/**
 * Deletes messages a little later than the person asked for it, so that they can change their
 * mind. One at a time has a way back: the next one settles the one before, and so does leaving
 * the page.
 */
export class Deleter {
    private planned: { readonly messageId: MessageId; readonly timer: Timer } | null = null;

    constructor(private readonly context: ChatContext) {}

    /** Hides a message at once; it is deleted when nobody brings it back. */
    plan(messageId: MessageId): void {
        if (this.planned?.messageId === messageId) {
            return;
        }
        this.settle();
        const { store, clock } = this.context;
        const timer = clock.after(graceTime, () => this.settle());
        this.planned = { messageId, timer };
        store.dispatch(
            { kind: "deletionPlanned", messageId, at: clock.now() },
            {
                kind: "noticeRaised",
                notice: { code: "message_deleted", message: "Message deleted.", undo: "delete" },
            },
        );
    }

    /** Brings the last message back. */
    undo(): void {
        const messageId = this.takePlanned();
        if (messageId !== null) {
            this.context.store.dispatch({ kind: "deletionEnded", messageId });
        }
    }

    /** Deletes now what is planned. */
    settle(): void {
        const messageId = this.takePlanned();
        if (messageId !== null) {
            void this.delete(messageId);
        }
    }

    private takePlanned(): MessageId | null {
        const { planned } = this;
        if (!planned) {
            return null;
        }
        planned.timer.cancel();
        this.planned = null;
        if (this.context.store.state.notice?.undo === "delete") {
            this.context.store.dispatch({ kind: "noticeDismissed" });
        }
        return planned.messageId;
    }

    /** If the server does not take it, the message is back. */
    private async delete(messageId: MessageId): Promise<void> {
        const { store, api } = this.context;
        try {
            const received = await api.deleteMessage(messageId);
            store.dispatch(...messageEvents([received]), { kind: "deletionEnded", messageId });
        } catch (caught) {
            const error = expectApiError(caught);
            store.dispatch({ kind: "deletionEnded", messageId });
            raiseNotice(this.context, error);
        }
    }
}

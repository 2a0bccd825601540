import { expectRefusal, toFailure } from "../failures";
import type { ApiError } from "../ports";
import type { Conversation } from "./conversation";
import { Retrier } from "./retrier";
import { turn, type VisitContext } from "./visit_context";
import type { VisitIntake } from "./visit_intake";
import type { KeptText } from "./ports/records";
import type { VisitOpener } from "./visit_opener";
import { dropText, keepText, raiseNotice, takeBack } from "./visit_texts";

/** Whoever has to wait for longer than this many seconds is told so. */
const longPause = 5;

/**
 * Sends the texts of this browser: one at a time, in the order they were written, and of several
 * tabs one. The first one of all opens the conversation. Every attempt carries the same client key,
 * so however often an answer is lost, the server keeps one message, and opens one conversation.
 *
 * - No answer: the text stays pending, and so do those behind it.
 * - Refused: the text has failed and waits for the visitor; the next one is sent.
 */
export class TextSender {
    private readonly sending: Retrier;

    constructor(
        private readonly context: VisitContext,
        private readonly conversation: Conversation,
        private readonly intake: VisitIntake,
        private readonly opener: VisitOpener,
    ) {
        this.sending = new Retrier(
            context,
            () => context.locks.hold(turn, () => this.sendPending()),
            (error) => this.handlePause(error),
        );
    }

    /** Sends what is pending. */
    async send(): Promise<void> {
        if (this.next()) {
            await this.sending.request();
        }
    }

    retryNow(): void {
        void this.sending.retryNow();
    }

    stop(): void {
        this.sending.stop();
    }

    private next(): KeptText | undefined {
        const { store, storage } = this.context;
        return store.isClosed ? undefined : storage.loadTexts().find((it) => it.failure === null);
    }

    private async sendPending(): Promise<void> {
        // The conversation of another tab, for example one that was opened a moment ago.
        this.conversation.adopt();
        for (let text = this.next(); text; text = this.next()) {
            await this.sendOne(text);
        }
    }

    /** @throws {ApiError} If there is no answer. */
    private async sendOne(text: KeptText): Promise<void> {
        const { messages } = this.context.store.state;
        if (messages.some(({ clientKey }) => clientKey === text.clientKey)) {
            // Only the answer was lost.
            dropText(this.context, text);
        } else if (this.conversation.current) {
            await this.sendTo(text);
        } else if (text.opening) {
            await this.opener.open(text, text.opening);
        } else {
            takeBack(this.context, [text]);
        }
    }

    private async sendTo(text: KeptText): Promise<void> {
        const { api } = this.context;
        try {
            const message = await this.conversation.useInTurn((access) => api.send(access, text));
            if (message) {
                this.intake.takeIn([message]);
                dropText(this.context, text);
            }
        } catch (caught) {
            const error = expectRefusal(caught);
            keepText(this.context, { ...text, failure: toFailure(error) });
        }
    }

    /** Nothing else shows that it is the server that lets the visitor wait. */
    private handlePause(error: ApiError): void {
        if ((error.retryAfter ?? 0) > longPause) {
            raiseNotice(this.context, error);
        }
    }
}

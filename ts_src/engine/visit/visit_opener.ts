import { expectRefusal } from "../failures";
import type { ApiError } from "../ports";
import type { Conversation } from "./conversation";
import { ChallengeRequired, RefusedForm } from "./ports/api";
import type { KeptText, VisitOpening } from "./ports/records";
import type { VisitContext } from "./visit_context";
import type { VisitIntake } from "./visit_intake";
import { dropText, raiseNotice, takeBack } from "./visit_texts";

/**
 * Opens a conversation with its first text, showing that this is a human where the server wants to
 * know. Refused, there is nothing to wait in: the text goes back into the form.
 */
export class VisitOpener {
    constructor(
        private readonly context: VisitContext,
        private readonly conversation: Conversation,
        private readonly intake: VisitIntake,
    ) {}

    /**
     * In turn.
     *
     * @throws {ApiError} If there is no answer.
     */
    async open(text: KeptText, opening: VisitOpening): Promise<void> {
        try {
            await this.ask(text, opening, null);
        } catch (caught) {
            await this.handleRefusal(text, opening, expectRefusal(caught));
        }
    }

    private async ask(
        text: KeptText,
        opening: VisitOpening,
        captchaToken: string | null,
    ): Promise<void> {
        const { api, store } = this.context;
        const opened = await api.open(text, opening, captchaToken);
        if (!store.isClosed) {
            this.conversation.take(opened, null);
            this.intake.takeIn([opened.message]);
            dropText(this.context, text);
        }
    }

    private async handleRefusal(
        text: KeptText,
        opening: VisitOpening,
        error: ApiError,
    ): Promise<void> {
        const token = error instanceof ChallengeRequired ? await this.solve(error) : null;
        if (token === null || this.context.store.isClosed) {
            this.refuse(error);
            return;
        }
        try {
            await this.ask(text, opening, token);
        } catch (caught) {
            this.refuse(expectRefusal(caught));
        }
    }

    /** @returns Null if there is nothing to show: then what the server has said stands. */
    private async solve(error: ChallengeRequired): Promise<string | null> {
        const { challenges, store } = this.context;
        let isAsked = false;
        try {
            const token = await challenges.solve(error.challenge, () => {
                isAsked = true;
                raiseNotice(this.context, error);
            });
            if (isAsked) {
                store.dispatch({ kind: "noticeChanged", notice: null });
            }
            return token;
        } catch {
            return null;
        }
    }

    private refuse(error: ApiError): void {
        const { storage, store } = this.context;
        if (store.isClosed) {
            return;
        }
        takeBack(this.context, storage.loadTexts());
        raiseNotice(this.context, error);
        const errors = error instanceof RefusedForm ? error.fields : {};
        store.dispatch({ kind: "formRefused", errors });
    }
}

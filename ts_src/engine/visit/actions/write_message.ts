import type { ClientKey } from "../../../model/ids";
import type { VisitDraft } from "../../../model/visit/visit_state";
import type { LocalFile } from "../../ports";
import { turn, type VisitContext } from "../visit_context";
import type { VisitParts } from "../visit_parts";
import { keepText, queueDraft, saveDraft, takeBack } from "../visit_texts";

/** Keeps what is typed, and lets the agents know that somebody types. */
export function typeDraft(
    context: VisitContext,
    { typing }: VisitParts,
    change: Partial<VisitDraft>,
): void {
    const { draft, facts, visit } = context.store.state;
    saveDraft(context, { ...draft, ...change });
    const { text } = change;
    if (text === undefined || facts.channelId === null || visit?.state !== "active") {
        return;
    }
    if (text === "") {
        typing.end(facts.channelId);
    } else {
        typing.note(facts.channelId);
    }
}

/** Sends what stands in the draft, in the background if need be. */
export async function send(context: VisitContext, { texts, typing }: VisitParts): Promise<void> {
    if (!queueDraft(context)) {
        return;
    }
    const { channelId } = context.store.state.facts;
    if (channelId !== null) {
        typing.sent(channelId);
    }
    await texts.send();
}

/** Sends a file, if the visitor may. */
export async function sendFile(
    context: VisitContext,
    parts: VisitParts,
    file: LocalFile,
): Promise<void> {
    if (context.store.state.visit?.mayAttach) {
        await parts.files.add(file);
    }
}

/** Sends again what the server has refused. */
export function retryText(
    context: VisitContext,
    { texts }: VisitParts,
    clientKey: ClientKey,
): void {
    const text = context.storage.loadTexts().find((it) => it.clientKey === clientKey);
    if (text?.failure) {
        keepText(context, { ...text, failure: null });
        void texts.send();
    }
}

/** In turn: what is just being sent is not taken back. */
export function discardText(context: VisitContext, clientKey: ClientKey): Promise<void> {
    return context.locks.hold(turn, () => {
        const text = context.storage.loadTexts().find((it) => it.clientKey === clientKey);
        if (text && !context.store.isClosed) {
            takeBack(context, [text]);
        }
        return Promise.resolve();
    });
}

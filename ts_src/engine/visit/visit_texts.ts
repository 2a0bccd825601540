import { noDraft } from "../../model/visit/visit_records";
import type { OutgoingVisitMessage, VisitDraft } from "../../model/visit/visit_state";
import { toFailure } from "../failures";
import { plain } from "../plain";
import type { ApiError } from "../ports";
import type { VisitContext } from "./visit_context";
import type { KeptText, VisitOpening } from "./ports/records";

/** Tells the visitor why something did not work. */
export function raiseNotice({ store }: VisitContext, error: ApiError): void {
    store.dispatch({ kind: "noticeChanged", notice: toFailure(error) });
}

/** Keeps what is typed: for the components, for the next page and for the other tabs. */
export function saveDraft({ store, storage }: VisitContext, draft: VisitDraft): void {
    store.dispatch({ kind: "draftChanged", draft });
    storage.saveDraft(plain(draft));
}

/**
 * Makes the draft's text one that is to be sent. Whatever happens to the page in between, it is
 * kept at least once.
 *
 * @returns False if there is nothing to send.
 */
export function queueDraft(context: VisitContext): boolean {
    const { store, storage, keys } = context;
    const { draft } = store.state;
    if (draft.text.trim() === "") {
        return false;
    }
    keepText(context, {
        clientKey: keys.clientKey(),
        text: draft.text,
        createdAt: nextMoment(context),
        failure: null,
        // Also behind another one that opens it: that may be refused.
        opening: storage.loadVisit() ? null : openingOf(context),
    });
    saveDraft(context, { ...draft, text: "" });
    return true;
}

/** Keeps a text, or what has become of it. */
export function keepText({ store, storage }: VisitContext, text: KeptText): void {
    storage.putText(plain(text));
    store.dispatch({ kind: "outgoingChanged", item: toOutgoing(text) });
}

/** The server has it, or the visitor does not want it any more. */
export function dropText({ store, storage }: VisitContext, { clientKey }: KeptText): void {
    storage.removeText(clientKey);
    store.dispatch({ kind: "outgoingRemoved", clientKey });
}

/** Puts texts that cannot be sent back to where they were typed, before what is there by now. */
export function takeBack(context: VisitContext, texts: readonly KeptText[]): void {
    const draft = context.storage.loadDraft();
    const parts = [...texts.map(({ text }) => text), draft.text].filter((part) => part !== "");
    saveDraft(context, { ...draft, text: parts.join("\n\n") });
    texts.forEach((text) => dropText(context, text));
}

/** Takes everything typed away, unseen: it is somebody else's. */
export function forgetTexts({ storage }: VisitContext): void {
    storage.loadTexts().forEach(({ clientKey }) => storage.removeText(clientKey));
    storage.saveDraft(noDraft);
}

export function toOutgoing({
    clientKey,
    text,
    createdAt,
    failure,
}: KeptText): OutgoingVisitMessage {
    return { clientKey, text, file: null, progress: 0, createdAt, failure };
}

/** @returns A moment after that of all texts on their way: it is their order. */
export function nextMoment({ clock, store, storage }: VisitContext): number {
    const moments = [...storage.loadTexts(), ...store.state.outgoing].map((it) => it.createdAt);
    return Math.max(clock.now(), ...moments.map((moment) => moment + 1));
}

function openingOf({ store, surroundings }: VisitContext): VisitOpening {
    const { name, email, subject } = store.state.draft;
    return {
        name,
        email,
        subject,
        language: surroundings.language(),
        page: surroundings.address(),
        referrer: surroundings.referrer(),
    };
}
